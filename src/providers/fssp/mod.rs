//! ФССП through api-cloud.ru: enforcement proceedings, wanted persons, alimony.

use super::{Definition, by_status};
use crate::http::Request;
use crate::operation::Operation;

/// ФССП (api-cloud).
pub static DEFINITION: Definition = Definition {
    name: "fssp",
    title: "ФССП (api-cloud)",
    base_url: "https://api-cloud.ru",
    operations: OPERATIONS,
    anything: None,
    credentials: &["token"],
    secret_params: &["token"],
    authorise,
    read: |_, response, _| by_status(response),
    says_json: false,
};

/// Everything that it is asked.
pub const OPERATIONS: &[Operation] = &[];

/// The token is the first parameter of the query.
fn authorise(request: &mut Request, credentials: &[String]) {
    request.query.splice(0..0, credentials.first().map(|token| ("token".into(), token.clone())));
}
