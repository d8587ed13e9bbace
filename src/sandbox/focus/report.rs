use crate::sandbox::wire::Object;
use crate::sandbox::world::{Date, Procedure, Record, State, Subject, TODAY};

/// How long a new head officer, or a new company, is something to look at.
const RECENT_DAYS: i32 = 336;

/// The colours of the express report.
pub(super) struct Colours {
    pub(super) green: bool,
    pub(super) yellow: bool,
    pub(super) red: bool,
}

/// From what the colours' descriptions name as their reasons.
pub(super) fn colours(subject: &Subject) -> Colours {
    Colours { green: subject.facts.lively, yellow: calls_for_care(subject), red: ends(subject.facts.state) }
}

pub(super) fn summary(subject: &Subject) -> Object {
    let Colours { green, yellow, red } = colours(subject);
    Object::new().flag("greenStatements", green).flag("yellowStatements", yellow).flag("redStatements", red)
}

/// Has ended, or may soon.
fn ends(state: State) -> bool {
    match state {
        State::Active => false,
        State::Ended(..) => true,
        State::Under(procedure, _) => match procedure {
            Procedure::Accession | Procedure::Transformation | Procedure::Moving => false,
            Procedure::Liquidation
            | Procedure::Observation
            | Procedure::Competition
            | Procedure::ExclusionInactive
            | Procedure::ExclusionInaccurate => true,
        },
    }
}

/// Was founded, is reorganised, or has a new head of late; or the register has doubts.
fn calls_for_care(subject: &Subject) -> bool {
    let recent = |date: Date| date.until(TODAY) < RECENT_DAYS;
    let Some(organisation) = subject.organisation() else { return recent(subject.facts.registered) };
    let doubtful = organisation.address.doubt.is_some() || organisation.heads.iter().any(|head| head.doubt.is_some());
    let changed = |record: &Record<_>| recent(record.first);
    doubtful
        || recent(subject.facts.registered)
        || organisation.heads.iter().any(changed)
        || matches!(subject.facts.state, State::Under(Procedure::Accession | Procedure::Transformation, _))
}
