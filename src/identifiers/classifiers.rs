//! Codes of classifiers that are written without a control digit: ОКТМО, ОКАТО, ОКВЭД 2. Only the form is judged;
//! whether the classifier contains the code is not known here.

use super::digits::Digits;
use super::failure::Fault;
use super::text::Code;

/// The classes of ОКВЭД 2 are 01–99.
pub(super) fn verify_okved(digits: Digits) -> Result<(), Fault> {
    if digits.has_zeros(0) { Err(Fault::new(Code::Prefix, 0)) } else { Ok(()) }
}
