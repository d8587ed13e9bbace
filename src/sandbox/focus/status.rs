use crate::sandbox::wire::Object;
use crate::sandbox::world::{End, Procedure, State};

/// The state of an organisation, in the words of the register and with the provider's flags.
pub(super) fn of_organisation(state: State) -> Object {
    write(organisation(state), state)
}

/// The state of an entrepreneur.
pub(super) fn of_entrepreneur(state: State) -> Object {
    write(entrepreneur(state), state)
}

pub(super) fn words_of_organisation(state: State) -> &'static str {
    organisation(state).0
}

pub(super) fn words_of_entrepreneur(state: State) -> &'static str {
    entrepreneur(state).0
}

fn organisation(state: State) -> (&'static str, Option<&'static str>) {
    match state {
        State::Active => ("Действующее", None),
        State::Under(procedure, _) => under(procedure),
        State::Ended(end, _) => (ended(end), Some("dissolved")),
    }
}

fn entrepreneur(state: State) -> (&'static str, Option<&'static str>) {
    match state {
        State::Active => ("Действующее", None),
        State::Under(..) => (
            "Регистрирующим органом принято решение о предстоящем исключении недействующего индивидуального предпринимателя из ЕГРИП",
            Some("dissolving"),
        ),
        State::Ended(end, _) => (ended(end), Some("dissolved")),
    }
}

fn write((words, flag): (&str, Option<&'static str>), state: State) -> Object {
    let object = Object::new().text("statusString", words);
    let object = flag.into_iter().fold(object, |object, flag| object.flag(flag, true));
    object.maybe_text("date", state.since())
}

fn under(procedure: Procedure) -> (&'static str, Option<&'static str>) {
    match procedure {
        Procedure::Liquidation => ("Находится в стадии ликвидации", Some("dissolving")),
        Procedure::Accession => (
            "Находится в процессе реорганизации в форме присоединения к другому юридическому лицу",
            Some("reorganizing"),
        ),
        Procedure::Transformation => {
            ("Юридическое лицо находится в процессе реорганизации в форме преобразования", Some("reorganizing"))
        }
        Procedure::Observation => (
            "В отношении юридического лица в деле о несостоятельности (банкротстве) введено наблюдение",
            Some("bankrupting"),
        ),
        Procedure::Competition => (
            "Юридическое лицо признано несостоятельным (банкротом) и в отношении него открыто конкурсное производство",
            Some("bankrupting"),
        ),
        Procedure::ExclusionInactive => (
            "Регистрирующим органом принято решение о предстоящем исключении юридического лица из ЕГРЮЛ (недействующее юридическое лицо)",
            Some("dissolving"),
        ),
        Procedure::ExclusionInaccurate => (
            "Регистрирующим органом принято решение о предстоящем исключении юридического лица из ЕГРЮЛ (наличие в ЕГРЮЛ сведений о юридическом лице, в отношении которых внесена запись о недостоверности)",
            Some("dissolving"),
        ),
        Procedure::Moving => ("Юридическим лицом принято решение об изменении места нахождения", None),
    }
}

fn ended(end: End) -> &'static str {
    match end {
        End::Accession => "Прекращение деятельности юридического лица путем реорганизации в форме присоединения",
        End::Merger => "Прекращение деятельности юридического лица путем реорганизации в форме слияния",
        End::Transformation => "Прекращение деятельности юридического лица путем реорганизации в форме преобразования",
        End::Division => "Прекращение деятельности юридического лица путем реорганизации в форме разделения",
        End::Liquidation => "Ликвидация юридического лица",
        End::LiquidationByCourt => "Ликвидация юридического лица по решению суда",
        End::Bankruptcy => {
            "Прекращение деятельности юридического лица в связи с его ликвидацией на основании определения арбитражного суда о завершении конкурсного производства"
        }
        End::ExclusionInactive => {
            "Прекращение деятельности юридического лица в связи с исключением из ЕГРЮЛ на основании п.2 ст.21.1 Федерального закона от 08.08.2001 №129-ФЗ"
        }
        End::ExclusionInaccurate => {
            "Исключение из ЕГРЮЛ юридического лица в связи с наличием в ЕГРЮЛ сведений о нем, в отношении которых внесена запись о недостоверности"
        }
        End::OwnDecision => {
            "Индивидуальный предприниматель прекратил деятельность в связи с принятием им соответствующего решения"
        }
        End::NotReentered => {
            "Утратил государственную регистрацию в качестве индивидуального предпринимателя на основании статьи 3 Федерального закона от 23.06.2003 №76-ФЗ"
        }
    }
}
