//! What is made of the answers of api-cloud ФССП, field by field.
//!
//! The provider hands on what it reads from a public page of the bailiffs: texts where others have numbers, dates in two
//! formats, fields that came and went. [`super::normalise`] puts that in order, and these models are what it makes; where
//! a field is the provider's own, its name there is given too. What could not be read is never dropped: it is in `unread`.
//! No captured answer of this method is publicly known; fields marked «assumed» rest on what callers of the provider's
//! sister methods do.

mod common;
mod proceedings;
mod regions;
mod wanted;

pub use proceedings::PROCEEDINGS;
pub use regions::REGIONS;
pub use wanted::WANTED;
