//! Exports of the identifiers: numbers in, numbers out. JavaScript writes the question into the memory of the module, calls
//! `run` and reads the answer from there; nothing is allocated, so the memory never grows and views of it stay valid.
//!
//! There is one function and it has no parameters, because each export and each parameter costs about a hundred bytes.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::identifiers::Kind;
use crate::identifiers::parts::{
    Answer, Field, Fields, Finder, LONGEST, check_lines, compare_fields, fold_all, normalize_units,
};

/// Sizes of the buffers: bytes of a batch, UTF-16 code units of a text, and numbers of an answer. The longest is that of a text
/// full of the shortest identifiers, three numbers for four code units.
const BYTES: usize = 0x8000;
const UNITS: usize = 0x2000;
const WORDS: usize = 0x1800;

/// Short values lie in slots: up to 21 characters, a byte each (code units above 255 as 255, which is as wrong as they
/// are), and in the last four bytes the real length or a mark (see [`Field`]).
const SLOT: usize = 32;

/// All memory that JavaScript sees, in this order.
#[repr(C)]
struct Memory {
    question: Question,
    /// The answer, if it is more than one number.
    answer: [u32; WORDS],
    /// Batches and slots.
    input: [u8; BYTES],
    /// The codes of a batch.
    codes: [u8; BYTES],
    /// Texts to clean up or to look through.
    text: [u16; UNITS],
}

/// The task, and four numbers that belong to it.
#[repr(C)]
#[derive(Clone, Copy)]
struct Question {
    task: u32,
    kind: u32,
    length: u32,
    option: u32,
    most: u32,
}

thread_local! {
    static MEMORY: RefCell<Memory> = const {
        RefCell::new(Memory {
            question: Question { task: 0, kind: 0, length: 0, option: 0, most: 0 },
            answer: [0; WORDS],
            input: [0; BYTES],
            codes: [0; BYTES],
            text: [0; UNITS],
        })
    };
    static FINDER: RefCell<Finder> = const { RefCell::new(Finder::new()) };
}

/// Does what the question asks for. The tasks:
///
/// 0. Where the memory is.
/// 1. All about the value in slot 0, with the БИК in slot 1; `length` is the year. The answer is described at
///    [`Answer::verdict`].
/// 2. Compares the fields in the slots, whose numbers are those of the kinds. The answers are described at
///    [`Answer::contradiction`]; returns how many numbers they are.
/// 3. Cleans up the text. Returns where it starts now, in the upper half, and ends, in the lower.
/// 4. Looks for identifiers in a piece of text, beginning at `most`; `option` is 1 for the first piece, 2 for the last, 3 for
///    both. Returns where it stopped, in the upper half, and how many numbers the answer has: kind, start and end of each.
/// 5. Checks at most so many lines of a piece of a batch; `option` is 1 for the last piece. Returns the number of codes, in
///    the upper half, and how many bytes are left.
#[wasm_bindgen]
pub fn run() -> u32 {
    let done = MEMORY.try_with(|memory| {
        let memory = &mut *memory.try_borrow_mut().ok()?;
        answer(memory)
    });
    done.ok().flatten().unwrap_or_default() as u32
}

fn answer(memory: &mut Memory) -> Option<usize> {
    let start = &raw const *memory as usize;
    let Memory { question, answer, input, codes, text } = memory;
    let Question { task, option, .. } = *question;
    let kind = Kind::from_index(question.kind as usize)?;
    let length = question.length as usize;
    let most = question.most as usize;
    let mut answer = Answer::new(answer);
    match task {
        0 => return Some(start),
        1 => answer.verdict(kind, slot(input, 0), slot(input, 1).value, length as u16),
        2 => {
            let mut fields = Fields([Field::NONE; Kind::ALL.len()]);
            for (number, field) in fields.0.iter_mut().enumerate() {
                *field = slot(input, number);
            }
            compare_fields(fields, |finding, field, other, failure| {
                answer.contradiction(finding, field, other, failure);
            });
        }
        3 => {
            let cleaned = normalize_units(kind, text.get_mut(..length)?);
            return Some(cleaned.start << 16 | cleaned.end);
        }
        4 => {
            let text = text.get_mut(..length)?;
            fold_all(text);
            let search = |finder: &RefCell<Finder>| {
                let mut finder = finder.try_borrow_mut().ok()?;
                if option & 1 != 0 {
                    *finder = Finder::new();
                }
                Some(finder.scan(text, most, option & 2 != 0, |hit| answer.hit(hit)))
            };
            let stopped = FINDER.try_with(search).ok().flatten()?;
            return Some(stopped << 16 | answer.len());
        }
        _ => {
            let (left, count) = check_lines(kind, input.get(..length)?, option != 0, codes.get_mut(..most)?);
            return Some(count << 16 | left);
        }
    }
    Some(answer.len())
}

fn slot(input: &[u8; BYTES], number: usize) -> Field<'_> {
    let (slots, _) = input.as_chunks::<SLOT>();
    match slots.get(number) {
        Some([value @ .., a, b, c, d]) => {
            let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
            let value = if length < Field::NO_STRING { value.get(..length.min(LONGEST + 1)) } else { None };
            Field { value: value.unwrap_or_default(), length }
        }
        None => Field::NONE,
    }
}
