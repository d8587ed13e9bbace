//! The documentation says what the catalogue says.
#![cfg(all(not(target_arch = "wasm32"), feature = "reflect"))]

#[path = "../scripts/generate/table.rs"]
mod table;

#[test]
fn the_table_of_operations_is_that_of_the_catalogue() {
    let written = include_str!("../docs/operations.md").replace("\r\n", "\n");
    assert_eq!(written, table::page(), "docs/operations.md is not up to date: `npm run build` writes it");
}
