//! Tokens: by name and password, by what the last one came with, by a signature.

use super::people::{object, text};
use super::state::{Issued, State};
use super::switches::Switches;
use super::{Done, Refusal, form};
use crate::http::{Incoming, iso_text};
use crate::json::Value;
use crate::sandbox::world::TODAY;

const WRONG: Refusal = Refusal(401, "Неверный логин или пароль");

/// Where tokens are handed out and checked.
pub(super) struct Till<'t> {
    pub(super) state: &'t mut State,
    pub(super) switches: &'t Switches,
    pub(super) now_ms: f64,
}

/// What is to be signed: the server's time, in the sortable form.
pub(super) fn challenge() -> String {
    format!("{TODAY} 09:00:00Z")
}

impl Till<'_> {
    /// Name and password, or the refresh token, which is good once.
    pub(super) fn by_login(self, body: &Value) -> Result<Done, Refusal> {
        let member = |name: &str| body.get(name).and_then(Value::text);
        if let Some(refresh) = member("refreshToken") {
            let is_it = |issued: &Issued| issued.refresh == refresh;
            let place = self.state.tokens.iter().position(is_it).filter(|_| !self.switches.forget_refresh);
            self.state.tokens.remove(place.ok_or(WRONG)?);
            return Ok(self.issue());
        }
        match (member("email"), member("password")) {
            (Some(email), Some(password)) if email == self.switches.email && password == self.switches.password => {
                Ok(self.issue())
            }
            (Some(_), Some(_)) => Err(WRONG),
            _ => Err(Refusal(400, "Не указаны логин и пароль")),
        }
    }

    /// The signature is an attached one, so the text is somewhere in it; more of it is not looked at.
    pub(super) fn by_certificate(self, request: &Incoming<'_>) -> Result<Done, Refusal> {
        let parts = form::parts(request.header("content-type").unwrap_or_default(), request.body);
        let signed = parts.and_then(|parts| parts.into_iter().find(|part| part.name == "signedData"));
        let signed = signed.ok_or(Refusal(400, "Нет подписанных данных"))?.value;
        let challenge = challenge();
        if !signed.windows(challenge.len()).any(|window| window == challenge.as_bytes()) {
            return Err(Refusal(401, "Подпись не принята"));
        }
        Ok(self.issue())
    }

    fn issue(self) -> Done {
        let expires_ms = self.now_ms + 1000.0 * f64::from(self.switches.token_seconds);
        let Issued { access, refresh, .. } = self.state.issue(expires_ms);
        Done::Value(object(vec![
            ("accessToken", text(access)),
            ("refreshToken", text(refresh)),
            ("validBefore", text(&iso_text(expires_ms))),
        ]))
    }

    /// Whether a request has a token that is good; of one that was handed out a use is spent.
    pub(super) fn admit(self, request: &Incoming<'_>) -> Result<(), Refusal> {
        let refused = Refusal(401, "Пользователь не авторизован");
        let scheme_and_token = request.header("authorization").and_then(|header| header.split_once(' '));
        let (_, token) = scheme_and_token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")).ok_or(refused)?;
        if self.switches.tokens.iter().any(|known| known == token) {
            return Ok(());
        }
        let issued = self.state.tokens.iter_mut().find(|issued| issued.access == token).ok_or(refused)?;
        if self.now_ms >= issued.expires_ms || self.switches.token_uses.is_some_and(|uses| issued.uses >= uses) {
            return Err(refused);
        }
        issued.uses += 1;
        Ok(())
    }
}
