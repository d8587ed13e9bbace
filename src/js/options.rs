//! What callers configure. Options are read one by one rather than by a derived `Deserialize`: that cost a quarter of the
//! compressed module (mostly the formatting of numbers that no message needs), and its messages name no option.

use super::foreign::{get, method};
use super::session::{Account, Source};
use crate::client::{Policy, Route};
use crate::error::{Cause, Error};
use crate::http::Request;
use crate::identifiers::Locale;
use crate::json::Value;
use crate::operation::Operation;
use crate::providers::session::{Grant, is_token};
use crate::providers::{Credentials, Provider};
use js_sys::{Function, JsString, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// A client's configuration, checked.
pub(super) struct Config {
    own: Own,
    proxy: Option<Route>,
    pub(super) fetch: Function,
    pub(super) on_event: Option<Function>,
    pub(super) locale: Locale,
    /// How many requests to one provider may be under way at once.
    pub(super) concurrency: u32,
    patience: Patience,
}

/// What is configured for single providers.
#[derive(Default)]
struct Own {
    /// The ways to those that are asked directly.
    routes: Vec<(Provider, Route)>,
    /// The accounts of those of them whose tokens expire.
    accounts: Vec<(Provider, Rc<Account>)>,
    /// What stands in for parameters: their names and values.
    defaults: Vec<(Provider, &'static str, String)>,
}

/// What of a policy is not left to the operation.
#[derive(Clone, Copy)]
struct Patience {
    timeout_ms: Option<f64>,
    deadline_ms: Option<f64>,
    retries: Option<u32>,
}

/// How many requests to one provider are under way at once unless said. What the providers allow is not published.
const CONCURRENCY: u32 = 6;

/// One call's options, checked.
#[derive(Clone)]
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
    pub(super) fn read(options: JsValue, in_browser: bool) -> Result<Config, Box<Error>> {
        let options = Options::new(options, "")?.ok_or_else(|| wrong("options", "must be an object"))?;
        options.only(&[
            "proxy",
            "token",
            "providers",
            "fetch",
            "onEvent",
            "locale",
            "timeoutMs",
            "deadlineMs",
            "retries",
            "concurrency",
        ])?;
        let fetch = match options.function("fetch")? {
            Some(fetch) => fetch,
            None => get(&js_sys::global(), "fetch")
                .and_then(|fetch| fetch.dyn_into().ok())
                .ok_or_else(|| wrong("fetch", "this platform has none: give one"))?,
        };
        let proxy = options.text("proxy")?.map(|base| address("proxy", base)).transpose()?;
        let own = options.object("providers")?.map_or(Ok(Own::default()), |providers| own(&providers, &fetch))?;
        if in_browser && !own.routes.is_empty() {
            return Err(Error::new(Cause::KeyInBrowser).at("providers"));
        }
        if proxy.is_none() && own.routes.is_empty() {
            return Err(wrong("proxy", "give the address of a proxy, or the providers' keys on a server"));
        }
        let locale = match options.text("locale")?.as_deref() {
            None | Some("en") => Locale::En,
            Some("ru") => Locale::Ru,
            Some(_) => return Err(wrong("locale", "must be 'en' or 'ru'")),
        };
        let token = options.text("token")?;
        Ok(Config {
            own,
            proxy: proxy.map(|base| Route::Proxy { base, token }),
            fetch,
            on_event: options.function("onEvent")?,
            locale,
            concurrency: options.count("concurrency", 1)?.unwrap_or(CONCURRENCY),
            patience: options.patience()?,
        })
    }

    /// Reads the options of one call.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that says which option is wrong.
    pub(super) fn call(&self, options: JsValue, operation: &Operation) -> Result<Call, Box<Error>> {
        let usual = self.patience.or(Policy::of(operation));
        let Some(options) = Options::new(options, "")? else {
            return Ok(Call { signal: JsValue::UNDEFINED, policy: usual, raw: false });
        };
        options.only(&["signal", "timeoutMs", "deadlineMs", "retries", "raw"])?;
        let signal = get(&options.object, "signal").unwrap_or_default();
        if !signal.is_undefined() && method(&signal, "addEventListener").is_none() {
            return Err(wrong("signal", "must be an AbortSignal"));
        }
        Ok(Call { signal, policy: options.patience()?.or(usual), raw: options.flag("raw")? })
    }

    /// The way to a provider: a key of its own goes before the proxy.
    pub(super) fn route(&self, provider: Provider) -> Option<&Route> {
        let own = self.own.routes.iter().find(|(known, _)| *known == provider);
        own.map(|(_, route)| route).or(self.proxy.as_ref())
    }

    /// The account at a provider whose tokens expire, if it is asked directly.
    pub(super) fn account(&self, provider: Provider) -> Option<&Rc<Account>> {
        self.own.accounts.iter().find(|(known, _)| *known == provider).map(|(_, account)| account)
    }

    /// Adds what stands in for parameters that are not given.
    pub(super) fn complete(&self, operation: &Operation, params: &mut Value) {
        let Value::Object(members) = params else { return };
        for (_, name, value) in self.own.defaults.iter().filter(|(provider, ..)| *provider == operation.provider) {
            let is_given = members.iter().any(|(known, value)| known == name && *value != Value::Null);
            if !is_given && operation.params.iter().any(|param| param.name == *name) {
                members.retain(|(known, _)| known != name);
                members.push(((*name).to_owned(), Value::Text(value.clone())));
            }
        }
    }
}

impl Patience {
    fn or(self, base: Policy) -> Policy {
        Policy {
            timeout_ms: self.timeout_ms.unwrap_or(base.timeout_ms),
            deadline_ms: self.deadline_ms.unwrap_or(base.deadline_ms),
            retries: self.retries.unwrap_or(base.retries),
        }
    }
}

impl Call {
    /// What makes two questions the same: what they ask, and how long they would try.
    pub(super) fn key(&self, operation: &str, request: &Request) -> String {
        let mut key = [operation, " ", &request.target()].concat();
        for (name, value) in &request.headers {
            [" ", name, ":", value].iter().for_each(|part| key.push_str(part));
        }
        if let Some(body) = &request.body {
            key.push(' ');
            key.push_str(&body.encoded().0);
        }
        let Policy { timeout_ms, deadline_ms, retries } = self.policy;
        let patience = [timeout_ms as u64, deadline_ms as u64, u64::from(retries), u64::from(self.raw)];
        patience.iter().fold(key, |key, number| key + " " + &number.to_string())
    }
}

/// What is configured for single providers.
fn own(providers: &Options, fetch: &Function) -> Result<Own, Box<Error>> {
    providers.only(&Provider::ALL.iter().map(|provider| provider.name()).collect::<Vec<_>>())?;
    let mut own = Own::default();
    for provider in Provider::ALL.iter().copied() {
        let Some(options) = providers.object(provider.name())? else { continue };
        let (names, defaults) = (provider.credentials(), provider.defaults());
        let more: &[&str] = if provider.session().is_some() { &SESSION } else { &[] };
        options.only(&[names, more, &["baseUrl"], defaults].concat())?;
        for name in defaults {
            own.defaults.extend(options.text(name)?.map(|value| (provider, *name, value)));
        }
        let base = options.text("baseUrl")?.unwrap_or_else(|| provider.base_url().to_owned());
        let base = address(&options.path("baseUrl"), base)?;
        // A key in clear text is everybody's; and a provider that redirects to https has charged the question by then.
        if base.starts_with("http:") && !is_local(&base) {
            return Err(wrong(&options.path("baseUrl"), "must be https: with http the key could be read on the way"));
        }
        let credentials = if provider.session().is_some() {
            let Some(source) = options.source()? else { continue };
            let account = Account::new(provider, base.clone(), source, fetch.clone());
            own.accounts.extend(account.map(|account| (provider, account)));
            Credentials::pending(provider)
        } else {
            let values = names.iter().map(|name| options.required(name)).collect::<Result<Vec<_>, _>>()?;
            if let Some((name, why)) = provider.fault_of(&values) {
                return Err(wrong(&options.path(name), why));
            }
            Credentials::new(provider, values).ok_or_else(|| wrong(&options.path(""), "is incomplete"))?
        };
        own.routes.push((provider, Route::Direct { base, credentials }));
    }
    Ok(own)
}

/// The options that say how tokens are got, besides `token`.
const SESSION: [&str; 3] = ["email", "password", "certificate"];

fn wrong(option: &str, why: &str) -> Box<Error> {
    Error::new(Cause::Option { why: why.to_owned() }).at(option)
}

fn address(option: &str, base: String) -> Result<String, Box<Error>> {
    // A relative one is a path of the page's own origin.
    let known = base.starts_with('/') || base.starts_with("https://") || base.starts_with("http://");
    if !known || base.contains(['?', '#']) {
        return Err(wrong(option, "must be an http(s) address without query and fragment"));
    }
    Ok(base.trim_end_matches('/').to_owned())
}

/// Whether an http address is one of this machine.
fn is_local(base: &str) -> bool {
    // Not `trim_start_matches`: its searcher is 4 KB of the compressed module.
    let host = base.strip_prefix("http://").unwrap_or(base);
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|local| host.strip_prefix(local).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/'])))
}

/// An object with options.
struct Options {
    object: JsValue,
    /// Where it stands, with a dot at the end unless it is the outermost.
    prefix: String,
}

impl Options {
    /// `None` when there is none.
    fn new(object: JsValue, prefix: &str) -> Result<Option<Options>, Box<Error>> {
        if object.is_undefined() || object.is_null() {
            return Ok(None);
        }
        if !object.is_object() {
            return Err(wrong(prefix.trim_end_matches('.'), "must be an object"));
        }
        Ok(Some(Options { object, prefix: prefix.to_owned() }))
    }

    /// A misspelt option is an error and not silence.
    fn only(&self, known: &[&str]) -> Result<(), Box<Error>> {
        let names = Reflect::own_keys(&self.object).map_err(|_| wrong(&self.prefix, "cannot be read"))?;
        for name in names.iter().filter_map(|name| name.dyn_into::<JsString>().ok()).map(String::from) {
            if !known.contains(&name.as_str()) {
                let why = ["there is no such option; known are: ", &known.join(", ")].concat();
                return Err(wrong(&self.path(&name), &why));
            }
        }
        Ok(())
    }

    fn path(&self, name: &str) -> String {
        [&self.prefix, name].concat()
    }

    fn read<T>(
        &self,
        name: &str,
        must: &str,
        convert: impl FnOnce(JsValue) -> Option<T>,
    ) -> Result<Option<T>, Box<Error>> {
        let Some(value) = get(&self.object, name) else { return Ok(None) };
        convert(value).map(Some).ok_or_else(|| wrong(&self.path(name), must))
    }

    fn text(&self, name: &str) -> Result<Option<String>, Box<Error>> {
        self.read(name, "must be a string", |value| value.as_string())
    }

    fn required(&self, name: &str) -> Result<String, Box<Error>> {
        self.text(name)?.filter(|text| !text.is_empty()).ok_or_else(|| wrong(&self.path(name), "is missing"))
    }

    fn function(&self, name: &str) -> Result<Option<Function>, Box<Error>> {
        self.read(name, "must be a function", |value| value.dyn_into().ok())
    }

    /// Where tokens come from; `None` when nothing is said of that.
    fn source(&self) -> Result<Option<Source>, Box<Error>> {
        let (token, certificate) = (get(&self.object, "token"), get(&self.object, "certificate"));
        let named = get(&self.object, "email").or_else(|| get(&self.object, "password")).is_some();
        if usize::from(token.is_some()) + usize::from(certificate.is_some()) + usize::from(named) > 1 {
            return Err(wrong(
                self.prefix.trim_end_matches('.'),
                "give one of token, certificate, and email with password",
            ));
        }
        Ok(Some(match (token, certificate) {
            (Some(token), _) => match token.dyn_into::<Function>() {
                Ok(function) => Source { token: Some(function), ..Grant::Function.into() },
                Err(token) => {
                    let must = "must be a token, or a function that gives one";
                    let token = token.as_string().filter(|token| is_token(token));
                    Grant::Token(token.ok_or_else(|| wrong(&self.path("token"), must))?).into()
                }
            },
            (None, Some(certificate)) => {
                if method(&certificate, "sign").is_none() {
                    return Err(wrong(&self.path("certificate"), "must have a function sign"));
                }
                Source { certificate, ..Grant::Certificate.into() }
            }
            (None, None) if named => {
                Grant::Login { email: self.required("email")?, password: self.required("password")? }.into()
            }
            (None, None) => return Ok(None),
        }))
    }

    fn flag(&self, name: &str) -> Result<bool, Box<Error>> {
        Ok(self.read(name, "must be true or false", |value| value.as_bool())?.unwrap_or(false))
    }

    fn object(&self, name: &str) -> Result<Option<Options>, Box<Error>> {
        Options::new(get(&self.object, name).unwrap_or_default(), &(self.path(name) + "."))
    }

    fn count(&self, name: &str, least: u32) -> Result<Option<u32>, Box<Error>> {
        let must = ["must be a whole number from ", &least.to_string(), " to 100"].concat();
        self.read(name, &must, |value| {
            let fits = |count: &f64| count.fract() == 0.0 && (f64::from(least)..=100.0).contains(count);
            value.as_f64().filter(fits).map(|count| count as u32)
        })
    }

    fn patience(&self) -> Result<Patience, Box<Error>> {
        let time = |name| {
            let positive = |value: JsValue| value.as_f64().filter(|ms| *ms > 0.0 && ms.is_finite());
            self.read(name, "must be a positive number of milliseconds", positive)
        };
        Ok(Patience {
            timeout_ms: time("timeoutMs")?,
            deadline_ms: time("deadlineMs")?,
            retries: self.count("retries", 0)?,
        })
    }
}
