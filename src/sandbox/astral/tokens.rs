//! Tokens: by name and password, by what the last one came with, by a signature.

use super::people::{object, text};
use super::state::{Issued, State};
use super::switches::AstralSwitches;
use super::{Done, Refusal, form};
use crate::http::Incoming;
use crate::json::Value;
use crate::sandbox::world::TODAY;

const WRONG: Refusal = Refusal(401, "Неверный логин или пароль");

/// Name and password, or the refresh token, which is good once.
pub(super) fn by_login(body: &Value, state: &mut State, switches: &AstralSwitches) -> Result<Done, Refusal> {
    let member = |name: &str| body.get(name).and_then(Value::text);
    if let Some(refresh) = member("refreshToken") {
        let is_it = |issued: &Issued| issued.refresh == refresh;
        let place = state.tokens.iter().position(is_it).filter(|_| !switches.forget_refresh).ok_or(WRONG)?;
        state.tokens.remove(place);
        return Ok(issue(state, switches));
    }
    match (member("email"), member("password")) {
        (Some(email), Some(password)) if email == switches.email && password == switches.password => {
            Ok(issue(state, switches))
        }
        (Some(_), Some(_)) => Err(WRONG),
        _ => Err(Refusal(400, "Не указаны логин и пароль")),
    }
}

/// What is to be signed: the server's time, in the sortable form.
pub(super) fn challenge() -> String {
    format!("{TODAY} 09:00:00Z")
}

/// The signature is an attached one, so the text is somewhere in it; more of it is not looked at.
pub(super) fn by_certificate(
    request: &Incoming<'_>,
    state: &mut State,
    switches: &AstralSwitches,
) -> Result<Done, Refusal> {
    let parts = form::parts(request.header("content-type").unwrap_or_default(), request.body);
    let signed = parts.and_then(|parts| parts.into_iter().find(|part| part.name == "signedData"));
    let signed = signed.ok_or(Refusal(400, "Нет подписанных данных"))?.value;
    let challenge = challenge();
    if !signed.windows(challenge.len()).any(|window| window == challenge.as_bytes()) {
        return Err(Refusal(401, "Подпись не принята"));
    }
    Ok(issue(state, switches))
}

fn issue(state: &mut State, switches: &AstralSwitches) -> Done {
    let Issued { access, refresh, .. } = state.issue();
    Done::Value(object(vec![
        ("accessToken", text(access)),
        ("refreshToken", text(refresh)),
        ("validBefore", text(&switches.valid_before)),
    ]))
}

/// Whether a request has a token that is good; of one that was handed out a use is spent.
pub(super) fn admit(request: &Incoming<'_>, state: &mut State, switches: &AstralSwitches) -> Result<(), Refusal> {
    let refused = Refusal(401, "Пользователь не авторизован");
    let scheme_and_token = request.header("authorization").and_then(|header| header.split_once(' '));
    let (_, token) = scheme_and_token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).ok_or(refused)?;
    if switches.tokens.iter().any(|known| known == token) {
        return Ok(());
    }
    let issued = state.tokens.iter_mut().find(|issued| issued.access == token).ok_or(refused)?;
    if switches.token_uses.is_some_and(|uses| issued.uses >= uses) {
        return Err(refused);
    }
    issued.uses += 1;
    Ok(())
}
