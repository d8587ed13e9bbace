//! Macros that keep a declaration and its doc comment together.

/// A parameter with its doc comment.
///
/// ```text
/// param! {
///     /// What it means.
///     required NAME = "name" as "nameOnTheWire", Input::Text(name), Query
/// }
/// ```
macro_rules! param {
    ($(#[doc = $doc:literal])+ required $id:ident = $name:literal as $wire:literal, $input:expr, $place:ident) => {
        $crate::operation::param!(@const [$($doc),+] true; $id = $name as $wire, $input, $place);
    };
    ($(#[doc = $doc:literal])+ required $id:ident = $name:literal, $input:expr, $place:ident) => {
        $crate::operation::param!(@const [$($doc),+] true; $id = $name as $name, $input, $place);
    };
    ($(#[doc = $doc:literal])+ $id:ident = $name:literal as $wire:literal, $input:expr, $place:ident) => {
        $crate::operation::param!(@const [$($doc),+] false; $id = $name as $wire, $input, $place);
    };
    ($(#[doc = $doc:literal])+ $id:ident = $name:literal, $input:expr, $place:ident) => {
        $crate::operation::param!(@const [$($doc),+] false; $id = $name as $name, $input, $place);
    };
    (@const [$($doc:literal),+] $required:literal;
        $id:ident = $name:literal as $wire:literal, $input:expr, $place:ident) => {
        const $id: $crate::operation::Param = $crate::operation::Param {
            name: $name,
            wire: $wire,
            input: $input,
            place: $crate::operation::Place::$place,
            required: $required,
            #[cfg(feature = "reflect")]
            doc: concat!($($doc, "\n"),+),
        };
    };
}
pub(crate) use param;

/// The operations of a provider, each with its doc comment: name, path, what it is based on, what differs.
///
/// ```text
/// operations! {
///     /// What it is for.
///     "name", "/path/{id}", BASE { params: &[ID] }
/// }
/// ```
macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $name:literal, $path:literal, $base:ident { $($field:ident: $value:expr),* $(,)? })+) => {
        &[$($crate::operation::Operation {
            name: $name,
            path: $path,
            $($field: $value,)*
            #[cfg(feature = "reflect")]
            doc: concat!($($doc, "\n"),+),
            ..$base
        }),+]
    };
}
pub(crate) use operations;

/// An object that is a parameter or a part of one, with its doc comment.
///
/// ```text
/// record! {
///     /// What it is.
///     ADDRESS: "TypeScriptName", Some(rule), [CITY, STREET]
/// }
/// ```
#[cfg(feature = "astral")]
macro_rules! record {
    ($(#[doc = $doc:literal])+ $id:ident: $name:literal, $rule:expr, [$($member:ident),+ $(,)?]) => {
        static $id: $crate::operation::Record = $crate::operation::Record {
            params: &[$($member),+],
            rule: $rule,
            #[cfg(feature = "reflect")]
            name: $name,
            #[cfg(feature = "reflect")]
            doc: concat!($($doc, "\n"),+),
        };
    };
}
#[cfg(feature = "astral")]
pub(crate) use record;
