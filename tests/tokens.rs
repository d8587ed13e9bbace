//! Caller tokens: the same as JavaScript mints (`tests/package/tokens.test.mjs` has the same line), and what is refused.
#![cfg(feature = "tokens")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use kontragent::tokens::{Claims, Key, Limit, Period, Refused, mint};

const KEY: Key<'_> = Key { id: "site.1", secret: "an example of a secret, 32 characters" };

#[test]
fn a_token_is_the_same_as_javascript_mints() {
    let limits = [
        Limit { per: Period::Day, companies: Some(20), kopecks: None, provider: Some("focus") },
        Limit { per: Period::Month, companies: None, kopecks: Some(150_050), provider: None },
        Limit { per: Period::Month, companies: Some(0), kopecks: Some(1205), provider: None },
    ];
    let claims = Claims {
        subject: "посетитель \"7\" \\ 😀",
        issued_at: 1_794_000_000,
        lifetime_seconds: 300,
        audience: Some("kontragent"),
        origin: Some("https://example.ru"),
        providers: Some(&["focus", "nkb"]),
        operations: Some(&[]),
        limits: Some(&limits),
    };
    assert_eq!(mint(&KEY, &claims).unwrap(), include_str!("fixtures/tokens/full.txt").trim_end());
    let short = Claims { subject: "v", issued_at: 1_794_000_000, ..Claims::default() };
    assert_eq!(mint(&KEY, &short).unwrap(), include_str!("fixtures/tokens/short.txt").trim_end());
}

#[test]
fn what_cannot_be_right_is_refused() {
    let claims = Claims { subject: "v", ..Claims::default() };
    for id in ["", ".", "site.", ".1", "a b", "a.b.c", "site\n", &"x".repeat(65)] {
        assert_eq!(mint(&Key { id, ..KEY }, &claims), Err(Refused::KeyId), "{id:?}");
    }
    assert_eq!(mint(&Key { secret: "31 characters, one less than so", ..KEY }, &claims), Err(Refused::WeakSecret));
    for subject in ["", "a\nb", &"x".repeat(129), &"😀".repeat(65)] {
        assert_eq!(mint(&KEY, &Claims { subject, ..claims }), Err(Refused::Subject), "{subject:?}");
    }
    assert_eq!(mint(&KEY, &Claims { lifetime_seconds: 0, ..claims }), Err(Refused::Lifetime));
    assert!(Refused::WeakSecret.to_string().contains("32"));
}
