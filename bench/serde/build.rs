//! Writes the models of Focus as structs that derive serde, so that nothing is declared twice. They give what `src/model` gives:
//! our names, absent lists and flags filled in, dates checked, respelt values put right, and whatever is unknown retained.

use kontragent::model::{Field, Model, Need, Shape};
use kontragent::operation::Answer;
use kontragent::{catalogue, providers::Provider};
use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    let mut models: Vec<&'static Model> = Vec::new();
    let mut methods: Vec<(&str, &'static Shape)> = Vec::new();
    for operation in catalogue::operations().filter(|operation| operation.provider == Provider::Focus) {
        if let Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape) = operation.answer {
            collect(shape, &mut models);
            methods.push((operation.name, shape));
        }
    }
    let mut out = String::new();
    for model in models {
        structure(&mut out, model);
    }
    out.push_str("/// Whoever works on the answer of a method.\n");
    out.push_str("pub trait With<R> {\n    /// Works on it.\n");
    out.push_str("    fn with<T: DeserializeOwned + Serialize>(self, body: &[u8]) -> R;\n}\n");
    out.push_str("/// Works on the answer of the method of that name.\n");
    out.push_str("pub fn dispatch<R>(method: &str, body: &[u8], work: impl With<R>) -> Option<R> {\n    match method {\n");
    for (name, shape) in methods {
        let _ = writeln!(out, "        {name:?} => Some(work.with::<{}>(body)),", type_of(shape));
    }
    out.push_str("        _ => None,\n    }\n}\n");
    let to = Path::new(&env::var_os("OUT_DIR").expect("cargo sets it")).join("models.rs");
    fs::write(to, out).expect("the folder is cargo's");
    println!("cargo::rerun-if-changed=../../src");
}

fn collect(shape: &'static Shape, models: &mut Vec<&'static Model>) {
    match shape {
        Shape::List(item) => collect(item, models),
        Shape::Object(model) if !models.iter().any(|known| known.name == model.name) => {
            models.push(model);
            model.fields.iter().for_each(|field| collect(&field.shape, models));
        }
        _ => {}
    }
}

fn structure(out: &mut String, model: &Model) {
    let _ = writeln!(out, "#[derive(Debug, Deserialize, Serialize)]\npub struct {} {{", model.name);
    for (number, field) in model.fields.iter().enumerate() {
        let _ = writeln!(out, "    #[serde({})]\n    f{number}: {},", attributes(field), field_type(field));
    }
    out.push_str("    #[serde(flatten)]\n    rest: BTreeMap<String, Value>,\n}\n\n");
}

fn attributes(field: &Field) -> String {
    let (wire, name) = (field.wire, field.name);
    let mut attributes = format!("rename(deserialize = {wire:?}, serialize = {name:?})");
    if wire != name {
        let _ = write!(attributes, ", alias = {name:?}");
    }
    let with = match (field.need, &field.shape) {
        (Need::Filled, _) => Some("or_default"),
        (Need::Optional, Shape::Date) => Some("maybe_date"),
        (Need::Optional, Shape::Choice(choices)) if !choices.respelt.is_empty() => Some("contract_stage"),
        _ => None,
    };
    if let Some(with) = with {
        let _ = write!(attributes, ", default, deserialize_with = {with:?}");
    }
    if field.need == Need::Optional {
        attributes.push_str(", skip_serializing_if = \"Option::is_none\"");
    }
    attributes
}

fn field_type(field: &Field) -> String {
    match field.need {
        Need::Optional => format!("Option<{}>", type_of(&field.shape)),
        Need::Required | Need::Filled => type_of(&field.shape),
    }
}

fn type_of(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Date | Shape::Choice(_) => "String".into(),
        Shape::Number => "f64".into(),
        Shape::Integer => "i64".into(),
        Shape::Flag => "bool".into(),
        Shape::Object(model) => model.name.into(),
        Shape::List(item) => format!("Vec<{}>", type_of(item)),
        Shape::Any => "Value".into(),
    }
}
