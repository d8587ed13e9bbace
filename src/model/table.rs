//! Fields as bytes. A slice of structures with two string slices, a need and a shape is 28 bytes a field, most of them
//! addresses, which do not compress; packed, a field is its name and two bytes. That is 4 KB less of the compressed module
//! for Focus alone, and looking a name up reads memory in one direction.

use super::{Need, Shape};

/// What a field without a shape of its own is, by its number in the table.
static PLAIN: [Shape; PLAINS] = [Shape::Text, Shape::Date, Shape::Number, Shape::Integer, Shape::Flag, Shape::Any];

/// How many they are.
pub(super) const PLAINS: usize = 6;

/// The mark of a field whose wire name is another than ours. It follows the name.
pub(super) const RENAMED: u8 = 0x80;
/// The longest name.
pub(super) const LONGEST: usize = 63;

/// The fields of a model, packed: of each
///
/// - its kind: a position in [`PLAIN`], or after those in `shapes`, and [`RENAMED`];
/// - the length of its name, and in the upper two bits the need;
/// - its name; if it is renamed, the length and the bytes of the wire name.
#[derive(Debug)]
pub struct Table {
    /// The fields.
    pub(crate) bytes: &'static [u8],
    /// The shapes that are objects, lists and choices, in the order of their fields.
    pub(crate) shapes: &'static [Shape],
}

/// A place in a table, between two fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The offset in its bytes.
    at: usize,
    /// How many fields are before it.
    pub(super) number: usize,
}

/// A field as the table has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Our name.
    pub(super) name: &'static [u8],
    /// The provider's name.
    pub(super) wire: &'static [u8],
    /// Whether it is always there.
    pub(super) need: Need,
    /// A position in [`PLAIN`] and then in the shapes.
    kind: u8,
    /// Its number in the table.
    pub(super) number: usize,
    /// The place after it.
    pub(super) after: Place,
}

impl Entry {
    /// Whether that is its name. A provider that one day writes our spelling of a renamed field means the same field, and
    /// must not shadow it.
    #[inline(always)]
    fn is(&self, name: &[u8]) -> bool {
        same(self.name, name) || self.kind & RENAMED != 0 && same(self.wire, name)
    }

    /// Whether the provider's name is another than ours.
    pub(super) fn is_renamed(&self) -> bool {
        self.kind & RENAMED != 0
    }
}

impl Table {
    /// Our names of the fields, in their order.
    #[cfg(feature = "proxy")]
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let Table { bytes, shapes } = *self;
        let mut place = Place::default();
        core::iter::from_fn(move || {
            let entry = Table { bytes, shapes }.entry(place)?;
            place = entry.after;
            Some(core::str::from_utf8(entry.name).unwrap_or_default())
        })
    }

    /// The field at that place, `None` at the end.
    #[inline(always)]
    pub(super) fn entry(&self, place: Place) -> Option<Entry> {
        let (&[kind, length], rest) = self.bytes.get(place.at..)?.split_first_chunk()?;
        let (name, rest) = rest.split_at_checked(usize::from(length) & LONGEST)?;
        let mut at = place.at + 2 + name.len();
        let mut wire = name;
        if kind & RENAMED != 0 {
            let (length, rest) = rest.split_first()?;
            wire = rest.get(..usize::from(*length))?;
            at += 1 + wire.len();
        }
        let need = match length >> 6 {
            0 => Need::Optional,
            1 => Need::Filled,
            2 => Need::Required,
            _ => Need::Either,
        };
        let after = Place { at, number: place.number + 1 };
        Some(Entry { name, wire, need, kind, number: place.number, after })
    }

    /// The shape of one of its fields.
    pub(super) fn shape(&self, entry: &Entry) -> Option<&'static Shape> {
        let kind = usize::from(entry.kind & !RENAMED);
        PLAIN.get(kind).or_else(|| self.shapes.get(kind.checked_sub(PLAINS)?))
    }

    /// The field of that name. It is looked for from the place on where it is expected: providers keep to one order and leave
    /// fields out, so what comes next is near.
    pub(super) fn find(&self, name: &[u8], expected: Place) -> Option<Entry> {
        let mut place = expected;
        while let Some(entry) = self.entry(place) {
            if entry.is(name) {
                return Some(entry);
            }
            place = entry.after;
        }
        place = Place::default();
        while place.at < expected.at {
            let entry = self.entry(place)?;
            if entry.is(name) {
                return Some(entry);
            }
            place = entry.after;
        }
        None
    }
}

/// Whether two names are the same. The comparison of slices is a call that costs more than most names are long.
#[inline(always)]
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one == other)
}
