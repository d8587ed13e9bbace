//! Exports of the identifiers: numbers in, numbers out. JavaScript writes the question into the memory of the module and
//! reads the answer from there; nothing is allocated, so the memory never grows and views of it stay valid.
//!
//! Short values lie in slots: up to 21 characters, a byte each (code units above 255 as 255, which is as wrong as they
//! are), and in the last four bytes the real length or a mark.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::identifiers::parts::{
    Field, Finder, Json, LONGEST, Question, check_lines, compare_fields, normalize_units, verify_in,
};
use crate::identifiers::{Kind, Locale};

/// Sizes of the buffers: bytes of a batch and of an answer, UTF-16 code units of a text.
const BYTES: usize = 0x8000;
const UNITS: usize = 0x2000;

const SLOT: usize = 32;

/// Instead of a length: the field is absent, or no string.
const ABSENT: u32 = u32::MAX;
const NO_STRING: u32 = u32::MAX - 1;

/// All memory that JavaScript sees, in this order.
#[repr(C)]
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
    static FINDER: RefCell<Finder> = const { RefCell::new(Finder::new()) };
}

/// Hands out the memory. There is one thread and no export calls another, so it is always there to be had.
fn with_memory(work: impl FnOnce(&mut Memory) -> Option<usize>) -> usize {
    let done = MEMORY.try_with(|memory| work(&mut *memory.try_borrow_mut().ok()?));
    done.ok().flatten().unwrap_or_default()
}

/// The code of the value in slot 0, behind which there is no digit, with the БИК in slot 1; the lengths are given, cut down
/// to a slot's.
#[wasm_bindgen]
pub fn verdict(kind: usize, length: usize, bik: usize) -> usize {
    with_memory(|Memory { input, .. }| {
        let value = input.get(..length)?;
        let bik = input.get(SLOT..SLOT + bik)?;
        let verdict = verify_in(input.first_chunk()?, Kind::from_index(kind)?, value, bik);
        Some(verdict.map_or_else(|fault| usize::from(fault.number()), |()| 0))
    })
}

/// Everything else, in one function, because each export costs more than a hundred bytes. The tasks:
///
/// 0. Where the memory is.
/// 1. The names of kinds and codes, in the order of their numbers. Returns the length of the answer.
/// 2. All about the value in slot 0, with the БИК in slot 1: kind, year, language. Returns the length of the answer.
/// 3. Compares the fields in the slots, whose numbers are those of the kinds: –, –, language. Returns the length of the
///    answer.
/// 4. Cleans up the text: kind, length. Returns where it starts now, in the upper half, and ends, in the lower.
/// 5. Looks for identifiers in a piece of text: length, where to begin, 1 for the first piece and 2 for the last. Returns
///    where it stopped, in the upper half, and the length of the answer.
/// 6. Checks the lines of a piece of a batch: kind, length, 1 for the last piece. Returns how many codes the output has, in
///    the upper half, and how many bytes are left.
///
/// Languages are 0 for English and 1 for Russian. Answers are JSON.
#[wasm_bindgen]
pub fn run(task: u32, first: usize, second: usize, third: usize) -> usize {
    with_memory(
        |Memory {
             input,
             text,
             output,
         }| {
            let kind = Kind::from_index(first);
            let locale = if third == 0 { Locale::En } else { Locale::Ru };
            match task {
                0 => Some(input.as_ptr() as usize),
                1 => {
                    output.open(b"{");
                    output.names();
                    Some(output.close(b"}"))
                }
                2 => {
                    let question = Question {
                        kind: kind?,
                        field: slot(input, 0)?,
                        bik: slot(input, 1).and_then(|bik| bik.value).unwrap_or_default(),
                        year: second as u16,
                    };
                    output.open(b"{");
                    output.verdict(&question, locale);
                    Some(output.close(b"}"))
                }
                3 => {
                    output.open(b"[");
                    compare_fields(
                        |kind| slot(input, kind as usize),
                        |contradiction| output.contradiction(&contradiction, locale),
                    );
                    Some(output.close(b"]"))
                }
                4 => {
                    let cleaned = normalize_units(kind?, text.get_mut(..second)?);
                    Some(cleaned.start << 16 | cleaned.end)
                }
                5 => {
                    let text = text.get(..first)?;
                    output.open(b"[");
                    let stopped = FINDER.try_with(|finder| {
                        let mut finder = finder.try_borrow_mut().ok()?;
                        if third & 1 != 0 {
                            *finder = Finder::new();
                        }
                        Some(finder.scan(text, second, third & 2 != 0, |hit| output.hit(hit)))
                    });
                    Some(stopped.ok().flatten()? << 16 | output.close(b"]"))
                }
                _ => {
                    let lines = input.get(..second)?;
                    let (left, count) = check_lines(kind?, lines, third != 0, output.buffer());
                    Some(count << 16 | left)
                }
            }
        },
    )
}

/// The value in a slot, unless it is absent.
fn slot(input: &[u8], number: usize) -> Option<Field<'_>> {
    let slot = input.get(number * SLOT..)?.first_chunk::<SLOT>()?;
    match u32::from_le_bytes(*slot.last_chunk::<4>()?) {
        ABSENT => None,
        NO_STRING => Some(Field {
            value: None,
            length: 0,
        }),
        length => {
            let length = length as usize;
            Some(Field {
                value: slot.get(..length.min(LONGEST + 1)),
                length,
            })
        }
    }
}
