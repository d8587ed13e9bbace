//! The packing of fields into a [`Table`](super::Table). All of it runs in the compiler, and what does not fit stops the
//! compiler, not a caller.

// A constant function has no iterators, and an index that is out of range is an error of compilation.
#![allow(clippy::indexing_slicing)]

use super::table::{LONGEST, PLAINS, RENAMED};
use super::{Field, MOST_FIELDS, Need, Shape};

/// The kind of a field without a shape of its own.
const fn plain(shape: &Shape) -> Option<u8> {
    match shape {
        Shape::Text => Some(0),
        Shape::Date => Some(1),
        Shape::Number => Some(2),
        Shape::Integer => Some(3),
        Shape::Flag => Some(4),
        Shape::Any => Some(5),
        Shape::Choice(_) | Shape::Object(_) | Shape::OneOf(_) | Shape::List(_) => None,
    }
}

const fn is_renamed(field: &Field) -> bool {
    let (name, wire) = (field.name.as_bytes(), field.wire.as_bytes());
    if name.len() != wire.len() {
        return true;
    }
    let mut at = 0;
    while at < name.len() {
        if name[at] != wire[at] {
            return true;
        }
        at += 1;
    }
    false
}

/// How many bytes the fields are when packed.
pub(crate) const fn packed_len(fields: &[Field]) -> usize {
    let (mut length, mut at) = (0, 0);
    while at < fields.len() {
        length += 2 + fields[at].name.len();
        if is_renamed(&fields[at]) {
            length += 1 + fields[at].wire.len();
        }
        at += 1;
    }
    length
}

/// How many of the fields have a shape of their own.
pub(crate) const fn shaped_len(fields: &[Field]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < fields.len() {
        count += plain(&fields[at].shape).is_none() as usize;
        at += 1;
    }
    count
}

/// The shapes of those that have one of their own.
pub(crate) const fn shaped<const N: usize>(fields: &[Field]) -> [Shape; N] {
    let mut shapes = [Shape::Any; N];
    let (mut count, mut at) = (0, 0);
    while at < fields.len() {
        if plain(&fields[at].shape).is_none() {
            shapes[count] = fields[at].shape;
            count += 1;
        }
        at += 1;
    }
    shapes
}

/// The fields, packed.
pub(crate) const fn packed<const N: usize>(fields: &[Field]) -> [u8; N] {
    assert!(fields.len() <= MOST_FIELDS, "a model has too many fields");
    let mut bytes = [0; N];
    let (mut length, mut shaped, mut at) = (0, PLAINS as u8, 0);
    while at < fields.len() {
        let field = &fields[at];
        assert!(field.name.len() <= LONGEST && field.wire.len() <= LONGEST, "a field's name is too long");
        let mut kind = match plain(&field.shape) {
            Some(kind) => kind,
            None => {
                assert!(shaped < RENAMED, "a model has too many fields with shapes of their own");
                shaped += 1;
                shaped - 1
            }
        };
        let need = match field.need {
            Need::Optional => 0,
            Need::Filled => 1,
            Need::Required => 2,
        };
        if is_renamed(field) {
            kind |= RENAMED;
        }
        bytes[length] = kind;
        bytes[length + 1] = field.name.len() as u8 | need << 6;
        length = written(&mut bytes, length + 2, field.name.as_bytes());
        if is_renamed(field) {
            bytes[length] = field.wire.len() as u8;
            length = written(&mut bytes, length + 1, field.wire.as_bytes());
        }
        at += 1;
    }
    bytes
}

const fn written<const N: usize>(bytes: &mut [u8; N], from: usize, text: &[u8]) -> usize {
    let mut at = 0;
    while at < text.len() {
        bytes[from + at] = text[at];
        at += 1;
    }
    from + text.len()
}
