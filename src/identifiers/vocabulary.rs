//! Closed lists of things that have a machine-readable name and a wording in every language.

/// A language of the messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Russian.
    Ru,
}

impl Locale {
    /// The name of the language, `en` or `ru`.
    pub fn name(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Ru => "ru",
        }
    }
}

/// Where text goes. A trait of its own because `core::fmt` would double the size of the WebAssembly module.
pub(crate) trait Sink {
    fn push(&mut self, text: &str);
}

impl Sink for core::fmt::Formatter<'_> {
    fn push(&mut self, text: &str) {
        // A formatter that refuses text reports it itself to whoever started the formatting.
        let _ = self.write_str(text);
    }
}

/// The line of `lines` with this index; empty when there is none.
pub(crate) fn line(lines: &'static str, index: usize) -> &'static str {
    let mut rest = lines;
    for _ in 0..index {
        rest = cut(rest, b'\n').map_or("", |(_, tail)| tail);
    }
    cut(rest, b'\n').map_or(rest, |(head, _)| head)
}

/// What stands before and after the first `mark`, an ASCII character.
pub(crate) fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Writes a number in decimal.
pub(crate) fn push_number(sink: &mut impl Sink, number: u32) {
    if number > 9 {
        push_number(sink, number / 10);
    }
    let digit = number % 10;
    sink.push("0123456789".get(digit as usize..=digit as usize).unwrap_or_default());
}

/// Writes the wording, replacing `%x` by what `fill` writes for `x`.
pub(crate) fn push_template<S: Sink>(sink: &mut S, template: &'static str, mut fill: impl FnMut(&mut S, u8)) {
    let mut rest = template;
    while let Some((before, after)) = cut(rest, b'%') {
        sink.push(before);
        if let Some(key) = after.bytes().next() {
            fill(sink, key);
        }
        rest = after.get(1..).unwrap_or_default();
    }
    sink.push(rest);
}

/// Declares an enum whose variants have a name (`as_str`) and a wording per language (`text`).
///
/// The texts of all variants are one string per column, a line each: a table of string slices would cost eight bytes
/// per text in the WebAssembly module, which is counted in single kilobytes.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $code:literal, $en:literal, $ru:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        $vis enum $name { $( $(#[$variant_meta])* $variant ),+ }

        impl $name {
            /// All of them, in the order of their numbers.
            #[allow(dead_code)]
            $vis const ALL: &'static [$name] = &[$( $name::$variant ),+];

            /// All the names, a line each.
            #[allow(dead_code)]
            pub(crate) const NAMES: &'static str = concat!($( $code, "\n" ),+);

            /// The machine-readable name.
            #[allow(dead_code)]
            $vis fn as_str(self) -> &'static str {
                $crate::identifiers::vocabulary::line(Self::NAMES, self as usize)
            }

            /// The wording for people, a template in some vocabularies.
            pub(crate) fn text(self, locale: $crate::identifiers::Locale) -> &'static str {
                let lines = match locale {
                    $crate::identifiers::Locale::En => concat!($( $en, "\n" ),+),
                    $crate::identifiers::Locale::Ru => concat!($( $ru, "\n" ),+),
                };
                $crate::identifiers::vocabulary::line(lines, self as usize)
            }
        }
    };
}
pub(crate) use vocabulary;
