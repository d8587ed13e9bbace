//! What callers configure: typed by serde, so that a misspelt option is an error and not silence.

use crate::client::{Policy, Route};
use crate::error::{Cause, Error};
use crate::identifiers::Locale;
use crate::providers::{Credentials, Provider};
use js_sys::Function;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};

/// The argument of `connect`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Connect {
    proxy: Option<String>,
    token: Option<String>,
    providers: Option<Providers>,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    fetch: JsValue,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    on_event: JsValue,
    locale: Option<String>,
    timeout_ms: Option<f64>,
    deadline_ms: Option<f64>,
    retries: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Providers {
    focus: Option<Focus>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Focus {
    key: String,
    base_url: Option<String>,
}

/// The last argument of every call.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CallOptions {
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    signal: JsValue,
    timeout_ms: Option<f64>,
    deadline_ms: Option<f64>,
    retries: Option<u32>,
    raw: Option<bool>,
}

/// A client's configuration, checked.
pub(super) struct Config {
    routes: Vec<(Provider, Route)>,
    proxy: Option<Route>,
    pub(super) fetch: Function,
    pub(super) on_event: Option<Function>,
    pub(super) locale: Locale,
    policy: Policy,
}

/// One call's options, checked.
pub(super) struct Call {
    pub(super) signal: JsValue,
    pub(super) policy: Policy,
    pub(super) raw: bool,
}

impl Config {
    /// Reads the argument of `connect`. `in_browser`: whether anybody could read what it holds.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that says which option is wrong.
    pub(super) fn read(options: JsValue, in_browser: bool) -> Result<Config, Error> {
        let connect: Connect = typed(options)?;
        let fetch = match function(connect.fetch, "fetch")? {
            Some(fetch) => fetch,
            None => function(super::foreign::get(&js_sys::global(), "fetch").unwrap_or_default(), "fetch")?
                .ok_or_else(|| wrong("fetch", "this platform has no fetch: give one"))?,
        };
        let proxy = connect.proxy.map(|base| address("proxy", base)).transpose()?;
        let mut routes = Vec::new();
        if let Some(focus) = connect.providers.and_then(|providers| providers.focus) {
            let base = address(
                "providers.focus.baseUrl",
                focus.base_url.unwrap_or_else(|| Provider::Focus.base_url().to_owned()),
            )?;
            if focus.key.is_empty() {
                return Err(wrong("providers.focus.key", "is empty"));
            }
            routes.push((Provider::Focus, Route::Direct { base, credentials: Credentials::Focus { key: focus.key } }));
        }
        if in_browser && !routes.is_empty() {
            return Err(Error::new(Cause::KeyInBrowser).at("providers"));
        }
        if proxy.is_none() && routes.is_empty() {
            return Err(wrong("proxy", "give the address of a proxy, or the providers' keys on a server"));
        }
        let locale = match connect.locale.as_deref() {
            None | Some("en") => Locale::En,
            Some("ru") => Locale::Ru,
            Some(_) => return Err(wrong("locale", "must be 'en' or 'ru'")),
        };
        Ok(Config {
            routes,
            proxy: proxy.map(|base| Route::Proxy { base, token: connect.token }),
            fetch,
            on_event: function(connect.on_event, "onEvent")?,
            locale,
            policy: policy(Policy::default(), connect.timeout_ms, connect.deadline_ms, connect.retries)?,
        })
    }

    /// Reads the options of one call.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that says which option is wrong.
    pub(super) fn call(&self, options: JsValue) -> Result<Call, Error> {
        let call: CallOptions =
            if options.is_undefined() || options.is_null() { CallOptions::default() } else { typed(options)? };
        let given = !call.signal.is_undefined() && !call.signal.is_null();
        if given && super::foreign::method(&call.signal, "addEventListener").is_none() {
            return Err(wrong("signal", "must be an AbortSignal"));
        }
        Ok(Call {
            policy: policy(self.policy, call.timeout_ms, call.deadline_ms, call.retries)?,
            signal: call.signal,
            raw: call.raw.unwrap_or(false),
        })
    }

    /// The way to a provider: a key of its own goes before the proxy.
    pub(super) fn route(&self, provider: Provider) -> Option<&Route> {
        self.routes.iter().find(|(known, _)| *known == provider).map(|(_, route)| route).or(self.proxy.as_ref())
    }
}

fn wrong(option: &str, why: &str) -> Error {
    Error::new(Cause::Option { why: why.to_owned() }).at(option)
}

fn typed<T: serde::de::DeserializeOwned>(options: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(options).map_err(|error| wrong("options", &error.to_string()))
}

fn function(value: JsValue, option: &str) -> Result<Option<Function>, Error> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    value.dyn_into().map(Some).map_err(|_| wrong(option, "must be a function"))
}

fn address(option: &str, base: String) -> Result<String, Error> {
    let relative = base.starts_with('/');
    if !relative && !base.starts_with("https://") && !base.starts_with("http://") || base.contains(['?', '#']) {
        return Err(wrong(option, "must be an http(s) address without query and fragment"));
    }
    Ok(base.trim_end_matches('/').to_owned())
}

fn policy(
    base: Policy,
    timeout_ms: Option<f64>,
    deadline_ms: Option<f64>,
    retries: Option<u32>,
) -> Result<Policy, Error> {
    let time = |option, given: Option<f64>, otherwise: f64| match given {
        Some(ms) if ms > 0.0 && ms.is_finite() => Ok(ms),
        Some(_) => Err(wrong(option, "must be a positive number of milliseconds")),
        None => Ok(otherwise),
    };
    Ok(Policy {
        timeout_ms: time("timeoutMs", timeout_ms, base.timeout_ms)?,
        deadline_ms: time("deadlineMs", deadline_ms, base.deadline_ms)?,
        retries: retries.unwrap_or(base.retries),
    })
}
