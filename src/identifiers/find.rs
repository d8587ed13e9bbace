//! Identifiers in running text and pasted tables.
//!
//! A number is taken when it is valid and something announces it: a label in front, a column heading, or its own form
//! where that is telling enough (control digits, an ИНН/КПП pair, an account whose key fits a БИК nearby). Labels are
//! tried first. Numbers after «тел.» and the like, after a plus sign or inside of other words are passed over.

use super::check::verify;
use super::kind::Kind;
use super::labels;
use super::letters::{digit, is_dot, is_letter, is_separator};
use super::normalize::clean;
use super::reason::Reason;

/// How far from its label a number may be, and how many labels may wait for their numbers.
const REACH: usize = 40;
const WAITING: usize = 8;

/// How far from an account its БИК may be.
pub(crate) const NEIGHBOURHOOD: usize = 256;

/// Columns whose headings are kept.
const COLUMNS: usize = 16;

/// The longest identifier.
const LONGEST: usize = 20;

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
    Finder::new().scan(&units, 0, true, &mut |hit| {
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
    waiting: [Option<Kind>; WAITING],
    /// How far back the last label or number is.
    since: usize,
    /// The last label announced something that is no identifier.
    ignore: bool,
    /// The ИНН that has just been found, in case that its КПП follows.
    inn: Option<[u8; 2]>,
    /// Headings by column, and the column that the text is in.
    headings: [Option<Kind>; COLUMNS],
    column: usize,
    /// What the current line has had.
    line: Line,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Empty,
    /// Labels and no numbers: a line of headings, perhaps.
    Labels,
    Numbers,
}

/// The characters of a number without what groups them.
struct Reading {
    bytes: [u8; LONGEST + 1],
    len: usize,
}

impl Reading {
    fn value(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

impl Finder {
    pub(crate) const fn new() -> Finder {
        Finder {
            waiting: [None; WAITING],
            since: 0,
            ignore: false,
            inn: None,
            headings: [None; COLUMNS],
            column: 0,
            line: Line::Empty,
        }
    }

    /// Looks through the text from `at`. Unless the text is the last piece, a stretch at its end is left for the next
    /// one. Returns where it stopped.
    pub(crate) fn scan(&mut self, text: &[u16], mut at: usize, last: bool, found: &mut impl FnMut(Hit)) -> usize {
        let stop = if last { text.len() } else { text.len().saturating_sub(2 * NEIGHBOURHOOD) };
        while at < stop {
            let unit = unit(text, at);
            let next = if digit(unit).is_some() {
                let end = match self.number(text, at) {
                    Some(hit) => {
                        found(hit);
                        hit.end
                    }
                    None => {
                        self.inn = None;
                        word_end(text, at)
                    }
                };
                self.line = Line::Numbers;
                self.ignore = false;
                self.since = 0;
                end
            } else if is_letter(unit) {
                let end = self.word(text, at);
                self.since += end - at;
                end
            } else {
                self.separator(unit);
                at + 1
            };
            at = next;
        }
        at
    }

    /// Takes a word: a label, or something else.
    fn word(&mut self, text: &[u16], at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        let Some((kind, length)) = labels::leading(rest, None, |unit| !is_letter(unit)) else {
            return word_end(text, at).min(at + letters(rest));
        };
        self.inn = None;
        self.ignore = kind.is_none();
        if self.since > REACH || self.ignore {
            self.waiting = [None; WAITING];
        }
        self.since = 0;
        if let Some(kind) = kind {
            if self.line == Line::Empty {
                self.headings = [None; COLUMNS];
                self.line = Line::Labels;
            }
            if self.line == Line::Labels
                && let Some(heading) = self.headings.get_mut(self.column)
            {
                *heading = Some(kind);
            }
            if !self.waiting.contains(&Some(kind))
                && let Some(place) = self.waiting.iter_mut().find(|kind| kind.is_none())
            {
                *place = Some(kind);
            }
        }
        at + length
    }

    fn separator(&mut self, unit: u16) {
        self.since += 1;
        match unit {
            TAB => self.column += 1,
            NEWLINE => {
                // A single label is no table.
                if self.line == Line::Labels && self.column == 0 {
                    self.headings = [None; COLUMNS];
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
            self.waiting = [None; WAITING];
        }
        let inn = self.inn.take();
        if self.ignore {
            return None;
        }
        let labelled = |kind: Kind| read_labelled(text, start, kind).map(|end| Hit { kind, start, end });
        let (place, hit) =
            match self.waiting.iter().enumerate().find_map(|(place, kind)| Some((place, labelled((*kind)?)?))) {
                Some((place, hit)) => (place + 1, hit),
                None => {
                    let heading = self.headings.get(self.column).copied().flatten();
                    let hit = heading.and_then(labelled).or_else(|| bare(text, start, inn))?;
                    (0, hit)
                }
            };
        let mut left = self.waiting.into_iter().skip(place);
        self.waiting = [(); WAITING].map(|()| left.next().flatten());
        if hit.kind == Kind::Inn {
            let region = [0, 1].map(|offset| digit(unit(text, start + offset)).unwrap_or_default() as u8 + b'0');
            self.inn = Some(region);
        }
        Some(hit)
    }
}

fn unit(text: &[u16], at: usize) -> u16 {
    text.get(at).copied().unwrap_or_default()
}

fn letters(text: &[u16]) -> usize {
    text.iter().take_while(|unit| is_letter(**unit)).count()
}

/// Where the run of letters and digits that begins here ends.
fn word_end(text: &[u16], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|unit| is_letter(**unit) || digit(**unit).is_some()).count()
}

/// Reads groups of a number of this kind from `start` and hands each state at the end of a group to `accept`, with the
/// place behind it, until that says it is enough.
fn read(text: &[u16], start: usize, kind: Kind, mut accept: impl FnMut(&[u8], usize) -> bool) {
    let mut reading = Reading { bytes: [0; LONGEST + 1], len: 0 };
    let mut at = start;
    loop {
        let character = unit(text, at);
        let part = !is_separator(character)
            && (is_letter(character)
                || digit(character).is_some()
                || kind == Kind::Okved && is_dot(character) && digit(unit(text, at + 1)).is_some());
        if part {
            let cleaned = clean(kind, character).unwrap_or_default();
            match reading.bytes.get_mut(reading.len) {
                Some(place) => *place = u8::try_from(cleaned).unwrap_or(0),
                None => return,
            }
            reading.len += 1;
            at += 1;
            continue;
        }
        // 1234.56 and 12,5 are no identifiers.
        let decimal = matches!(character, 0x2c | 0x2e) && digit(unit(text, at + 1)).is_some();
        if !decimal && accept(reading.value(), at) {
            return;
        }
        let grouped = is_separator(character) && !matches!(character, TAB..=0x0d);
        if !grouped || digit(unit(text, at + 1)).is_none() {
            return;
        }
        at += 1;
    }
}

/// The end of the number of this kind that begins here and that a label announces.
fn read_labelled(text: &[u16], start: usize, kind: Kind) -> Option<usize> {
    let mut end = None;
    read(text, start, kind, |value, at| {
        let valid = match kind {
            Kind::Account => is_plausible_account(text, start, value),
            _ => verify(kind, value, None).is_ok(),
        };
        if valid {
            end = Some(at);
        }
        // The codes of territories have no control digit, and a short one may be the beginning of a longer one.
        valid && !matches!(kind, Kind::Oktmo | Kind::Okato)
    });
    end
}

/// A number without a label.
fn bare(text: &[u16], start: usize, inn: Option<[u8; 2]>) -> Option<Hit> {
    let before = if start == 0 { 0 } else { unit(text, start - 1) };
    // A pair is announced by its ИНН; anything else must stand alone.
    let glued = is_letter(before) || matches!(before, 0x2b | 0x2c | 0x2e | 0x23 | 0x5f);
    if glued {
        return None;
    }
    let mut hit = None;
    let mut take = |kind, end, holds: bool| {
        if holds {
            hit = Some(Hit { kind, start, end });
        }
        holds
    };
    if let Some(region) = inn {
        read(text, start, Kind::Kpp, |value, end| {
            let telling = before == 0x2f || value.starts_with(&region) && has_known_reason(value);
            take(Kind::Kpp, end, telling && verify(Kind::Kpp, value, None).is_ok());
            true
        });
    }
    read(text, start, Kind::Account, |value, end| {
        let compact = end - start == value.len();
        let valid = |kind| verify(kind, value, None).is_ok();
        match value.len() {
            // Ten digits that begin with 9 are a mobile telephone more often than an ИНН.
            10 | 12 if compact => {
                take(Kind::Inn, end, (value.len() == 12 || !value.starts_with(b"9")) && valid(Kind::Inn))
            }
            13 if compact && is_dated(value) => {
                take(Kind::Ogrn, end, valid(Kind::Ogrn)) || take(Kind::Grn, end, valid(Kind::Grn))
            }
            15 if compact && is_dated(value) => {
                take(Kind::Ogrnip, end, valid(Kind::Ogrnip)) || take(Kind::Grnip, end, valid(Kind::Grnip))
            }
            11 => take(Kind::Snils, end, is_telling_snils(text, start, end, value) && valid(Kind::Snils)),
            9 if compact => take(Kind::Bik, end, value.starts_with(b"04") && has_account_nearby(text, start, value)),
            20 => take(Kind::Account, end, has_bik_nearby(text, start, value)),
            _ => false,
        }
    });
    hit
}

fn has_known_reason(kpp: &[u8]) -> bool {
    super::kpp::reason(kpp).is_some_and(|reason| reason <= 50 && Reason::of(reason).is_some())
}

/// Whether the year of the record may be one.
fn is_dated(number: &[u8]) -> bool {
    matches!(number.get(1..3), Some([b'0', b'2'..=b'9'] | [b'1'..=b'4', _]))
}

/// Grouped as СНИЛС are written, or at least not like a telephone; and with a control number.
fn is_telling_snils(text: &[u16], start: usize, end: usize, value: &[u8]) -> bool {
    let checked = value > b"00100199899".as_slice();
    let grouped = end - start == 14 && [3, 7, 11].iter().all(|place| is_separator(unit(text, start + place)));
    checked && (grouped || end - start == 11 && !value.starts_with(b"7") && !value.starts_with(b"8"))
}

/// Calls `judge` with each run of `length` digits or capitals around the place, until it says yes.
fn any_nearby(text: &[u16], place: usize, kind: Kind, mut judge: impl FnMut(&[u8], usize) -> bool) -> bool {
    let mut at = place.saturating_sub(NEIGHBOURHOOD);
    while at < text.len().min(place + NEIGHBOURHOOD) {
        let starts = digit(unit(text, at)).is_some() && (at == 0 || digit(unit(text, at - 1)).is_none());
        let mut judged = false;
        if starts {
            read(text, at, kind, |value, _| {
                judged = judge(value, at);
                judged
            });
        }
        if judged {
            return true;
        }
        at += 1;
    }
    false
}

fn has_bik_nearby(text: &[u16], place: usize, account: &[u8]) -> bool {
    !account.starts_with(b"0")
        && any_nearby(text, place, Kind::Bik, |bik, _| {
            bik.starts_with(b"04") && verify(Kind::Account, account, Some(bik)).is_ok()
        })
}

fn has_account_nearby(text: &[u16], place: usize, bik: &[u8]) -> bool {
    any_nearby(text, place, Kind::Account, |account, _| {
        !account.starts_with(b"0") && verify(Kind::Account, account, Some(bik)).is_ok()
    })
}

/// An account after a label: its key fits a БИК nearby, or there is no БИК to tell.
fn is_plausible_account(text: &[u16], place: usize, account: &[u8]) -> bool {
    // A БИК for which every account is right shows whether this is an account at all.
    if verify(Kind::Account, account, Some(b"200000000")).is_err() {
        return false;
    }
    let mut told = false;
    let fits = any_nearby(text, place, Kind::Bik, |bik, _| {
        let verdict = verify(Kind::Account, account, Some(bik));
        told |= verify(Kind::Bik, bik, None).is_ok();
        verdict.is_ok()
    });
    fits || !told
}
