use super::{Query, Refusal};
use crate::identifiers::{Context, Kind, check};
use crate::operation::{Input, Operation};
use crate::sandbox::world::{Subject, World};
use std::collections::BTreeMap;

/// The companies that a query asks about, each once. Identifiers that are wrong or unknown are passed over in silence.
///
/// Whether the provider keeps the order of the question is not known, so this is the order of their ОГРН.
pub(super) fn companies(operation: &'static Operation, query: &Query) -> Result<Vec<&'static Subject>, Refusal> {
    let world = World::get();
    let mut any_valid = false;
    let mut chosen: BTreeMap<&str, &Subject> = BTreeMap::new();
    for param in operation.params {
        let Input::Identifiers(kinds, most) = param.input else { continue };
        let lists = query.iter().filter(|(name, _)| name == param.name).map(|(_, value)| value);
        let given: Vec<&str> =
            lists.flat_map(|list| list.split(',')).map(str::trim).filter(|one| !one.is_empty()).collect();
        if given.len() > most {
            return Err(Refusal::TooMany);
        }
        for value in given.into_iter().filter(|value| is_valid(kinds, value)) {
            any_valid = true;
            let by_inn = kinds.contains(&Kind::Inn).then(|| world.by_inn(value)).into_iter().flatten();
            chosen.extend(by_inn.chain(world.by_ogrn(value)).map(|subject| (subject.facts.ogrn.as_str(), subject)));
        }
    }
    if any_valid { Ok(chosen.into_values().collect()) } else { Err(Refusal::NoCompany) }
}

/// The companies in a text of identifiers with anything between them, each once, in the order of the text.
pub(super) fn recognised(text: &[u8]) -> Vec<&'static Subject> {
    let world = World::get();
    let mut chosen: Vec<&Subject> = Vec::new();
    for word in text.split(|byte| !byte.is_ascii_digit()).filter_map(|word| std::str::from_utf8(word).ok()) {
        for subject in world.by_inn(word).chain(world.by_ogrn(word)) {
            if !chosen.iter().any(|known| known.facts.ogrn == subject.facts.ogrn) {
                chosen.push(subject);
            }
        }
    }
    chosen
}

/// Foreign organisations (ИНН from 9909) are not what these operations are about.
fn is_valid(kinds: &[Kind], value: &str) -> bool {
    let foreign = kinds.contains(&Kind::Inn) && value.starts_with("9909");
    !foreign && kinds.iter().any(|kind| check(*kind, value, &Context::default()).is_ok())
}
