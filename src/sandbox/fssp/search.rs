//! Whom a question finds in the world.

use super::Switches;
use super::question::Question;
use super::records::{Party, proceeding, wanted};
use crate::sandbox::cases::{self, Effect};
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Citizen, Debtor, Proceeding, Region, Search, World, citizens, sought};

/// What is found.
pub(super) struct Listing {
    pub(super) records: Vec<Object>,
    pub(super) is_wanted: bool,
    pub(super) only_actual: bool,
    /// Without the counts of pages, as `ip` answers.
    pub(super) is_bare: bool,
    /// What a special case makes of it.
    pub(super) effect: Option<Effect>,
}

/// The regions, as the provider's customers know them. The shape is an assumption.
pub(super) fn regions() -> Object {
    let regions = crate::providers::fssp::tables::REGIONS;
    let nodes = regions.iter().map(|region| Object::new().text("region", region.code).text("name", region.ru).into());
    Object::new().number("status", 200).number("count", regions.len()).items("records", "record", nodes.collect())
}

pub(super) fn search(question: &Question<'_>, switches: &Switches) -> Listing {
    let mut found = Found { switches, only_actual: false, records: Vec::new(), effect: None };
    let mut is_bare = false;
    match question {
        Question::Regions => {}
        Question::Person { family, first, middle, born, region, only_actual, alimony } => {
            found.only_actual = *only_actual;
            for citizen in citizens() {
                let name = &citizen.name;
                let is_named = same(&name.family, family)
                    && same(name.first, first)
                    && middle.is_none_or(|middle| name.middle.is_some_and(|known| same(known, middle)));
                if is_named && citizen.born.dotted() == **born && is_in(citizen.region, region) {
                    found.all_of(&Party::citizen(&citizen), citizen.debtor(), *alimony);
                }
            }
        }
        Question::Legal { name, address, region, only_actual } => {
            found.only_actual = *only_actual;
            found.organisations(region, |party| {
                has_words(&party.name, name) && address.is_none_or(|address| has_words(&party.address, address))
            });
        }
        Question::Inn { inn, region, only_actual } => {
            found.only_actual = *only_actual;
            found.organisations(region, |party| party.inn.as_deref() == Some(*inn));
        }
        Question::Proceeding(title) => {
            is_bare = true;
            let number = title.split('/').next().and_then(|number| number.parse().ok());
            let mut one = |party: &Party, debtor: Debtor| {
                let known = number.and_then(|number| debtor.by_number(number));
                if let Some(known) = known.filter(|known| known.title(party.region) == *title) {
                    found.push(party, &known, true);
                }
            };
            everybody(&mut one);
        }
        Question::Document { number, region, kind } => {
            let mut one = |party: &Party, debtor: Debtor| {
                if !is_in(party.region, region) {
                    return;
                }
                let is_it = |known: &Proceeding| {
                    known.document_number(party.region) == **number
                        && kind.is_none_or(|kind| kind == "1" || kind == kind_of(known.document))
                };
                debtor.proceedings().filter(is_it).for_each(|known| found.push(party, &known, false));
            };
            everybody(&mut one);
        }
        Question::Wanted { name, region } => {
            let is_it = |search: &Search| has_words(&search.name.whole(), name) && is_in(search.region, region);
            found.records = sought().iter().filter(|search| is_it(search)).map(wanted).collect();
        }
    }
    let is_wanted = matches!(question, Question::Wanted { .. });
    let Found { records, effect, only_actual, .. } = found;
    Listing { records, is_wanted, only_actual, is_bare, effect }
}

struct Found<'s> {
    switches: &'s Switches,
    only_actual: bool,
    records: Vec<Object>,
    effect: Option<Effect>,
}

impl Found<'_> {
    fn push(&mut self, party: &Party, one: &Proceeding, is_bare: bool) {
        if !self.only_actual || one.outcome.is_none() {
            self.records.push(proceeding(party, one, self.switches, is_bare));
        }
    }

    fn all_of(&mut self, party: &Party, debtor: Debtor, alimony: bool) {
        let many = if alimony { debtor.alimony } else { debtor.many };
        (0..many).for_each(|place| self.push(party, &debtor.proceeding(place), false));
    }

    /// Organisations of a region. One that is a special case has a proceeding, so that there is something to go wrong.
    fn organisations(&mut self, region: &str, is_it: impl Fn(&Party) -> bool) {
        let organisations = World::get().subjects().filter(|subject| subject.organisation().is_some());
        for subject in organisations {
            let party = Party::organisation(subject);
            if !is_in(party.region, region) || !is_it(&party) {
                continue;
            }
            let effect = subject.facts.case.and_then(cases::effect);
            let debtor = subject.debtor();
            let many = if effect.is_some() { debtor.many.max(1) } else { debtor.many };
            self.all_of(&party, Debtor { many, ..debtor }, false);
            if let Some(last) = self.records.last_mut() {
                match effect {
                    Some(Effect::WrongType) => {
                        last.replace("stopIP", Node::List("", vec![Node::True]));
                    }
                    Some(Effect::Newer) => *last = newer(std::mem::take(last)),
                    _ => {}
                }
            }
            self.effect = self.effect.or(effect);
        }
    }
}

/// Members and values that no present client can know.
fn newer(mut record: Object) -> Object {
    record.replace("process_title", Node::Text("Ω/26/77099-ИП".to_owned()));
    let new = Object::new().text("new_kind", "Ω-1").flag("new_flag", true);
    record.with("new_detail", new).items("new_list", "", vec![Node::number("0.50")])
}

fn everybody(one: &mut dyn FnMut(&Party, Debtor)) {
    for subject in World::get().subjects().filter(|subject| subject.organisation().is_some()) {
        one(&Party::organisation(subject), subject.debtor());
    }
    citizens().iter().for_each(|citizen: &Citizen| one(&Party::citizen(citizen), citizen.debtor()));
}

/// Number of the kind of a writ.
fn kind_of(document: &str) -> &'static str {
    match document {
        "Судебный приказ" => "4",
        "Акт органа, осуществляющего контрольные функции" => "5",
        "Постановление о взыскании исполнительского сбора" => "8",
        _ => "1",
    }
}

/// `-1` is everywhere; a leading zero may be left out.
fn is_in(region: &Region, asked: &str) -> bool {
    asked == "-1" || asked.trim_start_matches('0') == region.code.trim_start_matches('0')
}

fn same(known: &str, asked: &str) -> bool {
    folded(known) == folded(asked)
}

fn folded(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

/// All the words of a question are in a name or an address.
fn has_words(known: &str, asked: &str) -> bool {
    let known = folded(known);
    let words: Vec<&str> = known.split(|letter: char| !letter.is_alphanumeric() && letter != '-').collect();
    folded(asked).split(' ').filter(|word| !word.is_empty()).all(|word| words.contains(&word))
}
