//! Parameters with which every operation can be asked: `<provider>.json` beside this file, by the operation's name. Tests
//! of the worker and of the package read the same files.

use kontragent::json::Value;
use kontragent::operation::Operation;

/// The example for an operation; every operation must have one.
pub(crate) fn params(operation: &Operation) -> Value {
    let file = format!("{}/tests/examples/{}.json", env!("CARGO_MANIFEST_DIR"), operation.provider.name());
    let text = std::fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let examples = Value::parse(&text).unwrap_or_else(|fault| panic!("{file}: {}", fault.path()));
    examples.get(operation.name).cloned().unwrap_or_else(|| panic!("{file} has no example of {}", operation.name))
}
