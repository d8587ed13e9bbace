//! Identifiers in running text and pasted tables.
//!
//! A number is taken when it is valid and something announces it: a label in front, a column heading, or its own form
//! where that is telling enough (control digits, an ИНН/КПП pair, an account whose key fits a БИК nearby). Labels are
//! tried first. Numbers after «тел.» and the like, after a plus sign or inside of other words are passed over.

use super::check::verify;
use super::kpp::{meaning, reason};
use super::labels::label_at;
use super::letters::{SPACE, at as character, fold, is_digit, is_letter};
use super::line::{BIK, LONGEST, Line, number};
use super::normalize::clean;
use super::snils::is_checked;
use super::text::Kind;

/// How far from its label a number may be.
const REACH: usize = 40;

/// How far from an account its БИК may be.
const NEIGHBOURHOOD: usize = 256;

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

/// Finds identifiers in a text. They come in the order of the text and do not overlap. All are valid, only the key of an
/// account after a label is not checked ([`compare`](super::compare) does that).
pub fn find(text: &str) -> Vec<Found> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let folded: Vec<u8> = units.iter().map(|unit| fold(*unit)).collect();
    let mut found = Vec::new();
    Finder::new().scan(&folded, 0, true, |hit| {
        let value = units.get(hit.start..hit.end).unwrap_or_default();
        let value: Vec<u16> = value.iter().filter_map(|unit| clean(hit.kind, *unit)).collect();
        found.push(Found { kind: hit.kind, value: String::from_utf16_lossy(&value), start: hit.start, end: hit.end });
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
    /// The headings of a table, if the line before had them: they announce the numbers of every line.
    headings: Kinds,
    /// Whether the current line has had a tab, and a number.
    tab: bool,
    numbers: bool,
}

/// Up to 16 kinds, four bits each: one more than the number of the kind.
#[derive(Clone, Copy)]
struct Kinds(u64);

impl Kinds {
    const NONE: Kinds = Kinds(0);

    /// Adds a kind, unless it is the last already.
    fn push(&mut self, kind: Kind) {
        let number = kind as u64 + 1;
        let used = (67 - self.0.leading_zeros()) & !3;
        if used < 64 && (self.0 << 4 >> used) & 15 != number {
            self.0 |= number << used;
        }
    }

    /// Takes the first kind.
    fn pop(&mut self) -> Option<Kind> {
        let number = (self.0 & 15) as usize;
        self.0 >>= 4;
        Kind::from_index(number.wrapping_sub(1))
    }
}

impl Finder {
    pub(crate) const fn new() -> Finder {
        Finder {
            waiting: Kinds::NONE,
            since: 0,
            ignore: false,
            inn: false,
            headings: Kinds::NONE,
            tab: false,
            numbers: false,
        }
    }

    /// Looks through the folded text from `at`. Unless the text is the last piece, a stretch at its end is left for the next
    /// one. Returns where it stopped.
    pub(crate) fn scan(&mut self, text: &[u8], mut at: usize, last: bool, mut found: impl FnMut(Hit)) -> usize {
        let stop = if last { text.len() } else { text.len().saturating_sub(2 * NEIGHBOURHOOD) };
        while at < stop {
            let first = character(text, at);
            if is_digit(first) {
                let inside = is_digit(character(text, at.wrapping_sub(1)));
                let hit = if inside { None } else { self.number(text, at) };
                at = match hit {
                    Some(hit) => hit.end,
                    None => run_end(text, at, |unit| is_digit(unit) || is_letter(unit)),
                };
                if let Some(hit) = hit {
                    found(hit);
                }
                self.numbers = true;
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
    fn word(&mut self, text: &[u8], at: usize) -> usize {
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
            self.waiting.push(kind);
        }
        at + label.length
    }

    fn separator(&mut self, separator: u8) {
        self.since += 1;
        self.tab |= separator == b'\t';
        if separator == b'\n' {
            if self.tab && !self.numbers {
                self.headings = self.waiting;
            }
            if self.headings.0 != 0 {
                if !self.tab {
                    self.headings = Kinds::NONE;
                }
                self.waiting = self.headings;
                self.since = 0;
            }
            self.tab = false;
            self.numbers = false;
        }
    }

    /// Takes the number that begins here, if it is an identifier.
    fn number(&mut self, text: &[u8], start: usize) -> Option<Hit> {
        if self.since > REACH {
            self.waiting = Kinds::NONE;
        }
        let after_inn = core::mem::take(&mut self.inn);
        if self.ignore {
            return None;
        }
        let mut waiting = self.waiting;
        let mut hit = None;
        while hit.is_none()
            && let Some(kind) = waiting.pop()
        {
            hit = announced_number(text, start, kind);
        }
        if hit.is_some() {
            // The labels before the one that fits have no number.
            self.waiting = waiting;
        } else {
            hit = bare_number(text, start, after_inn);
        }
        self.inn = hit.is_some_and(|hit| hit.kind == Kind::Inn);
        hit
    }
}

/// Where the run of such characters that begins here ends.
fn run_end(text: &[u8], at: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|unit| belongs(**unit)).count()
}

/// Whether the label of an identifier begins here: in text without spaces it ends the number before it.
fn is_label(text: &[u8], at: usize) -> bool {
    label_at(text, at, None).is_some_and(|label| label.kind.is_some())
}

/// The groups of a number. What has been read up to the end of each is the number's beginning, or all of it.
struct Groups<'a> {
    text: &'a [u8],
    at: usize,
    line: Line,
    length: usize,
}

impl<'a> Groups<'a> {
    fn new(text: &'a [u8], start: usize) -> Self {
        // With the БИК of a client of the Bank of Russia the key of an account is not checked.
        Groups { text, at: start, line: *b"                     200000000  ", length: 0 }
    }

    fn begins_with_04(&self) -> bool {
        number(&self.line, 0..2) == 4
    }

    /// Whether the account has a key that fits this БИК.
    fn is_kept_by(&self, bik: &Groups<'_>) -> bool {
        let mut line = self.line;
        for (place, character) in line.iter_mut().skip(BIK).zip(bik.line.iter().take(9)) {
            *place = *character;
        }
        number(&line, 0..1) != 0 && verify(Kind::Account, &line, BIK + 9).is_valid()
    }

    fn is_valid(&self, kind: Kind) -> bool {
        let length = if self.length == LONGEST { BIK + 9 } else { self.length };
        verify(kind, &self.line, length).is_valid()
    }

    /// Reads the next group; there is none when something else follows, or the number gets too long.
    fn next(&mut self) -> Option<()> {
        if self.length > 0 {
            if character(self.text, self.at) != SPACE {
                return None;
            }
            self.at += 1;
        }
        if !is_digit(character(self.text, self.at)) {
            return None;
        }
        loop {
            let next = character(self.text, self.at);
            // Inside of a number a comma or a dot makes it something else, unless it is an ОКВЭД.
            let point = matches!(next, b',' | b'.') && is_digit(character(self.text, self.at + 1));
            let inside = point || is_digit(next) || is_letter(next) && !is_label(self.text, self.at);
            if !inside {
                return Some(());
            }
            if self.length == LONGEST {
                return None;
            }
            *self.line.get_mut(self.length)? = next;
            self.length += 1;
            self.at += 1;
        }
    }
}

/// The number of this kind that begins here and that something announces.
fn announced_number(text: &[u8], start: usize, kind: Kind) -> Option<Hit> {
    let mut groups = Groups::new(text, start);
    let mut hit = None;
    while groups.next().is_some() {
        if groups.is_valid(kind) {
            hit = Some(Hit { kind, start, end: groups.at });
            // The codes of territories have no control digit, and a short one may be the beginning of a longer one.
            if !matches!(kind, Kind::Oktmo | Kind::Okato) {
                break;
            }
        }
    }
    hit
}

/// A number that nothing announces.
fn bare_number(text: &[u8], start: usize, after_inn: bool) -> Option<Hit> {
    let before = character(text, start.wrapping_sub(1));
    if is_letter(before) || matches!(before, b'+' | b',' | b'.' | b'#' | b'_') {
        return None;
    }
    let mut groups = Groups::new(text, start);
    while groups.next().is_some() {
        let (line, length, end) = (&groups.line, groups.length, groups.at);
        let compact = end - start == length;
        let [first, ..] = *line;
        let kind = match length {
            9 if after_inn && (before == b'/' || is_telling_kpp(line)) => Kind::Kpp,
            9 if compact && goes_with_neighbour(text, start, &groups) => Kind::Bik,
            // Ten digits that begin with 9 are a mobile telephone more often than an ИНН.
            10 if compact && first != b'9' => Kind::Inn,
            11 if is_telling_snils(text, start, end, line) => Kind::Snils,
            12 if compact => Kind::Inn,
            // The main number is the number of the first record.
            13 if compact && is_dated(line) => {
                if matches!(first, b'1' | b'5') {
                    Kind::Ogrn
                } else {
                    Kind::Grn
                }
            }
            15 if compact && is_dated(line) => {
                if first == b'3' {
                    Kind::Ogrnip
                } else {
                    Kind::Grnip
                }
            }
            20 if goes_with_neighbour(text, start, &groups) => Kind::Account,
            _ => continue,
        };
        if groups.is_valid(kind) {
            return Some(Hit { kind, start, end });
        }
    }
    None
}

/// Whether the number beside an ИНН looks like the КПП of a Russian organisation, and not like a БИК.
fn is_telling_kpp(line: &Line) -> bool {
    reason(line) <= 50 && meaning(line).is_some() && number(line, 0..2) != 4
}

/// Whether the year of the record may be one.
fn is_dated(line: &Line) -> bool {
    matches!(number(line, 1..3), 2..50)
}

/// Grouped as СНИЛС are written, or at least not like a telephone; and with a control number.
fn is_telling_snils(text: &[u8], start: usize, end: usize, line: &Line) -> bool {
    let grouped = end - start == 14 && [3, 7, 11].iter().all(|place| character(text, start + place) == SPACE);
    let [first, ..] = line;
    let telephone = end - start != 11 || matches!(first, b'7' | b'8');
    is_checked(line) && (grouped || !telephone)
}

/// Whether there is an account around this БИК, or a БИК around this account, that begins with 04 and fits its key.
fn goes_with_neighbour(text: &[u8], place: usize, this: &Groups<'_>) -> bool {
    let bik_given = this.length == 9;
    if this.begins_with_04() != bik_given {
        return false;
    }
    let from = place.saturating_sub(NEIGHBOURHOOD);
    let mut inside = false;
    for at in from..text.len().min(place + NEIGHBOURHOOD) {
        let mut other = Groups::new(text, at);
        while !inside && other.next().is_some() {
            let (account, bik) = if bik_given { (&other, this) } else { (this, &other) };
            if account.length == LONGEST && bik.length == 9 && bik.begins_with_04() && account.is_kept_by(bik) {
                return true;
            }
            // A БИК is not grouped.
            inside = !bik_given;
        }
        inside = is_digit(character(text, at));
    }
    false
}
