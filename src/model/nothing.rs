//! Whether an answer says that there is nothing: by what its model declares (`nothing if …`), in the provider's names.

use super::{Field, Model, Shape};
use crate::json::{Fault, Scanner, Token, each_member};

/// What a field says when there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// A list or an object that is empty or left out.
    Empty,
    /// A list that is not: of what could not be found.
    Filled,
    /// An object that says so itself.
    Inner,
    /// This value, as JSON spells it.
    Is(&'static str),
}

/// A field that may say that there is nothing.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// The provider's name for it.
    pub wire: &'static str,
    /// Its type.
    pub shape: &'static Shape,
    /// What it says then.
    pub nothing: Nothing,
}

/// How many of the fields may say that there is nothing.
// A constant function has no iterators, and an index that is out of range is an error of compilation.
#[allow(clippy::indexing_slicing)]
pub(crate) const fn words_len(fields: &[Field]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < fields.len() {
        count += fields[at].nothing.is_some() as usize;
        at += 1;
    }
    count
}

/// Those that may. Like the packing of a [`Table`](super::Table) it runs in the compiler.
// A constant function has no iterators, and an index that is out of range is an error of compilation.
#[allow(clippy::indexing_slicing)]
pub(crate) const fn words<const N: usize>(fields: &'static [Field]) -> [Word; N] {
    let mut words = [Word { wire: "", shape: &Shape::Any, nothing: Nothing::Empty }; N];
    let (mut count, mut at) = (0, 0);
    while at < fields.len() {
        let Field { wire, shape, nothing, .. } = &fields[at];
        if let Some(nothing) = *nothing {
            words[count] = Word { wire, shape, nothing };
            count += 1;
        }
        at += 1;
    }
    words
}

/// Whether an answer of that shape says that there is nothing: a list or an object without anything in it, or an object with a
/// field that says so. It must fit its shape.
///
/// # Errors
/// A [`Fault`] when it is no JSON.
pub(crate) fn says_nothing(json: &[u8], shape: &Shape) -> Result<bool, Fault> {
    let mut scanner = Scanner::new(json);
    Ok(match (scanner.token()?, shape) {
        (Token::Null, _) => true,
        (Token::List, _) => scanner.open(b']')?,
        (Token::Object, Shape::Object(model)) => object_says_nothing(&mut scanner, model)?,
        (Token::Object, _) => scanner.open(b'}')?,
        _ => false,
    })
}

fn object_says_nothing(scanner: &mut Scanner<'_>, model: &Model) -> Result<bool, Fault> {
    let (mut is_empty, mut said, mut told) = (true, false, Vec::new());
    each_member(scanner, &mut |scanner, name| {
        is_empty = false;
        // With escapes it may be any of them.
        said |= name.contains(&b'\\');
        let value = scanner.value()?;
        for word in model.words.iter().filter(|word| word.wire.as_bytes() == name) {
            let is_nothing = match word.nothing {
                Nothing::Inner => says_nothing(value, word.shape)?,
                Nothing::Empty => is_blank(value)?,
                Nothing::Filled => !is_blank(value)?,
                Nothing::Is(spelled) => value == spelled.as_bytes(),
            };
            told.push(word.wire);
            said |= is_nothing;
        }
        Ok(())
    })?;
    let is_left_out = |word: &Word| word.nothing == Nothing::Empty && !told.contains(&word.wire);
    Ok(is_empty || said || model.words.iter().any(is_left_out))
}

/// Whether a value is `null`, or a list or an object without anything in it.
fn is_blank(value: &[u8]) -> Result<bool, Fault> {
    says_nothing(value, &Shape::Any)
}

#[cfg(test)]
mod tests {
    use super::super::{Shape, models};
    use super::*;

    models! {
        /// What is inside.
        INNER: "Inner" {
            /// A list.
            list phones = "PHONES": Text, nothing if empty;
        }
        /// What says so in every way.
        OUTER: "Outer" {
            /// Something else.
            optional other: Text;
            /// A flag.
            flag missing, nothing if true;
            /// A text.
            optional state: Text, nothing if "none";
            /// A list.
            required data: List(&Text), nothing if empty;
            /// What could not be found.
            list lost: Text, nothing if filled;
            /// An object.
            optional inner: Object(&INNER), nothing if inner;
        }
    }

    #[test]
    fn every_way_to_say_it_is_understood() {
        let says = |json: &str| says_nothing(json.as_bytes(), &Shape::Object(&OUTER)).ok();
        assert_eq!(OUTER.words.len(), 5);
        for nothing in [
            "{}",
            r#"{"data":[1],"missing":true}"#,
            r#"{"data":[1],"state":"none"}"#,
            r#"{"data":[ ]}"#,
            r#"{"data":null}"#,
            r#"{"other":"x"}"#,
            r#"{"data":[1],"lost":["x"]}"#,
            r#"{"data":[1],"inner":{}}"#,
            r#"{"data":[1],"inner":{"x":1}}"#,
            r#"{"data":[1],"inner":{"PHONES":[]}}"#,
            r#"{"data":[1],"st\u0061te":"none"}"#,
            "null",
            "[]",
        ] {
            assert_eq!(says(nothing), Some(true), "{nothing}");
        }
        for something in [
            r#"{"data":[1]}"#,
            r#"{"data":[[]],"missing":false,"state":"found","lost":[],"inner":{"PHONES":["1"]}}"#,
            "[{}]",
            "0",
        ] {
            assert_eq!(says(something), Some(false), "{something}");
        }
        assert_eq!(says(r#"{"data":[1}"#), None);
    }
}
