//! Exports of the identifiers: numbers in, numbers out. JavaScript writes what it asks about into the memory of the module, calls
//! `run` and reads the answer from there; nothing is allocated, so the memory never grows and views of it stay valid.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::identifiers::Kind;
use crate::identifiers::parts::{Answer, Fields, Finder, LINE, compare_valid, fold, judge, normalize_units, verify};

/// Sizes of the buffers: bytes of a batch, UTF-16 code units of a text, and numbers of an answer. The longest is that of a text
/// full of the shortest identifiers, three numbers for four code units.
const BYTES: usize = 0x8000;
const UNITS: usize = 0x2000;
const WORDS: usize = 0x1800;

/// All memory that JavaScript sees, in this order, and what is remembered of a search.
#[repr(C)]
struct Memory {
    /// The answer, if it is more than one number.
    answer: [u32; WORDS],
    /// Batches, with room behind them, and lines.
    input: [u8; BYTES + 2 * LINE],
    /// The codes of a batch.
    codes: [u8; BYTES],
    /// Texts to clean up or to look through.
    text: [u16; UNITS],
    finder: Finder,
}

thread_local! {
    static MEMORY: RefCell<Memory> = const {
        RefCell::new(Memory {
            answer: [0; WORDS],
            input: [0; BYTES + 2 * LINE],
            codes: [0; BYTES],
            text: [0; UNITS],
            finder: Finder::new(),
        })
    };
}

/// The tasks:
///
/// 0. Where the memory is.
/// 1. The code of the value on the first line of the input.
/// 2. All about that value; `option` is the year. The answer is described at [`Answer::verdict`].
/// 3. Compares the fields, which are the lines of the input after the first. The answers are described at
///    [`Answer::contradiction`]; returns how many numbers they are.
/// 4. Cleans up the text. Returns where it starts now, in the upper half, and ends, in the lower.
/// 5. Looks for identifiers in a piece of text, beginning at `option`; `kind` is 1 for the first piece, 2 for the last, 3 for
///    both. Returns where it stopped, in the upper half, and how many numbers the answer has: kind, start and end of each.
/// 6. Checks the lines of a piece of a batch. Returns the number of codes, in the upper half, and how many bytes are left: what
///    follows the last complete line, or begins with a line of more than 31 bytes.
#[wasm_bindgen]
pub fn run(task: u32, kind: u32, length: u32, option: u32) -> u32 {
    let done = MEMORY.try_with(|memory| {
        let memory = &mut *memory.try_borrow_mut().ok()?;
        answer(memory, task, kind, length as usize, option as usize)
    });
    done.ok().flatten().unwrap_or_default() as u32
}

fn answer(memory: &mut Memory, task: u32, number: u32, length: usize, option: usize) -> Option<usize> {
    let start = &raw const *memory as usize;
    let Memory { answer, input, codes, text, finder } = memory;
    let kind = Kind::from_index(number as usize)?;
    let (lines, _) = input.as_chunks::<LINE>();
    let mut answer = Answer::new(answer);
    match task {
        0 => return Some(start),
        1 => return Some(verify(kind, lines.first()?, length).number().into()),
        2 => answer.verdict(kind, lines.first()?, length, option as u32),
        3 => {
            let [_, fields @ ..] = lines else { return None };
            let fields: &Fields = fields.first_chunk()?;
            compare_valid(fields, |finding, field, other| answer.contradiction(finding, field, other));
        }
        4 => {
            let cleaned = normalize_units(kind, text.get_mut(..length)?, input);
            return Some(cleaned.start << 16 | cleaned.end);
        }
        5 => {
            for (folded, unit) in input.iter_mut().zip(text) {
                *folded = fold(*unit);
            }
            if number & 1 != 0 {
                *finder = Finder::new();
            }
            let stopped = finder.scan(input.get(..length)?, option, number & 2 != 0, |hit| answer.hit(hit));
            return Some(stopped << 16 | answer.len());
        }
        _ => {
            return Some(judge(kind, input.get(..length + LINE)?, 0, codes) as usize);
        }
    }
    Some(answer.len())
}
