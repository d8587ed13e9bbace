use super::write_string;
#[cfg(feature = "calls")]
use crate::text::digits;

/// Writes one JSON object, member after member.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Object {
        Object("{".to_owned())
    }

    /// A member that is JSON already.
    pub(crate) fn json(&mut self, name: &str, json: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        write_string(&mut self.0, name, false);
        self.0.push(':');
        self.0.push_str(json);
    }

    /// A text; nothing when there is none.
    pub(crate) fn text(&mut self, name: &str, text: Option<&str>) {
        let Some(text) = text else { return };
        let mut json = String::new();
        write_string(&mut json, text, false);
        self.json(name, &json);
    }

    /// A whole number; nothing when there is none.
    #[cfg(feature = "calls")]
    pub(crate) fn count(&mut self, name: &str, count: Option<u64>) {
        let Some(count) = count else { return };
        self.json(name, &digits(count));
    }

    pub(crate) fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}
