//! One function, `decode(method, bytes)`, by each mechanism; see `Cargo.toml`.

#[cfg(any(feature = "typed", not(target_arch = "wasm32")))]
pub mod typed;

use wasm_bindgen::prelude::*;

/// Our JSON for the engine's `JSON.parse`.
#[cfg(feature = "ours")]
#[wasm_bindgen]
pub fn decode(method: &str, body: &[u8]) -> Result<String, String> {
    ours(method, body)
}

/// By the tables of `src/model`.
pub fn ours(method: &str, body: &[u8]) -> Result<String, String> {
    use kontragent::operation::Answer;
    let operation = kontragent::catalogue::operations().find(|operation| operation.name == method);
    match operation.map(|operation| operation.answer) {
        Some(Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape)) => {
            kontragent::model::decode(body, shape).map(|decoded| decoded.json).map_err(|fault| fault.path())
        }
        _ => Err(String::new()),
    }
}

/// Into structs, and from them our JSON for the engine's `JSON.parse`.
#[cfg(all(feature = "typed", not(feature = "objects")))]
#[wasm_bindgen]
pub fn decode(method: &str, body: &[u8]) -> Result<String, String> {
    structs(method, body)
}

/// By derived serde.
#[cfg(any(feature = "typed", not(target_arch = "wasm32")))]
pub fn structs(method: &str, body: &[u8]) -> Result<String, String> {
    struct ToText;
    impl typed::With<Result<String, String>> for ToText {
        fn with<T: serde::de::DeserializeOwned + serde::Serialize>(self, body: &[u8]) -> Result<String, String> {
            let value: T = serde_json::from_slice(body).map_err(|error| error.to_string())?;
            serde_json::to_string(&value).map_err(|error| error.to_string())
        }
    }
    typed::dispatch(method, body, ToText).unwrap_or_else(|| Err(String::new()))
}

/// Into structs, and from them objects, one property at a time.
#[cfg(feature = "objects")]
#[wasm_bindgen]
pub fn decode(method: &str, body: &[u8]) -> Result<JsValue, String> {
    struct ToObjects;
    impl typed::With<Result<JsValue, String>> for ToObjects {
        fn with<T: serde::de::DeserializeOwned + serde::Serialize>(self, body: &[u8]) -> Result<JsValue, String> {
            let value: T = serde_json::from_slice(body).map_err(|error| error.to_string())?;
            let to = serde_wasm_bindgen::Serializer::json_compatible();
            value.serialize(&to).map_err(|error| error.to_string())
        }
    }
    typed::dispatch(method, body, ToObjects).unwrap_or_else(|| Err(String::new()))
}
