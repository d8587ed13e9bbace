//! What a valid number carries.

use super::failure::Warning;
use super::reason::Reason;

/// Receives the parts of a number and the warnings about it, one by one. Values are ASCII.
pub(crate) trait Report {
    fn text(&mut self, name: &'static str, value: &[u8]);
    fn number(&mut self, name: &'static str, value: u32);
    fn flag(&mut self, name: &'static str, value: bool);
    fn reason(&mut self, name: &'static str, value: Reason);
    fn warning(&mut self, warning: Warning);
}

/// A part of a value; empty outside of it.
pub(crate) fn slice(value: &[u8], from: usize, to: usize) -> &[u8] {
    value.get(from..to).unwrap_or_default()
}
