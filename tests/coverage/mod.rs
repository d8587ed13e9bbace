//! Which models answers can be made of, and which of their fields some answers have.

use kontragent::json::Value;
use kontragent::model::{Field, Model, Shape};
use std::collections::BTreeSet;

/// A model and one of its fields.
pub(crate) type Place = (&'static str, &'static str);

/// Which of a field's names is meant: `|field| field.wire` in an answer as it comes, `|field| field.name` in one that was read.
pub(crate) type Naming = fn(&Field) -> &'static str;

/// Every model that answers of these shapes can be made of, each once.
pub(crate) fn reached(shapes: impl IntoIterator<Item = &'static Shape>) -> Vec<&'static Model> {
    let mut all = Vec::new();
    shapes.into_iter().for_each(|shape| collect(shape, &mut all));
    all
}

fn collect(shape: &'static Shape, reached: &mut Vec<&'static Model>) {
    match shape {
        Shape::List(item) => collect(item, reached),
        Shape::OneOf(variants) => {
            variants.of.iter().for_each(|(_, model)| enter(model, reached));
            enter(variants.other, reached);
        }
        Shape::Object(model) => enter(model, reached),
        _ => {}
    }
}

fn enter(model: &'static Model, reached: &mut Vec<&'static Model>) {
    if !reached.iter().any(|known| std::ptr::eq(*known, model)) {
        reached.push(model);
        model.fields.iter().for_each(|field| collect(&field.shape, reached));
    }
}

/// The fields of the models.
pub(crate) fn declared(models: &[&'static Model], naming: Naming) -> BTreeSet<Place> {
    models.iter().flat_map(|model| model.fields.iter().map(move |field| (model.name, naming(field)))).collect()
}

/// The fields that an answer has, into `seen`.
pub(crate) fn walk(shape: &Shape, value: &Value, naming: Naming, seen: &mut BTreeSet<Place>) {
    match shape {
        Shape::List(item) => value.items().iter().for_each(|value| walk(item, value, naming, seen)),
        Shape::OneOf(variants) => {
            let kind = value.get(variants.tag).and_then(Value::text).unwrap_or_default();
            walk(&Shape::Object(variants.model(kind)), value, naming, seen);
        }
        Shape::Object(model) => {
            for field in model.fields {
                if let Some(value) = value.get(naming(field)) {
                    seen.insert((model.name, naming(field)));
                    walk(&field.shape, value, naming, seen);
                }
            }
        }
        _ => {}
    }
}
