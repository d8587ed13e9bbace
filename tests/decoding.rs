//! The decoder against a second implementation of its rules over a tree, on answers made up from the models of every
//! operation there is.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::catalogue;
use kontragent::json::{Value, write_string};
use kontragent::model::{Model, Need, Shape, decode};
use kontragent::operation::Answer;
use proptest::prelude::*;

/// The shapes of all operations.
fn shapes() -> Vec<&'static Shape> {
    let shape = |answer| match answer {
        Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape) | Answer::Value(shape) => {
            Some(shape)
        }
        _ => None,
    };
    catalogue::operations().filter_map(|operation| shape(operation.answer)).collect()
}

/// Chance, from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }

    /// Mostly none, as providers write it.
    fn space(&mut self, out: &mut String) {
        if self.one_in(6) {
            out.push_str(self.pick(&[" ", "\n", "\t\r\n  "]));
        }
    }
}

/// An answer of that shape, with all the liberties that a provider may take.
fn made_up(shape: &Shape, chance: &mut Chance, out: &mut String) {
    match shape {
        Shape::Text => out.push_str(chance.pick(&[
            r#""""#,
            r#""ООО \"ПРИМЕР\"""#,
            r#""http:\/\/example.ru""#,
            r#""\u041e\ud83d\ude00""#,
            r#""0077""#,
            "\"длинная строка, в которой больше восьми байт\"",
        ])),
        Shape::Date => out.push_str(chance.pick(&[r#""2020-02-29""#, r#""2019-12-31T23:59:59""#])),
        Shape::Number => out.push_str(chance.pick(&["0", "-1.50", "99999999999999999999.99", "1e3", "12.3400"])),
        Shape::Integer => out.push_str(chance.pick(&["0", "-7", "2024"])),
        Shape::Flag => out.push_str(chance.pick(&["true", "false"])),
        Shape::Any => out.push_str(chance.pick(&["null", "[]", r#"{"a":[1,{"b":null}]}"#, "1"])),
        Shape::Choice(choices) => {
            let respelt: Vec<&str> = choices.respelt.iter().map(|(wire, _)| *wire).collect();
            let known = if chance.one_in(2) && !respelt.is_empty() { respelt.as_slice() } else { choices.known };
            let value = if chance.one_in(4) { "новое значение" } else { chance.pick(known) };
            write_string(out, value, false);
        }
        Shape::List(item) => {
            out.push('[');
            chance.space(out);
            for position in 0..chance.below(3) {
                if position > 0 {
                    out.push(',');
                    chance.space(out);
                }
                made_up(item, chance, out);
                chance.space(out);
            }
            out.push(']');
        }
        Shape::Object(model) => object(model, None, chance, out),
        Shape::OneOf(variants) => {
            let kinds: Vec<&str> = variants.of.iter().map(|(kind, _)| *kind).chain(["новый вид"]).collect();
            let kind = chance.pick(&kinds);
            object(variants.model(kind), Some((variants.tag, kind)), chance, out);
        }
    }
}

/// `tag`: a member that has a certain value.
fn object(model: &Model, tag: Option<(&str, &str)>, chance: &mut Chance, out: &mut String) {
    let mut members: Vec<String> = Vec::new();
    let either: Vec<&str> =
        model.fields.iter().filter(|field| field.need == Need::Either).map(|field| field.wire).collect();
    let told = if either.is_empty() { "" } else { chance.pick(&either) };
    for field in model.fields {
        let is_free = field.need != Need::Required && field.wire != told;
        if is_free && chance.one_in(3) {
            continue;
        }
        let mut member = String::new();
        let name = if chance.one_in(8) { field.name } else { field.wire };
        write_string(&mut member, name, false);
        chance.space(&mut member);
        member.push(':');
        chance.space(&mut member);
        if let Some((_, kind)) = tag.filter(|(tag, _)| *tag == field.wire) {
            write_string(&mut member, kind, false);
        } else if is_free && chance.one_in(5) {
            member.push_str("null");
        } else {
            made_up(&field.shape, chance, &mut member);
        }
        members.push(member);
    }
    if chance.one_in(4) {
        members.push(String::from(r#""новое":{"x":null,"inn":[true]}"#));
    }
    if chance.one_in(6) {
        members.reverse();
    }
    out.push('{');
    chance.space(out);
    for (position, member) in members.iter().enumerate() {
        if position > 0 {
            out.push(',');
            chance.space(out);
        }
        out.push_str(member);
        chance.space(out);
    }
    out.push('}');
}

/// What the decoder is to make of it.
fn meant(value: Value, shape: &Shape) -> Value {
    match (shape, value) {
        (Shape::List(item), Value::List(items)) => {
            Value::List(items.into_iter().map(|value| meant(value, item)).collect())
        }
        (Shape::Choice(choices), Value::Text(text)) => {
            let respelt = choices.respelt.iter().find(|(wire, _)| *wire == text);
            Value::Text(respelt.map_or(text, |(_, value)| (*value).to_owned()))
        }
        (Shape::OneOf(variants), value) => {
            let kind = value.get(variants.tag).and_then(Value::text).unwrap_or_default();
            let model = Shape::Object(variants.model(kind));
            meant(value, &model)
        }
        (Shape::Object(model), Value::Object(given)) => {
            let empty = |shape: &Shape| match shape {
                Shape::Flag => Value::Bool(false),
                _ => Value::List(Vec::new()),
            };
            let mut members: Vec<(String, Value)> = Vec::new();
            for (name, value) in given {
                let field = model.fields.iter().find(|field| field.wire == name || field.name == name);
                match (field, value) {
                    (Some(field), Value::Null) if matches!(field.need, Need::Optional | Need::Either) => {}
                    (Some(field), Value::Null) => members.push((field.name.to_owned(), empty(&field.shape))),
                    (Some(field), value) => members.push((field.name.to_owned(), meant(value, &field.shape))),
                    (None, value) => members.push((name, value)),
                }
            }
            for field in model.fields.iter().filter(|field| field.need == Need::Filled) {
                if !members.iter().any(|(name, _)| name == field.name) {
                    members.push((field.name.to_owned(), empty(&field.shape)));
                }
            }
            Value::Object(members)
        }
        (_, value) => value,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_answer_is_decoded_as_the_rules_say(seed in 1_u64.., which in any::<prop::sample::Index>()) {
        let shape = *which.get(&shapes());
        let mut body = String::new();
        made_up(shape, &mut Chance(seed), &mut body);
        let decoded = decode(body.as_bytes(), shape).unwrap_or_else(|fault| panic!("{} {:?}\n{body}", fault.path(), fault.kind));
        let tree = Value::parse(body.as_bytes()).unwrap();
        prop_assert_eq!(Value::parse(decoded.json.as_bytes()).unwrap(), meant(tree, shape), "{}", body);
    }

    #[test]
    fn a_byte_that_is_changed_never_does_harm(seed in 1_u64.., which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte: u8) {
        let shape = *which.get(&shapes());
        let mut body = String::new();
        made_up(shape, &mut Chance(seed), &mut body);
        let mut body = body.into_bytes();
        let at = at.index(body.len());
        body[at] = byte;
        // Either it is refused, or what comes out is JSON of that shape.
        if let Ok(decoded) = decode(&body, shape) {
            let again = decode(decoded.json.as_bytes(), shape);
            prop_assert!(again.is_ok(), "{:?}", String::from_utf8_lossy(&body));
        }
    }
}
