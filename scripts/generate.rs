//! Writes what follows from the catalogue and the models: the TypeScript of the package, and the table of operations of
//! the documentation.
//!
//! `cargo run --example generate --features reflect -- <folder>` writes `models.ts`, `operations.ts` and `markers.ts` there.

use kontragent::catalogue;
use kontragent::model::{Model, Need, Shape};
use kontragent::operation::{Answer, Input, Operation, Param};
use kontragent::providers::Provider;
use kontragent::providers::focus::markers::{GROUPS, MARKERS};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

const NOTE: &str = "// Generated from the catalogue and the models of the crate; see scripts/generate.rs.\n\n";

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).ok_or_else(|| io::Error::other("give the folder to write to"))?);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("models.ts"), [NOTE, &models()].concat())?;
    fs::write(folder.join("operations.ts"), [NOTE, &operations()].concat())?;
    fs::write(folder.join("markers.ts"), [NOTE, &markers()].concat())
}

/// The models that answers are made of, each once, in the order in which they are met.
fn reached() -> Vec<&'static Model> {
    let mut reached: Vec<&'static Model> = Vec::new();
    for operation in catalogue::operations() {
        let Answer::Companies(shape) = operation.answer;
        collect(shape, &mut reached);
    }
    reached
}

fn collect(shape: &'static Shape, reached: &mut Vec<&'static Model>) {
    match shape {
        Shape::List(item) => collect(item, reached),
        Shape::Object(model) if !reached.iter().any(|known| known.name == model.name) => {
            reached.push(model);
            model.fields.iter().for_each(|field| collect(&field.shape, reached));
        }
        _ => {}
    }
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
    out
}

fn type_of(shape: &Shape) -> String {
    match shape {
        Shape::Text => "string".into(),
        Shape::Date => "IsoDate".into(),
        Shape::Number | Shape::Integer => "number".into(),
        Shape::Flag => "boolean".into(),
        Shape::Object(model) => model.name.into(),
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
    let mut imports: Vec<String> = Vec::new();
    let mut body = String::new();
    for provider in Provider::ALL {
        let of_provider = || catalogue::operations().filter(|operation| operation.provider == provider);
        for operation in of_provider() {
            params(&mut body, operation);
        }
        let _ = writeln!(body, "/** What {} is asked. */", provider.title());
        let _ = writeln!(body, "export interface {} {{", interface_of(provider));
        for operation in of_provider() {
            let Answer::Companies(shape) = operation.answer;
            let Shape::List(item) = shape else { continue };
            let item = type_of(item);
            comment(&mut body, "  ", &described(operation));
            let _ = writeln!(
                body,
                "  {0}(params: {1}, options: RawOptions): Promise<unknown[]>;\n  {0}(params: {1}, options?: CallOptions): Promise<Companies<{item}>>;",
                operation.name,
                params_of(operation),
            );
            imports.push(item);
        }
        body.push_str("}\n\n");
    }
    let mut out = format!(
        "import type {{ CallOptions, Companies, RawOptions }} from '../lib/api.js';\nimport type {{ {} }} from './models.js';\n\n",
        imports.join(", ")
    );
    out.push_str(&body);
    out.push_str("/** The operations of every provider. */\nexport interface Operations {\n");
    for provider in Provider::ALL {
        let _ =
            writeln!(out, "  /** {} */\n  readonly {}: {};", provider.title(), provider.name(), interface_of(provider));
    }
    out.push_str("}\n\n/** Their names, by provider. */\nexport const operations: { readonly [P in keyof Operations]: readonly (keyof Operations[P])[] } = {\n");
    for provider in Provider::ALL {
        let names = catalogue::operations().filter(|operation| operation.provider == provider);
        let names: Vec<_> = names.map(|operation| format!("'{}'", operation.name)).collect();
        let _ = writeln!(out, "  {}: [{}],", provider.name(), names.join(", "));
    }
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
    for Param { name, input, doc } in operation.params {
        comment(out, "  ", doc);
        let Input::Identifiers(..) = input;
        let _ = writeln!(out, "  {name}?: string | readonly string[] | undefined;");
    }
    out.push_str("}\n\n");
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
