//! Writes what follows from the catalogue and the models: the TypeScript of the package, and the table of operations of
//! the documentation.
//!
//! `cargo run --example generate --features reflect -- <folder> <docs>` writes `models.ts`, `operations.ts`, `markers.ts`,
//! `fssp.ts`, `nkb.ts` and `texts.ts` into the folder, and `operations.md` into that of the documentation.

mod table;

use kontragent::catalogue;
use kontragent::identifiers::{Finding, Kind, Level, TEXTS};
use kontragent::model::{Model, Need, Shape, Variants};
use kontragent::operation::{Answer, At, Input, Last, Operation, Paging, Param, Polling, Record};
use kontragent::providers::Provider;
use kontragent::providers::focus::markers::{GROUPS, MARKERS};
use kontragent::providers::fssp::tables::{DOCUMENT_TYPES, Named, REGIONS};
use kontragent::providers::nkb::links::{Entity, TYPES, link};
use kontragent::providers::nkb::models::NODE;
use kontragent::totals::By;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

const NOTE: &str = "// Generated from the catalogue and the models of the crate; see scripts/generate.\n\n";

fn main() -> io::Result<()> {
    let mut folders = env::args().skip(1).map(PathBuf::from);
    let (Some(folder), Some(docs)) = (folders.next(), folders.next()) else {
        return Err(io::Error::other("give the folders to write to"));
    };
    fs::create_dir_all(&folder)?;
    fs::write(docs.join("operations.md"), table::page())?;
    fs::write(folder.join("models.ts"), [NOTE, &models()].concat())?;
    fs::write(folder.join("operations.ts"), [NOTE, &operations()].concat())?;
    fs::write(folder.join("markers.ts"), [NOTE, &markers()].concat())?;
    fs::write(folder.join("fssp.ts"), [NOTE, &fssp()].concat())?;
    fs::write(folder.join("nkb.ts"), [NOTE, &nkb()].concat())?;
    fs::write(folder.join("texts.ts"), [NOTE, &texts()].concat())
}

/// What the script of the identifiers has to know of them: their forms, names and wordings.
fn texts() -> String {
    let lines: Vec<&str> = TEXTS.lines().collect();
    let column = |number: usize| -> Vec<&str> {
        lines.iter().map(|line| line.split('\t').nth(number).unwrap_or_default()).collect()
    };
    let joined = |texts: Vec<String>| {
        texts.join("\n").trim_end().replace('\\', "\\\\").replace('\n', "\\n").replace('\u{7f}', "\\x7f")
    };
    let names = joined(column(0).into_iter().map(str::to_owned).collect());
    let english = joined(column(1).into_iter().map(with_numbered_places).collect());
    let russian = joined(column(2).into_iter().map(|text| without_cyrillic(&with_numbered_places(text))).collect());
    let (lengths, first_digits): (Vec<u32>, Vec<u32>) = Kind::ALL.iter().map(|kind| kind.masks()).unzip();
    let row = |name: &str| column(0).iter().position(|known| *known == name).unwrap_or_default();
    let or = column(1).iter().position(|text| *text == " or ").unwrap_or_default();
    let hints = Finding::ALL.iter().position(|finding| finding.level() == Level::Hint).unwrap_or_default();
    format!(
        "/** Of each kind: bit n stands for n characters. */\nexport const lengths = {lengths:?};\n\
        /** Of each kind: bit n stands for the digit n in the first place. */\nexport const firstDigits = {first_digits:?};\n\n\
        /** Rows of the table: of the account, the codes, the finding of an invalid field, the first hint, «or». */\n\
        export const ACCOUNT = {};\nexport const CODES = {};\nexport const TYPE = {};\nexport const FINDING = {};\n\
        export const HINT = {};\nexport const OR = {or};\n\n\
        /** Name, English and Russian wording of everything that the identifiers' module has numbers for, a column after the other. \
        In the Russian ones the letters from А on are written as the characters from {FIRST:?} on, and a dash as {DASH:?}. */\n\
        export const names = '{names}';\nexport const english = \"{english}\";\nexport const russian = '{russian}';\n",
        Kind::Account as usize,
        row("valid"),
        row("type"),
        row("invalid"),
        row("invalid") + hints,
    )
}

/// What the places in a wording stand for, in the order in which the script has it.
const PLACES: &str = "kolfnpc";

/// The wording, its places written as digits.
fn with_numbered_places(text: &str) -> String {
    let mut numbered = String::new();
    let mut place = false;
    for character in text.chars() {
        match PLACES.find(character) {
            Some(number) if place => numbered += &number.to_string(),
            _ => numbered.push(character),
        }
        place = character == '%';
    }
    numbered
}

/// What А is written as, and a dash.
const FIRST: char = '>';
const DASH: char = '=';

/// The Russian text in ASCII, which bundlers leave as it is, where they may write six characters for any other.
fn without_cyrillic(text: &str) -> String {
    let ascii = |character: char| match character {
        '—' => DASH,
        'А'..='ё' => char::from_u32(character as u32 - 'А' as u32 + FIRST as u32).unwrap_or(character),
        _ => character,
    };
    assert!(text.chars().all(|character| character < DASH || character >= 'А'), "{text}");
    text.chars().map(ascii).collect()
}

/// The models that answers are made of, each once, in the order in which they are met.
fn reached() -> Vec<&'static Model> {
    let mut reached: Vec<&'static Model> = Vec::new();
    for operation in catalogue::operations() {
        if let Some(shape) = shape_of(operation) {
            collect(shape, &mut reached);
        }
    }
    reached
}

fn shape_of(operation: &Operation) -> Option<&'static Shape> {
    match operation.answer {
        Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape) | Answer::Value(shape) => {
            Some(shape)
        }
        Answer::Pdf | Answer::Nothing | Answer::Anything => None,
    }
}

fn collect(shape: &'static Shape, reached: &mut Vec<&'static Model>) {
    match shape {
        Shape::List(item) => collect(item, reached),
        Shape::OneOf(variants) => {
            let of = variants.of.iter().map(|(_, model)| *model);
            of.chain([variants.other]).for_each(|model| enter(model, reached));
        }
        Shape::Object(model) => enter(model, reached),
        _ => {}
    }
}

fn enter(model: &'static Model, reached: &mut Vec<&'static Model>) {
    if !reached.iter().any(|known| known.name == model.name) {
        reached.push(model);
        model.fields.iter().for_each(|field| collect(&field.shape, reached));
    }
}

/// The unions that fields of the models are of, each once.
fn unions() -> Vec<&'static Variants> {
    fn within(shape: &'static Shape) -> Option<&'static Variants> {
        match shape {
            Shape::OneOf(variants) => Some(variants),
            Shape::List(item) => within(item),
            _ => None,
        }
    }
    let mut unions: Vec<&'static Variants> = Vec::new();
    for variants in reached().iter().flat_map(|model| model.fields).filter_map(|field| within(&field.shape)) {
        if !unions.iter().any(|known| known.name == variants.name) {
            unions.push(variants);
        }
    }
    unions
}

fn models() -> String {
    let mut out =
        String::from("/** A date, `YYYY-MM-DD`, alone or with a time after it. */\nexport type IsoDate = string;\n");
    for model in reached() {
        out.push('\n');
        comment(&mut out, "", model.doc);
        let _ = writeln!(out, "export interface {} {{", model.name);
        for field in model.fields {
            comment(&mut out, "  ", field.doc);
            let mark = if field.need == Need::Optional { "?" } else { "" };
            let _ = writeln!(out, "  {}{mark}: {};", field.name, type_of(&field.shape));
        }
        out.push_str("}\n");
    }
    for variants in unions() {
        out.push('\n');
        comment(&mut out, "", variants.doc);
        // Kinds that are not known yet are left out, so that the known ones can be told apart.
        let of: Vec<String> = variants
            .of
            .iter()
            .map(|(value, model)| format!("{} & {{ {}: {} }}", model.name, variants.tag, literal(value)))
            .collect();
        let _ = writeln!(out, "export type {} =\n  | {};", variants.name, of.join("\n  | "));
    }
    out
}

fn type_of(shape: &Shape) -> String {
    match shape {
        Shape::Text => "string".into(),
        Shape::Date => "IsoDate".into(),
        Shape::Number | Shape::Integer => "number".into(),
        Shape::Flag => "boolean".into(),
        Shape::Object(model) => model.name.into(),
        Shape::OneOf(variants) => variants.name.into(),
        // The last member keeps the union open, while editors still offer the known values.
        Shape::Choice(choices) => {
            choices.known.iter().map(|value| format!("{} | ", literal(value))).collect::<String>() + "(string & {})"
        }
        Shape::List(item @ Shape::Choice(_)) => format!("({})[]", type_of(item)),
        Shape::List(item) => format!("{}[]", type_of(item)),
        Shape::Any => "unknown".into(),
    }
}

fn operations() -> String {
    let mut models: Vec<String> = Vec::new();
    let mut methods: Vec<&str> = Vec::new();
    let mut body = String::new();
    let mut table = String::new();
    records(&mut body);
    for provider in Provider::ALL.iter().copied() {
        let of_provider = || catalogue::operations().filter(|operation| operation.provider == provider);
        for operation in of_provider() {
            params(&mut body, operation);
            totals(&mut body, operation);
        }
        let _ = writeln!(body, "/** What {} is asked. */", provider.title());
        let _ = writeln!(body, "export interface {} {{", interface_of(provider));
        let _ = writeln!(table, "  {}: {{", provider.name());
        for operation in of_provider().chain(provider.anything()) {
            let (method, arguments) = method_of(operation);
            comment(&mut body, "  ", &described(operation));
            let mut list = arguments.clone();
            let takes_params = !operation.params.is_empty() || !matches!(operation.answer, Answer::Anything);
            if takes_params && method != "NkbRelatedMethod" {
                list.insert(0, params_of(operation));
            }
            let generic = if list.is_empty() { String::new() } else { format!("<{}>", list.join(", ")) };
            let _ = writeln!(body, "  readonly {}: {method}{generic};", operation.name);
            let _ = writeln!(table, "    {}: {{{}}},", operation.name, kind_of(operation));
            if let Some(polling) = operation.polling {
                waiting(&mut body, &mut table, operation, polling);
                methods.push("WaitMethod");
            }
            models.extend(arguments.into_iter().filter(|name| reached().iter().any(|model| model.name == name)));
            methods.push(method);
        }
        body.push_str("}\n\n");
        table.push_str("  },\n");
    }
    let unique = |mut names: Vec<String>| {
        names.sort();
        names.dedup();
        names.join(", ")
    };
    if catalogue::operations().any(|operation| catalogue::totals_of(operation).is_some()) {
        methods.extend(["Tally", "Totals"]);
    }
    let methods = unique(methods.into_iter().map(str::to_owned).collect());
    let mut out = format!(
        "import type {{ {methods} }} from '../lib/api.js';\nimport type {{ MethodKind, ProviderAccess }} from '../lib/client/kinds.js';\n"
    );
    if body.contains(": IsoDate") {
        models.push("IsoDate".to_owned());
    }
    let _ = writeln!(out, "import type {{ {} }} from './models.js';\n", unique(models));
    out.push_str(&body);
    out.push_str("/** The operations of every provider. */\nexport interface Operations {\n");
    for provider in Provider::ALL.iter().copied() {
        let (title, name) = (provider.title(), provider.name());
        let _ = writeln!(out, "  /** {title} */\n  readonly {name}: {};", interface_of(provider));
    }
    out.push_str("}\n\n");
    out.push_str("/** The methods of every provider. */\n");
    out.push_str("export const methods: { readonly [P in keyof Operations]: Readonly<Record<keyof Operations[P], MethodKind>> } = {\n");
    out.push_str(&table);
    out.push_str("};\n\n");
    access(&mut out);
    out
}

/// What the package's scripts have to know of an operation.
fn kind_of(operation: &Operation) -> String {
    let mut members = match operation.answer {
        Answer::Companies(_) | Answer::CompaniesOrPdf(_) => vec!["answer: 'companies'".to_owned()],
        Answer::List(_) => vec!["answer: 'items'".to_owned()],
        Answer::Anything => vec!["anything: true".to_owned()],
        Answer::Value(_) | Answer::Nothing | Answer::Pdf => Vec::new(),
    };
    if let Some(Paging { list, at, size_param, size, last }) = operation.paging {
        let named = |wire: &str| {
            let param = operation.params.iter().find(|param| param.wire == wire);
            param.map_or_else(String::new, |param| param.name.to_owned())
        };
        let (at, by_page) = match at {
            At::Entry(wire) => (named(wire), ""),
            At::Page(wire) => (named(wire), ", byPage: true"),
        };
        let size_param = size_param.map_or_else(String::new, |wire| format!(", sizeParam: '{}'", named(wire)));
        let last = match last {
            Last::Short => "'short'".to_owned(),
            Last::BeforeEmpty => "'empty'".to_owned(),
            Last::Counted(field) => format!("{{ counted: '{field}' }}"),
        };
        members
            .push(format!("pages: {{ list: '{list}', at: '{at}'{by_page}, size: {size}{size_param}, last: {last} }}"));
    }
    if catalogue::totals_of(operation).is_some() {
        members.push("totals: true".to_owned());
    }
    if members.is_empty() { String::new() } else { [" ", &members.join(", "), " "].concat() }
}

/// How the providers are reached without a proxy.
fn access(out: &mut String) {
    out.push_str("/** How the providers are reached without a proxy. */\n");
    out.push_str("export const access: { readonly [P in keyof Operations]: ProviderAccess } = {\n");
    let list = |names: &[&'static str]| names.iter().copied().map(literal).collect::<Vec<_>>().join(", ");
    for provider in Provider::ALL.iter().copied() {
        let (name, url) = (provider.name(), provider.base_url());
        let (credentials, defaults) = (list(provider.credentials()), list(provider.defaults()));
        let session = if provider.session().is_some() { ", session: true" } else { "" };
        let _ = writeln!(
            out,
            "  {name}: {{ baseUrl: '{url}', credentials: [{credentials}], defaults: [{defaults}]{session} }},"
        );
    }
    out.push_str("};\n");
}

/// The method that waits for what an operation starts.
fn waiting(body: &mut String, table: &mut String, operation: &Operation, polling: Polling) {
    let Polling { wait, poll, id, ready } = polling;
    let polled = catalogue::find(operation.provider, poll);
    let answer = polled.and_then(shape_of).map_or_else(|| "unknown".to_owned(), type_of);
    let doc = format!(
        "Waits for what `{}` started, by its `{id}`: asks with `{poll}`, ever more rarely, until the answer has `{ready}`.",
        operation.name
    );
    comment(body, "  ", &doc);
    let _ = writeln!(body, "  readonly {wait}: WaitMethod<{answer}, {}>;", literal(ready));
    let _ = writeln!(table, "    {wait}: {{ wait: {{ poll: '{poll}', id: '{id}', ready: '{ready}' }} }},");
}

/// Which relations of НКБ there are, as types: what can be asked, and what is at the other end.
fn nkb() -> String {
    let model = |entity: Entity| {
        NODE.of.iter().find(|(name, _)| *name == entity.name()).map_or("NkbObject", |(_, model)| model.name)
    };
    let mut names: Vec<&str> = Entity::ALL.into_iter().map(model).collect();
    names.sort_unstable();
    let mut out = format!("import type {{ {} }} from './models.js';\n\n", names.join(", "));
    let links = || TYPES.iter().filter_map(|name| Some((*name, link(name)?)));
    out.push_str("/** The types of relations: what is at the other end by the direction, and the fields that a record has of its own. */\n");
    out.push_str("export interface NkbLinks {\n");
    for (name, link) in links() {
        let [inwards, outwards] = link.doc;
        comment(&mut out, "  ", &format!("`in`: {inwards}; `out`: {outwards}."));
        let fields: Vec<String> = link.fields.iter().copied().map(literal).collect();
        let fields = if fields.is_empty() { "never".to_owned() } else { fields.join(" | ") };
        let (source, target) = (model(link.source), model(link.target));
        let _ = writeln!(out, "  {name}: {{ in: {source}; out: {target}; fields: {fields} }};");
    }
    out.push_str("}\n\n/** What an object can be asked about: its kind, the type of relation and the direction, as far as they fit each other. */\n");
    out.push_str("export type NkbRelatedQuestion =");
    for (name, link) in links() {
        for (direction, entity) in [("in", link.target), ("out", link.source)] {
            let _ = write!(out, "\n  | {{ type: '{}'; relType: '{name}'; direction: '{direction}' }}", entity.name());
        }
    }
    out.push_str(";\n\n/** The same as data: kind, type, direction, and the kind at the other end. */\n");
    out.push_str("export const nkbRelations: readonly (NkbRelatedQuestion & { readonly end: string; readonly history: boolean; readonly en: string })[] = [\n");
    for (name, link) in links() {
        let [inwards, outwards] = link.doc.map(literal);
        for (direction, out_, doc) in [("in", false, inwards), ("out", true, outwards)] {
            let entity = if out_ { link.source } else { link.target };
            let _ = writeln!(
                out,
                "  {{ type: '{}', relType: '{name}', direction: '{direction}', end: '{}', history: {}, en: {doc} }},",
                entity.name(),
                link.other_end(out_).name(),
                link.history
            );
        }
    }
    out.push_str("];\n");
    out
}

/// The meanings of the markers, which are data for those who show them and no part of the client.
fn markers() -> String {
    let mut kinds: Vec<&str> = Vec::new();
    MARKERS.iter().map(|marker| marker.kind).for_each(|kind| {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    });
    let union = |values: Vec<&str>| values.into_iter().map(literal).collect::<Vec<_>>().join(" | ");
    let mut out = format!(
        "/** A group of markers. */
export interface MarkerGroup {{
  /** Its stable name. */
  readonly id: {};
  /** Its title in Russian. */
  readonly ru: string;
  /** Its title in English. */
  readonly en: string;
}}

/** What a marker of the extended analytics of Focus means. */
export interface Marker {{
  /** Its name in the answer. */
  readonly code: string;
  /** What its value is. A sum is in roubles. */
  readonly kind: {};
  /** The group that it belongs to. */
  readonly group: MarkerGroup['id'];
  /** Its meaning in Russian. */
  readonly ru: string;
  /** Its meaning in English. */
  readonly en: string;
  /** The vendor keeps it for old clients only. */
  readonly deprecated: boolean;
}}

",
        union(GROUPS.iter().map(|group| group.id).collect()),
        union(kinds),
    );
    out.push_str(
        "/** The groups, in the order of the answer. */\nexport const markerGroups: readonly MarkerGroup[] = [\n",
    );
    for group in GROUPS {
        let [id, ru, en] = [group.id, group.ru, group.en].map(literal);
        let _ = writeln!(out, "  {{ id: {id}, ru: {ru}, en: {en} }},");
    }
    out.push_str(
        "];\n\n/** The known markers, in the order of the answer. */\nexport const markers: readonly Marker[] = [\n",
    );
    for marker in MARKERS {
        let [code, kind, group] = [marker.code, marker.kind, marker.group].map(literal);
        let [ru, en] = [marker.ru, marker.en].map(literal);
        let deprecated = marker.deprecated;
        let _ = writeln!(
            out,
            "  {{ code: {code}, kind: {kind}, group: {group}, ru: {ru}, en: {en}, deprecated: {deprecated} }},"
        );
    }
    out.push_str("];\n");
    out
}

/// Names of the numbers that searches at the bailiffs take, data like the markers.
fn fssp() -> String {
    let mut out = String::from(
        "/** A number and what it means. */
export interface FsspName {
  /** The number, as it is asked with. */
  readonly code: string;
  /** Its meaning in Russian. */
  readonly ru: string;
  /** Its meaning in English. */
  readonly en: string;
}
",
    );
    let mut table = |doc: &str, name: &str, rows: &[Named]| {
        let _ = write!(out, "\n/** {doc} */\nexport const {name}: readonly FsspName[] = [\n");
        for Named { code, ru, en } in rows {
            let _ = writeln!(out, "  {{ code: {}, ru: {}, en: {} }},", literal(code), literal(ru), literal(en));
        }
        out.push_str("];\n");
    };
    table(
        "The regions in the bailiffs' own numbering, for `region`. Others may be known to the provider: see `regionsList`.",
        "regions",
        REGIONS,
    );
    table("The kinds of writs, for `typeid` of `id`.", "documentTypes", DOCUMENT_TYPES);
    out
}

/// A string of TypeScript.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// The type of an operation's method, and the models that it is about.
fn method_of(operation: &Operation) -> (&'static str, Vec<String>) {
    let item = |shape: &'static Shape| match shape {
        Shape::List(item) => type_of(item),
        other => type_of(other),
    };
    // Its answer depends on the question; see pkg-template/lib/nkb.ts.
    if operation.provider == Provider::Nkb && operation.name == "related" {
        return ("NkbRelatedMethod", Vec::new());
    }
    match operation.answer {
        Answer::Companies(shape) => match operation.paging {
            Some(paging) => {
                summed(operation, ["PagedMethod", "SummedMethod"], item(shape), entry_of(shape, paging.list))
            }
            None => ("CompaniesMethod", vec![item(shape)]),
        },
        Answer::CompaniesOrPdf(shape) => ("CompaniesOrFileMethod", vec![item(shape)]),
        Answer::List(shape) => ("ListMethod", vec![item(shape)]),
        Answer::Value(shape) => match operation.paging {
            Some(paging) => {
                let names = ["PagedValueMethod", "SummedValueMethod"];
                summed(operation, names, type_of(shape), entry_of(shape, paging.list))
            }
            None => ("ValueMethod", vec![type_of(shape)]),
        },
        Answer::Nothing => ("VoidMethod", Vec::new()),
        Answer::Pdf => ("FileMethod", Vec::new()),
        Answer::Anything => ("AnyMethod", Vec::new()),
    }
}

/// The type of a method with pages; the second name is that of one with totals.
fn summed(operation: &Operation, names: [&'static str; 2], page: String, entry: String) -> (&'static str, Vec<String>) {
    match catalogue::totals_of(operation) {
        Some(_) => (names[1], vec![page, entry, totals_of(operation)]),
        None => (names[0], vec![page, entry]),
    }
}

fn totals_of(operation: &Operation) -> String {
    format!("{}{}Totals", capital(operation.provider.name()), capital(operation.name))
}

fn totals(out: &mut String, operation: &Operation) {
    let Some(totals) = catalogue::totals_of(operation) else { return };
    let _ = writeln!(out, "/** Totals of `{}`. */", operation.id());
    let _ = writeln!(out, "export interface {} extends Totals {{", totals_of(operation));
    for group in totals.groups {
        comment(out, "  ", group.doc);
        let key = match group.by {
            By::Year(_) => "year: number | null".to_owned(),
            By::Text(label, _) | By::Flag(label, _) => format!("{label}: string | null"),
            By::Companies(..) => "inn?: string; name?: string".to_owned(),
        };
        let _ = writeln!(out, "  {}: (Tally & {{ {key} }})[];", group.name);
    }
    out.push_str("}\n\n");
}

/// The type of the entries of a list inside each item.
fn entry_of(shape: &Shape, list: &str) -> String {
    match shape {
        Shape::List(item) => entry_of(item, list),
        Shape::Object(model) => {
            let field = model.fields.iter().find(|field| field.name == list);
            match field.map(|field| &field.shape) {
                Some(Shape::List(entry)) => type_of(entry),
                _ => "unknown".to_owned(),
            }
        }
        _ => "unknown".to_owned(),
    }
}

/// What the operation is for, and how it is asked.
fn described(operation: &Operation) -> String {
    let cache = match operation.cache_seconds {
        0 => "an answer is good for this moment only".to_owned(),
        seconds => format!("an answer stays good for {} h", seconds / 3600),
    };
    format!("{}\n\n`{} {}`; {cache}.\n", operation.doc.trim(), operation.method.name(), operation.path)
}

fn params(out: &mut String, operation: &Operation) {
    let _ = writeln!(out, "/** Parameters of `{}`. */", operation.id());
    let _ = writeln!(out, "export interface {} {{", params_of(operation));
    members(out, operation.params);
    out.push_str("}\n\n");
}

fn members(out: &mut String, params: &[Param]) {
    for Param { name, input, required, doc, .. } in params {
        comment(out, "  ", doc);
        let input = input_type(input);
        let _ = match required {
            true => writeln!(out, "  {name}: {input};"),
            false => writeln!(out, "  {name}?: {input} | undefined;"),
        };
    }
}

fn input_type(input: &Input) -> String {
    let union = |words: &[&str]| words.iter().map(|word| literal(word)).collect::<Vec<_>>().join(" | ");
    match input {
        Input::Identifiers(..) | Input::Texts(..) => "string | readonly string[]".into(),
        Input::Date => "IsoDate".into(),
        Input::Count(_) => "number".into(),
        Input::Flag(_) | Input::Switch => "boolean".into(),
        Input::Text(_) => "string".into(),
        Input::Choice(words) => union(words),
        Input::Choices(words, _) => format!("{0} | readonly ({0})[]", union(words)),
        Input::Record(record) => record.name.into(),
        Input::Erasable(record) => format!("{} | null", record.name),
        Input::Records(record, _) => format!("readonly {}[]", record.name),
    }
}

/// The objects that parameters are made of, each once.
fn records(out: &mut String) {
    fn collect(params: &'static [Param], reached: &mut Vec<&'static Record>) {
        for param in params {
            if let Input::Record(record) | Input::Erasable(record) | Input::Records(record, _) = param.input
                && !reached.iter().any(|known| known.name == record.name)
            {
                reached.push(record);
                collect(record.params, reached);
            }
        }
    }
    let mut reached = Vec::new();
    catalogue::operations().for_each(|operation| collect(operation.params, &mut reached));
    for record in reached {
        comment(out, "", record.doc);
        let _ = writeln!(out, "export interface {} {{", record.name);
        members(out, record.params);
        out.push_str("}\n\n");
    }
}

fn params_of(operation: &Operation) -> String {
    format!("{}{}Params", capital(operation.provider.name()), capital(operation.name))
}

fn interface_of(provider: Provider) -> String {
    format!("{}Operations", capital(provider.name()))
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A doc comment of TypeScript.
fn comment(out: &mut String, indent: &str, doc: &str) {
    let lines: Vec<&str> = doc.trim().lines().map(str::trim).collect();
    match lines.as_slice() {
        [line] => {
            let _ = writeln!(out, "{indent}/** {line} */");
        }
        lines => {
            let _ = writeln!(out, "{indent}/**");
            for line in lines {
                let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            let _ = writeln!(out, "{indent} */");
        }
    }
}
