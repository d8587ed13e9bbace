use crate::catalogue;
use crate::json::write_string;
use crate::operation::{BodyKind, Cost};

/// What the worker has to know of every operation, as a JSON list in the catalogue's order: `provider`, `operation`, `cost`
/// (`company`, `request` or `free`), `personal`, `safe` (to repeat), `writes`, `hasBody`, `cacheSeconds`, `timeoutMs`.
pub fn routes() -> String {
    let mut out = String::from("[");
    for (position, operation) in catalogue::operations().enumerate() {
        out.push_str(if position == 0 { "{" } else { ",{" });
        let mut text = |name: &str, value: &str| {
            out.push('"');
            out.push_str(name);
            out.push_str("\":");
            write_string(&mut out, value, false);
            out.push(',');
        };
        text("provider", operation.provider.name());
        text("operation", operation.name);
        text(
            "cost",
            match operation.cost {
                Cost::Company => "company",
                Cost::Request => "request",
                Cost::Free => "free",
            },
        );
        let has_body = operation.discreet || operation.body != BodyKind::None;
        for (name, value) in [
            ("personal", operation.personal.to_string()),
            ("safe", operation.safe_to_repeat.to_string()),
            ("writes", operation.writes().to_string()),
            ("hasBody", has_body.to_string()),
            ("cacheSeconds", operation.cache_seconds.to_string()),
            ("timeoutMs", operation.timeout_ms.to_string()),
        ] {
            out.push_str(&["\"", name, "\":", &value, if name == "timeoutMs" { "}" } else { "," }].concat());
        }
    }
    out.push(']');
    out
}
