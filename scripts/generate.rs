//! Writes what follows from the catalogue and the models: the TypeScript of the package, and the table of operations of
//! the documentation.
//!
//! `cargo run --example generate --features reflect -- <folder>` writes `models.ts`, `operations.ts`, `markers.ts` and
//! `texts.ts` there.

use kontragent::catalogue;
use kontragent::identifiers::{Code, Kind, TEXTS};
use kontragent::model::{Model, Need, Shape, Variants};
use kontragent::operation::{Answer, Input, Operation, Param, Record};
use kontragent::providers::Provider;
use kontragent::providers::focus::markers::{GROUPS, MARKERS};
use kontragent::totals::By;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

const NOTE: &str = "// Generated from the catalogue and the models of the crate; see scripts/generate.rs.\n\n";

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).ok_or_else(|| io::Error::other("give the folder to write to"))?);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("models.ts"), [NOTE, &models()].concat())?;
    fs::write(folder.join("operations.ts"), [NOTE, &operations()].concat())?;
    fs::write(folder.join("markers.ts"), [NOTE, &markers()].concat())?;
    fs::write(folder.join("texts.ts"), [NOTE, &texts()].concat())
}

/// The names and wordings of the identifiers.
fn texts() -> String {
    let (kinds, codes) = (Kind::ALL.len(), Code::ALL.len());
    let lines = TEXTS.trim_end().replace('`', "\\`");
    format!(
        "/** How many rows of the table are kinds, and how many after them codes. */\n\
        export const KINDS = {kinds};\nexport const CODES = {codes};\n\n\
        /** Name, English and Russian wording of everything that the identifiers' module has numbers for. */\n\
        export const texts = `{lines}`;\n"
    )
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
            if !operation.params.is_empty() || !matches!(operation.answer, Answer::Anything) {
                list.insert(0, params_of(operation));
            }
            let generic = if list.is_empty() { String::new() } else { format!("<{}>", list.join(", ")) };
            let _ = writeln!(body, "  readonly {}: {method}{generic};", operation.name);
            let value = matches!(operation.answer, Answer::Value(_));
            let more = [(value, ", value: true"), (operation.totals.is_some(), ", totals: true")];
            let more: String = more.into_iter().filter(|(has, _)| *has).map(|(_, text)| text).collect();
            let kind = match (operation.answer, operation.paging) {
                (Answer::Anything, _) => "{ anything: true }".to_owned(),
                (_, Some(paging)) => format!("{{ list: '{}'{more} }}", paging.list),
                (_, None) => "{}".to_owned(),
            };
            let _ = writeln!(table, "    {}: {kind},", operation.name);
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
    if catalogue::operations().any(|operation| operation.totals.is_some()) {
        methods.extend(["Tally", "Totals"]);
    }
    let methods = unique(methods.into_iter().map(str::to_owned).collect());
    let mut out = format!("import type {{ {methods} }} from '../lib/api.js';\n");
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
    out.push_str("}\n\n/** How the facade makes its methods: `list` is the field that pages are made of, `value` says\n * that the answer is one value. */\n");
    out.push_str("export interface MethodKind {\n  readonly list?: string;\n  readonly value?: true;\n  readonly totals?: true;\n  readonly anything?: true;\n}\n\n");
    out.push_str("/** The methods of every provider. */\n");
    out.push_str("export const methods: { readonly [P in keyof Operations]: Readonly<Record<keyof Operations[P], MethodKind>> } = {\n");
    out.push_str(&table);
    out.push_str("};\n");
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
    match operation.totals {
        Some(_) => (names[1], vec![page, entry, totals_of(operation)]),
        None => (names[0], vec![page, entry]),
    }
}

fn totals_of(operation: &Operation) -> String {
    format!("{}{}Totals", capital(operation.provider.name()), capital(operation.name))
}

fn totals(out: &mut String, operation: &Operation) {
    let Some(totals) = operation.totals else { return };
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
        Input::Records(record, _) => format!("readonly {}[]", record.name),
    }
}

/// The objects that parameters are made of, each once.
fn records(out: &mut String) {
    fn collect(params: &'static [Param], reached: &mut Vec<&'static Record>) {
        for param in params {
            if let Input::Record(record) | Input::Records(record, _) = param.input
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
