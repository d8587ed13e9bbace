//! Identifiers in running text and pasted tables.
//!
//! A number is taken when it is valid and something announces it: a label in front, a column heading, or its own form
//! where that is telling enough (control digits, an ИНН/КПП pair, an account whose key fits a БИК nearby). Labels are
//! tried first. Numbers after «тел.» and the like, after a plus sign or inside of other words are passed over.

use super::check::{LONGEST, verify};
use super::kpp::reason;
use super::labels::label_at;
use super::letters::{digit, fold, is_letter, is_separator, unit};
use super::normalize::clean;
use super::report::slice;
use super::snils::is_checked;
use super::text::{Kind, Reason};

/// How far from its label a number may be.
const REACH: usize = 40;

/// How far from an account its БИК may be.
const NEIGHBOURHOOD: usize = 256;

/// How far from its label a БИК near an account may be.
const BEFORE: usize = 12;

const TAB: u16 = 9;
const NEWLINE: u16 = 10;

/// An identifier found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// The value, cleaned up.
    pub value: String,
    /// Where it starts in the text (the value, not its label), in UTF-16 code units.
    pub start: usize,
    /// Where it ends, in UTF-16 code units.
    pub end: usize,
}

/// Finds identifiers in a text. They come in the order of the text and do not overlap; all are valid, except that
/// the key of a labelled account can only be checked when there is a БИК nearby.
pub fn find(text: &str) -> Vec<Found> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut found = Vec::new();
    Finder::new().scan(&units, 0, true, |hit| {
        let value = units.get(hit.start..hit.end).unwrap_or_default();
        let value: Vec<u16> = value
            .iter()
            .filter_map(|unit| clean(hit.kind, *unit))
            .collect();
        found.push(Found {
            kind: hit.kind,
            value: String::from_utf16_lossy(&value),
            start: hit.start,
            end: hit.end,
        });
    });
    found
}

/// Where an identifier is.
#[derive(Clone, Copy)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What is remembered from one piece of a text to the next.
pub(crate) struct Finder {
    /// Labels that wait for their numbers, the first in front.
    waiting: Kinds,
    /// How far back the last label or number is.
    since: usize,
    /// The last label announced something that is no identifier.
    ignore: bool,
    /// An ИНН has just been found: its КПП may follow.
    inn: bool,
    /// Headings by column, and the column that the text is in.
    headings: Kinds,
    column: usize,
    /// What the current line has had.
    line: Line,
}

/// Up to 16 kinds or gaps, four bits each: one more than the number of the kind.
#[derive(Clone, Copy)]
struct Kinds(u64);

impl Kinds {
    const NONE: Kinds = Kinds(0);
    const MOST: usize = 16;

    fn at(self, place: usize) -> Option<Kind> {
        let number = if place < Self::MOST {
            self.0 >> (place * 4) & 15
        } else {
            0
        };
        Kind::from_index((number as usize).wrapping_sub(1))
    }

    fn set(&mut self, place: usize, kind: Kind) {
        if place < Self::MOST {
            self.0 |= (kind as u64 + 1) << (place * 4);
        }
    }

    fn len(self) -> usize {
        Self::MOST - self.0.leading_zeros() as usize / 4
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Empty,
    /// Labels and no numbers: a line of headings, perhaps.
    Labels,
    Numbers,
}

impl Finder {
    pub(crate) const fn new() -> Finder {
        Finder {
            waiting: Kinds::NONE,
            since: 0,
            ignore: false,
            inn: false,
            headings: Kinds::NONE,
            column: 0,
            line: Line::Empty,
        }
    }

    /// Looks through the text from `at`. Unless the text is the last piece, a stretch at its end is left for the next
    /// one. Returns where it stopped.
    pub(crate) fn scan(
        &mut self,
        text: &[u16],
        mut at: usize,
        last: bool,
        mut found: impl FnMut(Hit),
    ) -> usize {
        let stop = if last {
            text.len()
        } else {
            text.len().saturating_sub(2 * NEIGHBOURHOOD)
        };
        while at < stop {
            let first = unit(text, at);
            if is_digit(first) {
                let inside = at > 0 && is_digit(unit(text, at - 1));
                let hit = if inside { None } else { self.number(text, at) };
                at = match hit {
                    Some(hit) => hit.end,
                    None => run_end(text, at, |unit| is_digit(unit) || is_letter(unit)),
                };
                if let Some(hit) = hit {
                    found(hit);
                }
                self.line = Line::Numbers;
                self.ignore = false;
                self.since = 0;
            } else if is_letter(first) {
                let end = self.word(text, at);
                self.since += end - at;
                at = end;
            } else {
                self.separator(first);
                at += 1;
            }
        }
        at
    }

    /// Takes a word: a label, or something else.
    fn word(&mut self, text: &[u16], at: usize) -> usize {
        self.inn = false;
        let Some(label) = label_at(text, at, None) else {
            return run_end(text, at, is_letter);
        };
        self.ignore = label.kind.is_none();
        if self.since > REACH || self.ignore {
            self.waiting = Kinds::NONE;
        }
        self.since = 0;
        if let Some(kind) = label.kind {
            if self.line == Line::Empty {
                self.headings = Kinds::NONE;
                self.line = Line::Labels;
            }
            if self.line == Line::Labels {
                self.headings.set(self.column, kind);
            }
            let last = self.waiting.len();
            if last == 0 || self.waiting.at(last - 1) != Some(kind) {
                self.waiting.set(last, kind);
            }
        }
        at + label.length
    }

    fn separator(&mut self, unit: u16) {
        self.since += 1;
        match unit {
            TAB => self.column += 1,
            NEWLINE => {
                // A single label is no table.
                if self.line == Line::Labels && self.column == 0 {
                    self.headings = Kinds::NONE;
                }
                self.column = 0;
                self.line = Line::Empty;
            }
            _ => {}
        }
    }

    /// Takes the number that begins here, if it is an identifier.
    fn number(&mut self, text: &[u16], start: usize) -> Option<Hit> {
        if self.since > REACH {
            self.waiting = Kinds::NONE;
        }
        let after_inn = core::mem::take(&mut self.inn);
        if self.ignore {
            return None;
        }
        let mut hit = None;
        let places = self.waiting.len();
        for place in 0..=places {
            // After the labels, the heading of the column.
            let kind = match self.waiting.at(place) {
                None => self.headings.at(self.column),
                kind => kind,
            };
            if let Some(kind) = kind
                && let Some(end) = announced_number(text, start, kind)
            {
                // The labels before the one that fits have no number.
                self.waiting.0 = self
                    .waiting
                    .0
                    .checked_shr(place as u32 * 4 + 4)
                    .unwrap_or_default();
                hit = Some(Hit { kind, start, end });
                break;
            }
        }
        if hit.is_none() {
            hit = bare_number(text, start, after_inn);
        }
        self.inn = hit.is_some_and(|hit| hit.kind == Kind::Inn);
        hit
    }
}

fn is_digit(unit: u16) -> bool {
    digit(unit).is_some()
}

/// Where the run of such characters that begins here ends.
fn run_end(text: &[u16], at: usize, belongs: impl Fn(u16) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|unit| belongs(**unit)).count()
}

/// The groups of a number. What has been read up to the end of each is the number's beginning, or all of it.
struct Groups<'a> {
    text: &'a [u16],
    at: usize,
    value: [u8; LONGEST + 1],
    length: usize,
}

impl<'a> Groups<'a> {
    fn new(text: &'a [u16], start: usize) -> Self {
        Groups {
            text,
            at: start,
            value: [0; LONGEST + 1],
            length: 0,
        }
    }

    fn value(&self) -> &[u8] {
        self.value.get(..self.length).unwrap_or_default()
    }

    /// Reads the next group; there is none when something else follows, or the number gets too long.
    fn next(&mut self) -> Option<()> {
        if self.length > 0 {
            let separator = unit(self.text, self.at);
            if !is_separator(separator) || matches!(separator, TAB..=0x0d) {
                return None;
            }
            self.at += 1;
        }
        if !is_digit(unit(self.text, self.at)) {
            return None;
        }
        loop {
            let character = unit(self.text, self.at);
            let byte = if let Some(digit) = digit(character) {
                b'0' + digit as u8
            } else if is_letter(character) {
                u8::try_from(fold(character)).unwrap_or_default()
            } else if matches!(character, 0x2c | 0x2e) && is_digit(unit(self.text, self.at + 1)) {
                // Inside of a number a comma or a dot makes it something else, unless it is an ОКВЭД.
                character as u8
            } else {
                return Some(());
            };
            *self.value.get_mut(self.length)? = byte;
            self.length += 1;
            self.at += 1;
        }
    }
}

/// The end of the number of this kind that begins here and that something announces.
fn announced_number(text: &[u16], start: usize, kind: Kind) -> Option<usize> {
    let mut groups = Groups::new(text, start);
    let mut end = None;
    while groups.next().is_some() {
        let value = groups.value();
        let valid = match kind {
            Kind::Account => {
                let nearby = look_around(text, start, value);
                is_well_formed_account(value) && (nearby.fits || !nearby.labelled)
            }
            _ => verify(kind, value, &[]).is_ok(),
        };
        if valid {
            end = Some(groups.at);
            // The codes of territories have no control digit, and a short one may be the beginning of a longer one.
            if !matches!(kind, Kind::Oktmo | Kind::Okato) {
                break;
            }
        }
    }
    end
}

/// A number that nothing announces.
fn bare_number(text: &[u16], start: usize, after_inn: bool) -> Option<Hit> {
    let before = start.checked_sub(1).map_or(0, |before| unit(text, before));
    if is_letter(before) || matches!(before, 0x2b | 0x2c | 0x2e | 0x23 | 0x5f) {
        return None;
    }
    let mut groups = Groups::new(text, start);
    while groups.next().is_some() {
        let value = groups.value();
        let end = groups.at;
        let compact = end - start == value.len();
        let kinds: &[Kind] = match value.len() {
            9 if after_inn && (before == 0x2f || is_telling_kpp(value)) => &[Kind::Kpp],
            9 if compact && look_around(text, start, value).fits => &[Kind::Bik],
            // Ten digits that begin with 9 are a mobile telephone more often than an ИНН.
            10 if compact && !value.starts_with(b"9") => &[Kind::Inn],
            11 if is_telling_snils(text, start, end, value) => &[Kind::Snils],
            12 if compact => &[Kind::Inn],
            13 if compact && is_dated(value) => &[Kind::Ogrn, Kind::Grn],
            15 if compact && is_dated(value) => &[Kind::Ogrnip, Kind::Grnip],
            20 if look_around(text, start, value).fits => {
                return Some(Hit {
                    kind: Kind::Account,
                    start,
                    end,
                });
            }
            _ => &[],
        };
        if let Some(kind) = kinds
            .iter()
            .copied()
            .find(|kind| verify(*kind, value, &[]).is_ok())
        {
            return Some(Hit { kind, start, end });
        }
    }
    None
}

/// Whether the number beside an ИНН looks like the КПП of a Russian organisation, and not like a БИК.
fn is_telling_kpp(value: &[u8]) -> bool {
    let known = reason(value).is_some_and(|reason| reason <= 50 && Reason::of(reason).is_some());
    known && !value.starts_with(b"04")
}

/// Whether the year of the record may be one.
fn is_dated(number: &[u8]) -> bool {
    let year = slice(number, 1, 3);
    year >= b"02" && year < b"50"
}

/// Grouped as СНИЛС are written, or at least not like a telephone; and with a control number.
fn is_telling_snils(text: &[u16], start: usize, end: usize, value: &[u8]) -> bool {
    let grouped = end - start == 14
        && [3, 7, 11]
            .iter()
            .all(|place| is_separator(unit(text, start + place)));
    let telephone = end - start != 11 || matches!(value.first(), Some(b'7' | b'8'));
    is_checked(value) && (grouped || !telephone)
}

/// What there is around a БИК or an account.
#[derive(Default)]
struct Nearby {
    /// An account or a БИК that goes with it.
    fits: bool,
    /// A БИК with a label.
    labelled: bool,
}

/// Looks for accounts around a БИК that begins with 04, or for БИК around an account that has a key.
fn look_around(text: &[u16], place: usize, number: &[u8]) -> Nearby {
    let mut nearby = Nearby::default();
    let from = place.saturating_sub(NEIGHBOURHOOD);
    for at in from..text.len().min(place + NEIGHBOURHOOD) {
        let inside = at > from && is_digit(unit(text, at - 1));
        let mut groups = Groups::new(text, at);
        while !inside && groups.next().is_some() {
            let other = groups.value();
            let (account, bik) = if number.len() == 9 {
                (other, number)
            } else {
                (number, other)
            };
            let labelled =
                number.len() != 9 && verify(Kind::Bik, bik, &[]).is_ok() && is_after_bik(text, at);
            nearby.labelled |= labelled;
            nearby.fits |= (labelled || bik.starts_with(b"04") && !account.starts_with(b"0"))
                && verify(Kind::Account, account, bik).is_ok();
        }
    }
    nearby
}

/// Whether a label of БИК stands shortly before.
fn is_after_bik(text: &[u16], at: usize) -> bool {
    (at.saturating_sub(BEFORE)..at).any(|place| label_at(text, place, Some(Kind::Bik)).is_some())
}

fn is_well_formed_account(account: &[u8]) -> bool {
    // With the БИК of a client of the Bank of Russia no key is checked.
    verify(Kind::Account, account, b"200000000").is_ok()
}
