//! What the worker asks of [`crate::proxy::portfolio`] and [`crate::proxy::table`].

use super::proxy::{Caller, Problem, Question, operation_at};
use crate::catalogue;
use crate::error::{Cause, Error};
use crate::proxy::portfolio::{self, Company};
use crate::proxy::table::{self, Row};
use wasm_bindgen::prelude::*;

/// A portfolio that was read.
#[wasm_bindgen]
pub struct Portfolio(portfolio::Portfolio);

#[wasm_bindgen]
impl Portfolio {
    /// Reads an order; see [`portfolio::Portfolio::read`]. A [`Problem`] is thrown when it is none.
    pub fn read(caller: &Caller, operation: Option<String>, body: &[u8]) -> Result<Portfolio, Problem> {
        let read = portfolio::Portfolio::read(operation.as_deref(), body);
        read.map(Portfolio).map_err(|error| caller.write(error))
    }

    /// The place of its operation among the routes.
    #[wasm_bindgen(getter)]
    pub fn route(&self) -> Option<u32> {
        catalogue::position(self.0.operation).and_then(|place| u32::try_from(place).ok())
    }

    /// How many companies it has.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.0.companies.len()
    }

    /// All companies, each list no longer than about so many bytes: JSON lists of `[parameter, identifier, code]`. The parameter
    /// is empty when the identifier is none, and the code says why.
    pub fn slices(&self, most_bytes: usize) -> Vec<String> {
        let line = |Company { text, param }: &Company| {
            let (param, code) = param.as_ref().map_or_else(|code| ("", code.as_str()), |param| (param, ""));
            portfolio::line_json([param, text, code])
        };
        let mut slices = Vec::new();
        let mut slice = String::new();
        for line in self.0.companies.iter().map(line) {
            if slice.len() + line.len() > most_bytes && !slice.is_empty() {
                slices.push([&slice, "]"].concat());
                slice.clear();
            }
            slice.push(if slice.is_empty() { '[' } else { ',' });
            slice.push_str(&line);
        }
        slices.push([&slice, "]"].concat());
        slices
    }
}

/// The question to the operation at that place of the routes about these companies. A [`Problem`] is thrown when they are
/// more than one question holds.
#[wasm_bindgen(js_name = portfolioQuestion)]
pub fn question(caller: &Caller, route: u32, params: Vec<String>, values: Vec<String>) -> Result<Question, Problem> {
    let asked: Vec<(&str, &str)> = params.iter().map(String::as_str).zip(values.iter().map(String::as_str)).collect();
    let operation = operation_at(route).ok_or_else(|| caller.write(Error::new(Cause::NoSuchRoute)))?;
    portfolio::question(operation, &asked).map(Question).map_err(|error| caller.write(error))
}

/// How many companies one question to the operation at that place of the routes holds.
#[wasm_bindgen(js_name = portfolioMost)]
pub fn most(route: u32) -> usize {
    operation_at(route).map_or(1, portfolio::most)
}

/// Writes what a job found.
#[wasm_bindgen]
pub struct Table {
    table: table::Table,
    csv: bool,
}

#[wasm_bindgen]
impl Table {
    /// The table of the operation at that place of the routes: CSV or NDJSON. Nothing when there is no such operation.
    pub fn of(route: u32, csv: bool) -> Option<Table> {
        operation_at(route).map(|operation| Table { table: table::Table::of(operation), csv })
    }

    /// What comes before the rows.
    pub fn head(&self) -> String {
        let mut out = String::new();
        if self.csv {
            // Spreadsheets take a file without the mark for one of their own legacy encoding.
            out.push('\u{FEFF}');
            self.table.csv_head(&mut out);
        }
        out
    }

    /// The lines of a company; see [`Row`].
    pub fn row(&self, param: &str, value: &str, state: &str, code: &str, items: &[u8]) -> String {
        let mut out = String::new();
        let row = Row { param, value, state, code, items };
        if self.csv {
            self.table.csv(&row, &mut out);
        } else {
            self.table.ndjson(&row, &mut out);
        }
        out
    }
}
