//! What the providers' answers look like, as data: one declaration a model, from which follow the decoder
//! ([`decode`]), the TypeScript types and the tables of the documentation.
//!
//! A table that one small interpreter reads costs a few bytes a field, where derived deserialisers cost kilobytes a
//! provider; and the interpreter rewrites the answer's own bytes, so that the engine's native `JSON.parse` builds the
//! objects.

mod decode;
#[cfg(feature = "proxy")]
mod identity;
#[cfg(feature = "proxy")]
mod nothing;
mod pack;
mod table;

pub(crate) use decode::is_iso_date;
pub use decode::{Decoded, decode};
#[cfg(feature = "proxy")]
pub(crate) use identity::Identity;
#[cfg(feature = "proxy")]
pub use nothing::{Nothing, Word};
#[cfg(feature = "proxy")]
pub(crate) use nothing::{says_nothing, words, words_len};
pub(crate) use pack::{packed, packed_len, shaped, shaped_len};
pub use table::Table;

/// The most fields of a model: the decoder tells the fields of an object apart by so many bits.
const MOST_FIELDS: usize = 256;

/// The type of a value.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A string: names, free text, and all identifiers and codes, whose leading zeros count.
    Text,
    /// A string with an ISO 8601 date, `YYYY-MM-DD`, alone or with a time after it.
    Date,
    /// A number: money in roubles unless the field says otherwise, shares, percentages.
    Number,
    /// A whole number: counts, years.
    Integer,
    /// `true` or `false`; absent on the wire means `false`.
    Flag,
    /// A string of which some values are known. It is no closed list: any other value passes as it is.
    Choice(&'static Choices),
    /// An object of that model.
    Object(&'static Model),
    /// An object of one of several models, told apart by a member of it.
    OneOf(&'static Variants),
    /// A list; absent on the wire means empty.
    List(&'static Shape),
    /// Anything, as it is.
    Any,
}

/// The known values of an enumerated string.
#[derive(Debug)]
pub struct Choices {
    /// Other spellings that the provider is known to write, each with the value that the caller gets for it. The values
    /// need no escapes in JSON.
    pub respelt: &'static [(&'static str, &'static str)],
    /// The values, as the caller gets them.
    #[cfg(feature = "reflect")]
    pub known: &'static [&'static str],
}

/// Models of objects that are told apart by a member of text.
#[derive(Debug)]
pub struct Variants {
    /// The name of the member.
    pub tag: &'static str,
    /// Its values, each with the model of the objects that have it.
    pub of: &'static [(&'static str, &'static Model)],
    /// The model of objects with any other value, or without that member.
    pub other: &'static Model,
    /// The name of the TypeScript union.
    #[cfg(feature = "reflect")]
    pub name: &'static str,
    /// What they have in common.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

impl Variants {
    /// The model of objects whose member has that value.
    pub fn model(&self, value: &str) -> &'static Model {
        self.of.iter().find(|(known, _)| *known == value).map_or(self.other, |(_, model)| model)
    }
}

/// Whether a field is always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every answer has it; one without it is not understood.
    Required,
    /// Absent when the provider knows nothing.
    Optional,
    /// Absent on the wire, but given to the caller as an empty list or `false`.
    Filled,
}

/// One field of a model.
#[derive(Debug)]
pub struct Field {
    /// The provider's name for it.
    pub wire: &'static str,
    /// Our name for it, in camelCase.
    pub name: &'static str,
    /// Whether it is always there.
    pub need: Need,
    /// Its type.
    pub shape: Shape,
    /// What it says when there is nothing, if it ever says that.
    #[cfg(feature = "proxy")]
    pub nothing: Option<Nothing>,
    /// What it means.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// An object of known fields. Fields that it does not list are kept as they come.
#[derive(Debug)]
pub struct Model {
    /// The name of the TypeScript interface.
    #[cfg(feature = "reflect")]
    pub name: &'static str,
    /// The fields, in the order in which the provider writes them, for the decoder.
    pub table: Table,
    /// The fields that may say that there is nothing.
    #[cfg(feature = "proxy")]
    pub words: &'static [Word],
    /// The fields as they are declared.
    #[cfg(feature = "reflect")]
    pub fields: &'static [Field],
    /// What it is.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// A [`Model`] of a constant list of fields.
macro_rules! model {
    ($name:expr, $doc:expr, $fields:expr) => {{
        const FIELDS: &[$crate::model::Field] = $fields;
        const BYTES: &[u8] = &$crate::model::packed::<{ $crate::model::packed_len(FIELDS) }>(FIELDS);
        const SHAPES: &[$crate::model::Shape] = &$crate::model::shaped::<{ $crate::model::shaped_len(FIELDS) }>(FIELDS);
        $crate::model::Model {
            #[cfg(feature = "reflect")]
            name: $name,
            table: $crate::model::Table { bytes: BYTES, shapes: SHAPES },
            #[cfg(feature = "proxy")]
            words: &$crate::model::words::<{ $crate::model::words_len(FIELDS) }>(FIELDS),
            #[cfg(feature = "reflect")]
            fields: FIELDS,
            #[cfg(feature = "reflect")]
            doc: $doc,
        }
    }};
}
pub(crate) use model;

/// Declares [`Choices`].
///
/// ```text
/// choices! {
///     /// What is chosen.
///     COLOUR: "red", "grey" = "gray"; // our value, another spelling that the provider writes
/// }
/// ```
macro_rules! choices {
    ($(
        $(#[doc = $doc:literal])+
        $vis:vis $id:ident : $($value:literal $(= $wire:literal)?),+ ;
    )+) => { $(
        $(#[doc = $doc])+
        $vis static $id: $crate::model::Choices = $crate::model::Choices {
            respelt: &[$($(($wire, $value),)?)+],
            #[cfg(feature = "reflect")]
            known: &[$($value),+],
        };
    )+ };
}
pub(crate) use choices;

/// Declares [`Model`]s.
///
/// ```text
/// models! {
///     /// What it is.
///     pub HEAD: "FocusHead" {
///         /// What the field means.
///         required fio: Text;              // every answer has it
///         optional ul = "UL": Object(&UL); // our name, the provider's name, the shape
///         list heads: Object(&HEAD);       // absent means empty
///         flag dissolved;                  // absent means false
///         list debts: Text, nothing if empty; // says that there is nothing when it is empty; else `true`, `"none"` …
///     }
/// }
/// ```
macro_rules! models {
    ($(
        $(#[doc = $doc:literal])+
        $vis:vis $id:ident : $name:literal { $(
            $(#[doc = $field_doc:literal])+
            $need:ident $field:ident $(= $wire:literal)? $(: $shape:expr)? $(, nothing if $nothing:tt)? ;
        )+ }
    )+) => { $(
        $(#[doc = $doc])+
        $vis static $id: $crate::model::Model = {
            #[allow(unused_imports)]
            use $crate::model::Shape::{Choice, Date, Flag, Integer, List, Number, Object, OneOf, Text};
            $crate::model::model!(
                $name,
                concat!($($doc, "\n"),+),
                &[$(
                    $crate::model::Field {
                        wire: $crate::model::models!(@wire $field $($wire)?),
                        name: stringify!($field),
                        need: $crate::model::models!(@need $need),
                        shape: $crate::model::models!(@shape $need $($shape)?),
                        #[cfg(feature = "proxy")]
                        nothing: $crate::model::models!(@nothing $($nothing)?),
                        #[cfg(feature = "reflect")]
                        doc: concat!($($field_doc, "\n"),+),
                    },
                )+]
            )
        };
    )+ };
    (@wire $field:ident) => { stringify!($field) };
    (@wire $field:ident $wire:literal) => { $wire };
    (@need required) => { $crate::model::Need::Required };
    (@need optional) => { $crate::model::Need::Optional };
    (@need list) => { $crate::model::Need::Filled };
    (@need flag) => { $crate::model::Need::Filled };
    (@nothing) => { None };
    (@nothing empty) => { Some($crate::model::Nothing::Empty) };
    (@nothing filled) => { Some($crate::model::Nothing::Filled) };
    (@nothing inner) => { Some($crate::model::Nothing::Inner) };
    (@nothing $value:tt) => { Some($crate::model::Nothing::Is(stringify!($value))) };
    (@shape flag) => { Flag };
    (@shape list $shape:expr) => { List(&$shape) };
    (@shape $need:ident $shape:expr) => { $shape };
}
pub(crate) use models;
