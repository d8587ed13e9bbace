//! Objects that may have no member but those that are known. Reading a structure, `serde_wasm_bindgen` asks an object for its
//! fields one by one, and never sees what else is there.

use js_sys::{Array, Object};
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_wasm_bindgen::{Deserializer as Lenient, Error};
use wasm_bindgen::prelude::*;

/// Reads a value whose types deny unknown fields. What is `undefined` is left out.
pub(super) fn from_value<T: for<'de> Deserialize<'de>>(value: JsValue) -> Result<T, Error> {
    T::deserialize(Strict(value))
}

struct Strict(JsValue);

impl<'de> Deserializer<'de> for Strict {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Strict(value) = self;
        match value.dyn_ref::<Object>() {
            Some(object) => visitor.visit_map(MapDeserializer::new(members(object))),
            None => Lenient::from(value).deserialize_struct(name, fields, visitor),
        }
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        Lenient::from(self.0).deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        Lenient::from(self.0).deserialize_option(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Lenient::from(self.0).deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct seq
        tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Strict {
    type Deserializer = Strict;

    fn into_deserializer(self) -> Strict {
        self
    }
}

fn members(object: &Object) -> impl Iterator<Item = (String, Strict)> {
    Object::entries(object).into_iter().filter_map(|entry| {
        let entry = Array::from(&entry);
        let value = entry.get(1);
        if value.is_undefined() { None } else { Some((entry.get(0).as_string()?, Strict(value))) }
    })
}
