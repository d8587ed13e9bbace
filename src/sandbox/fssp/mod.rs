//! ФССП through api-cloud.

use super::{Memory, Played, Reply};
use crate::http::{Incoming, Response};

/// How it behaves where nothing is prescribed.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct Switches {}

pub(super) fn respond(_: &Incoming<'_>, _: &Switches, _: &Memory) -> Played {
    Response::reply(404, "text/plain", "").into()
}
