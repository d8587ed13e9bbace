//! Access to values that came from outside. A mocked `fetch`, a proxy object or a getter that throws must not take the
//! call down, so nothing here can throw: neither `web-sys` nor `gloo-net` can promise that of objects that only look like
//! a `Response` or an `AbortSignal`.

use crate::json::Value;
use js_sys::{Array, Function, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property, `None` when it is missing, `undefined` or `null`, or when reading it throws.
pub(super) fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    Some(found).filter(|value| !value.is_undefined() && !value.is_null())
}

/// A method of an object.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    get(object, name)?.dyn_into().ok()
}

/// Calls a method.
///
/// # Errors
/// Whatever it throws; `undefined` when there is no such method.
pub(super) fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function = method(object, name).ok_or(JsValue::UNDEFINED)?;
    let list = Array::new();
    arguments.iter().for_each(|argument| {
        list.push(argument);
    });
    function.apply(object, &list)
}

/// A promise that follows the value, whatever it is. `Promise.resolve` would run code of a foreign promise at once.
pub(super) fn promise_of(value: &JsValue) -> Promise {
    Promise::new(&mut |resolve, _| {
        // The resolving functions of a promise never throw.
        let _ = resolve.call1(&JsValue::UNDEFINED, value);
    })
}

/// The bytes of a typed array or a buffer.
pub(super) fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    get(value, "byteLength")?.as_f64()?;
    let view = construct("Uint8Array", &[value])?;
    Some(view.dyn_into::<js_sys::Uint8Array>().ok()?.to_vec())
}

/// A new object of a global class; `None` when there is no such class, or it refuses.
pub(super) fn construct(class: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let constructor: Function = get(&js_sys::global(), class)?.dyn_into().ok()?;
    let list = Array::new();
    arguments.iter().for_each(|argument| {
        list.push(argument);
    });
    Reflect::construct(&constructor, &list).ok()
}

/// A value as data: text, numbers as JavaScript spells them, lists, and objects with their own enumerable members.
/// `None` for what is no data (a function, a symbol) or refuses to be read, and for what is nested very deep.
pub(super) fn data_of(value: &JsValue, depth: u32) -> Option<Value> {
    if depth > crate::json::MAX_DEPTH {
        return None;
    }
    if value.is_undefined() || value.is_null() {
        return Some(Value::Null);
    }
    if let Some(flag) = value.as_bool() {
        return Some(Value::Bool(flag));
    }
    if let Some(text) = value.as_string() {
        return Some(Value::Text(text));
    }
    if value.as_f64().is_some() || value.is_bigint() {
        let spelled = js_sys::global();
        return call(&spelled, "String", &[value]).ok()?.as_string().map(Value::Number);
    }
    if Array::is_array(value) {
        let length = get(value, "length")?.as_f64()? as u32;
        let item = |position| data_of(&Reflect::get_u32(value, position).ok()?, depth + 1);
        return (0..length).map(item).collect::<Option<Vec<_>>>().map(Value::List);
    }
    if !value.is_object() {
        return None;
    }
    let names = Reflect::own_keys(value).ok()?;
    let mut members = Vec::new();
    for name in names.iter().filter_map(|name| name.dyn_into::<JsString>().ok()) {
        let member = Reflect::get(value, &name).ok()?;
        members.push((String::from(name), data_of(&member, depth + 1)?));
    }
    Some(Value::Object(members))
}

/// A plain object.
pub(super) fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    add(&object, members);
    object
}

/// Adds members to a plain object of our own, but for those that are `undefined`.
pub(super) fn add(object: &Object, members: &[(&str, JsValue)]) {
    for (name, value) in members.iter().filter(|(_, value)| !value.is_undefined()) {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(object, &JsValue::from_str(name), value);
    }
}
