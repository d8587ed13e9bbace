//! Exports of the identifiers: numbers in, numbers out. JavaScript writes the question into the memory of the module and
//! reads the answer from there; nothing is allocated, so the memory never grows and views of it stay valid.
//!
//! Short values lie in slots: up to 25 characters, a byte each (code units above 255 as 255, which is as wrong as they
//! are), and in the last four bytes the real length or a mark.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::identifiers::parts::{
    Field, Finder, Json, Question, WINDOW, check_lines, compare_fields, normalize_units, verify,
};
use crate::identifiers::{Code, Kind, Locale};

/// Sizes of the buffers: bytes of a batch and of an answer, UTF-16 code units of a text.
const BYTES: usize = 0x8000;
const UNITS: usize = 0x2000;

const SLOT: usize = 32;

/// Instead of a length: the field is absent, or no string.
const ABSENT: u32 = u32::MAX;
const NO_STRING: u32 = u32::MAX - 1;

struct Memory {
    /// Batches and slots.
    input: [u8; BYTES],
    /// Texts to clean up or to look through.
    text: [u16; UNITS],
    output: Json<BYTES>,
}

thread_local! {
    static MEMORY: RefCell<Memory> = const {
        RefCell::new(Memory { input: [0; BYTES], text: [0; UNITS], output: Json::new() })
    };
    // Apart from the buffers, which are all zeros and so take no room in the module.
    static FINDER: RefCell<Finder> = const { RefCell::new(Finder::new()) };
}

/// Hands out the memory. There is one thread and no export calls another, so it is always there to be had.
fn with_memory(work: impl FnOnce(&mut Memory) -> Option<usize>) -> usize {
    let done = MEMORY.try_with(|memory| work(&mut *memory.try_borrow_mut().ok()?));
    done.ok().flatten().unwrap_or_default()
}

/// Where batches and slots are written.
#[wasm_bindgen]
pub fn input() -> usize {
    with_memory(|memory| Some(memory.input.as_ptr() as usize))
}

/// Where texts are written, and cleaned up values read.
#[wasm_bindgen]
pub fn text() -> usize {
    with_memory(|memory| Some(memory.text.as_ptr() as usize))
}

/// Where answers are read.
#[wasm_bindgen]
pub fn output() -> usize {
    with_memory(|memory| Some(memory.output.buffer().as_ptr() as usize))
}

/// The names of kinds and codes in the order of their numbers, as JSON. Returns its length.
#[wasm_bindgen]
pub fn names() -> usize {
    with_memory(|memory| {
        Some(memory.output.answer("{", "}", |json| {
            json.lines("kinds", Kind::NAMES);
            json.lines("codes", Code::NAMES);
        }))
    })
}

/// The code of the value in slot 0, with the БИК in slot 1; the lengths are given, cut down to a slot's.
#[wasm_bindgen]
pub fn verdict(kind: u32, length: usize, bik: usize) -> usize {
    with_memory(|memory| {
        let value = memory.input.get(..length)?;
        let bik = memory.input.get(SLOT..SLOT + bik);
        verify(Kind::from_index(kind)?, value, bik).err().map(|fault| fault.code as usize)
    })
}

/// All about the value in slot 0, with the БИК in slot 1, as JSON. Returns its length.
#[wasm_bindgen]
pub fn describe(kind: u32, year: u16, russian: bool) -> usize {
    with_memory(|Memory { input, output, .. }| {
        let question = Question {
            kind: Kind::from_index(kind)?,
            field: slot(input, 0)?,
            bik: slot(input, 1).and_then(|bik| bik.value),
            year: Some(year),
        };
        Some(output.answer("{", "}", |json| json.verdict(&question, locale(russian))))
    })
}

/// Compares the fields in the slots, whose numbers are those of the kinds. Returns the length of the JSON.
#[wasm_bindgen]
pub fn compare(russian: bool) -> usize {
    with_memory(|Memory { input, output, .. }| {
        Some(output.answer("[", "]", |json| {
            compare_fields(|kind| slot(input, kind as usize), &mut |contradiction| {
                json.contradiction(&contradiction, locale(russian));
            });
        }))
    })
}

/// Cleans up the text in place. Returns where the result starts, in the upper half, and ends, in the lower.
#[wasm_bindgen]
pub fn normalize(kind: u32, length: usize) -> usize {
    with_memory(|memory| {
        let cleaned = normalize_units(Kind::from_index(kind)?, memory.text.get_mut(..length)?);
        Some(cleaned.start << 16 | cleaned.end)
    })
}

/// Looks for identifiers in a piece of text from `at`; what is before has been looked through already. Returns where it
/// stopped, in the upper half, and the length of the JSON.
#[wasm_bindgen]
pub fn find(length: usize, at: usize, first: bool, last: bool) -> usize {
    let search = |finder: &RefCell<Finder>| {
        let mut finder = finder.try_borrow_mut().ok()?;
        if first {
            *finder = Finder::new();
        }
        Some(with_memory(|Memory { text, output, .. }| {
            let text = text.get(..length)?;
            let mut stopped = 0;
            let length = output.answer("[", "]", |json| {
                stopped = finder.scan(text, at, last, &mut |hit| json.hit(hit));
            });
            Some(stopped << 16 | length)
        }))
    };
    FINDER.try_with(search).ok().flatten().unwrap_or_default()
}

/// Checks the lines of a piece of a batch and writes their codes to the output. Returns their number, in the upper half,
/// and how many bytes are left.
#[wasm_bindgen]
pub fn batch(kind: u32, length: usize, last: bool) -> usize {
    with_memory(|memory| {
        let lines = memory.input.get(..length)?;
        let (left, count) = check_lines(Kind::from_index(kind)?, lines, last, memory.output.buffer());
        Some(count << 16 | left)
    })
}

fn locale(russian: bool) -> Locale {
    if russian { Locale::Ru } else { Locale::En }
}

/// The value in a slot, unless it is absent.
fn slot(input: &[u8], number: usize) -> Option<Field<'_>> {
    let slot = input.get(number * SLOT..)?.first_chunk::<SLOT>()?;
    match u32::from_le_bytes(*slot.last_chunk::<4>()?) {
        ABSENT => None,
        NO_STRING => Some(Field { value: None, length: 0 }),
        length => {
            let length = length as usize;
            Some(Field { value: slot.get(..length.min(WINDOW + 1)), length })
        }
    }
}
