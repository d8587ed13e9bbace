//! Caller tokens for the worker, minted on a site's own server: a JWT (RFC 7519) signed with HMAC-SHA-256, byte for byte the
//! same as `kontragent/tokens` mints in JavaScript. The secret must not leave the server.
//!
//! ```
//! use kontragent::tokens::{Claims, Key, mint};
//! let key = Key { id: "site.1", secret: "an example of a secret, 32 characters" };
//! let token = mint(&key, &Claims { subject: "session-7f3a", issued_at: 1_794_000_000, ..Claims::default() })?;
//! assert_eq!(token.split('.').count(), 3);
//! # Ok::<(), kontragent::tokens::Refused>(())
//! ```

use crate::json::write_string;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// A secret that proxy and site share, and its name. It has no `Debug`: a secret is never printed.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    /// `site.2`: the name of the site, a dot, and what changes when the secret does; letters, digits, `-`, `_`.
    pub id: &'a str,
    /// At least 32 bytes, random.
    pub secret: &'a str,
}

/// A day or a month; they begin at midnight in Moscow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// A month.
    Month,
}

/// A limit on what may be asked of providers in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit<'a> {
    /// The period.
    pub per: Period,
    /// How many companies may be asked about.
    pub companies: Option<u32>,
    /// How much may be spent, in kopecks.
    pub kopecks: Option<u32>,
    /// The provider that it is about; all together unless said.
    pub provider: Option<&'a str>,
}

/// What a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claims<'a> {
    /// The site's own name for its visitor or session: quotas are counted by it. 1 to 128 characters.
    pub subject: &'a str,
    /// Now, in seconds since 1970.
    pub issued_at: u64,
    /// For how long the token is good, in seconds; ten minutes by default.
    pub lifetime_seconds: u32,
    /// The proxy that it is for, if the proxy asks for that.
    pub audience: Option<&'a str>,
    /// The origin of the page that may use it, such as `https://example.ru`.
    pub origin: Option<&'a str>,
    /// The providers that may be asked; all that the proxy allows unless said.
    pub providers: Option<&'a [&'a str]>,
    /// The operations that may be asked, such as `focus.req`.
    pub operations: Option<&'a [&'a str]>,
    /// What this visitor may ask for; the proxy's own limits hold as well.
    pub limits: Option<&'a [Limit<'a>]>,
}

impl Default for Claims<'_> {
    fn default() -> Self {
        Claims {
            subject: "",
            issued_at: 0,
            lifetime_seconds: 600,
            audience: None,
            origin: None,
            providers: None,
            operations: None,
            limits: None,
        }
    }
}

/// Why there is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The name of the key is none.
    KeyId,
    /// The secret is shorter than 32 bytes, and could be guessed from one token.
    WeakSecret,
    /// The subject is empty, longer than 128 characters, or has control characters.
    Subject,
    /// The token would be good for no time at all.
    Lifetime,
}

impl core::fmt::Display for Refused {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str(match self {
            Refused::KeyId => "the name of a token key is letters, digits, \"-\", \"_\", and perhaps \".version\"",
            Refused::WeakSecret => "the secret of a token key needs at least 32 bytes",
            Refused::Subject => "subject: 1 to 128 characters",
            Refused::Lifetime => "lifetime_seconds: more than nothing",
        })
    }
}

impl core::error::Error for Refused {}

/// A token with which a page may ask the proxy: `connect({ proxy, token })`.
///
/// # Errors
/// [`Refused`] when key or claims cannot be right.
pub fn mint(key: &Key<'_>, claims: &Claims<'_>) -> Result<String, Refused> {
    check(key, claims)?;
    let header = object(&[("alg", text("HS256")), ("typ", text("JWT")), ("kid", text(key.id))]);
    let mut signed = URL_SAFE_NO_PAD.encode(header);
    signed.push('.');
    signed.push_str(&URL_SAFE_NO_PAD.encode(payload(claims)));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.secret.as_bytes()).map_err(|_| Refused::WeakSecret)?;
    mac.update(signed.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes());
    Ok([signed.as_str(), ".", &signature].concat())
}

fn check(key: &Key<'_>, claims: &Claims<'_>) -> Result<(), Refused> {
    let plain = |part: &str, most: usize| {
        (1..=most).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let (site, version) = key.id.split_once('.').map_or((key.id, None), |(site, version)| (site, Some(version)));
    if !plain(site, 64) || !version.is_none_or(|version| plain(version, 32)) {
        return Err(Refused::KeyId);
    }
    if key.secret.len() < 32 {
        return Err(Refused::WeakSecret);
    }
    // JavaScript counts UTF-16 units.
    let length = claims.subject.encode_utf16().count();
    if !(1..=128).contains(&length) || claims.subject.chars().any(char::is_control) {
        return Err(Refused::Subject);
    }
    if claims.lifetime_seconds == 0 { Err(Refused::Lifetime) } else { Ok(()) }
}

fn payload(claims: &Claims<'_>) -> String {
    let expires = claims.issued_at.saturating_add(u64::from(claims.lifetime_seconds));
    let mut members =
        vec![("sub", text(claims.subject)), ("iat", claims.issued_at.to_string()), ("exp", expires.to_string())];
    let words = |words: &[&str]| list(words.iter().map(|word| text(word)));
    members.extend(claims.audience.map(|audience| ("aud", text(audience))));
    members.extend(claims.origin.map(|origin| ("origin", text(origin))));
    members.extend(claims.providers.map(|providers| ("providers", words(providers))));
    members.extend(claims.operations.map(|operations| ("operations", words(operations))));
    members.extend(claims.limits.map(|limits| ("limits", list(limits.iter().map(limit)))));
    object(&members)
}

fn limit(limit: &Limit<'_>) -> String {
    let per = match limit.per {
        Period::Day => "day",
        Period::Month => "month",
    };
    let mut members = vec![("per", text(per))];
    members.extend(limit.companies.map(|companies| ("companies", companies.to_string())));
    members.extend(limit.kopecks.map(|kopecks| ("roubles", roubles(kopecks))));
    members.extend(limit.provider.map(|provider| ("provider", text(provider))));
    object(&members)
}

/// As JavaScript writes the number: `12`, `12.5`, `12.05`.
fn roubles(kopecks: u32) -> String {
    let (whole, rest) = (kopecks / 100, kopecks % 100);
    let whole = whole.to_string();
    match (rest / 10, rest % 10) {
        (0, 0) => whole,
        (tens, 0) => [whole.as_str(), ".", &tens.to_string()].concat(),
        (tens, ones) => [whole.as_str(), ".", &tens.to_string(), &ones.to_string()].concat(),
    }
}

fn text(text: &str) -> String {
    let mut out = String::new();
    write_string(&mut out, text, false);
    out
}

fn list(items: impl Iterator<Item = String>) -> String {
    ["[", &items.collect::<Vec<_>>().join(","), "]"].concat()
}

fn object(members: &[(&str, String)]) -> String {
    let members: Vec<String> =
        members.iter().map(|(name, value)| ["\"", name, "\":", value.as_str()].concat()).collect();
    ["{", &members.join(","), "}"].concat()
}
