//! The table of every operation, as the documentation has it.

use kontragent::catalogue;
use kontragent::operation::{Answer, At, Cost, Input, Operation, Param, Place};
use kontragent::providers::Provider;
use std::fmt::Write as _;

const INTRODUCTION: &str = "# Operations

Everything that the providers are asked, written from the catalogue of the crate by `npm run build`. In parentheses what may be
left out; names with a bar: at least one of them; …: one value or several. What a parameter means and takes, and what an answer holds, is in the
comments of the package's types.

An *answer* of **companies** comes as `found`, `missing`, `failed`; what has **pages** has `.pages()` and `.all()` as well, and
what has **totals** `.totals()`. It is *charged* by the company, by the request, or not. *Kept* says how long the worker may give it
again. *Again* says whether a failed attempt is repeated by itself. What **writes** changes or starts something at the provider: the
worker asks it only for callers whose policy names it. *Persons*: **named** in the question, which then never is in an
address or a log, or found in the answer.

Each of them has an example in `tests/examples`. From it are tested: the request as it is sent, what the worker makes of it, the
sandbox's answer through the built package, directly and through the worker, against the published types; every refusal and every
break of the connection (`tests/package`), and that no secret leaves the worker whatever happens (`tests/worker/secrets.test.mjs`).
What is particular to an operation is tested in the files that bear the provider's name.
";

/// The whole page.
pub(crate) fn page() -> String {
    let mut out = INTRODUCTION.to_owned();
    for provider in Provider::ALL.iter().copied() {
        let operations = || catalogue::operations().filter(|operation| operation.provider == provider);
        let _ =
            writeln!(out, "\n## {}: `k.{}`, {} operations\n", provider.title(), provider.name(), operations().count());
        out.push_str("| method | what is asked | parameters | answer | charged | kept | again | writes | persons |\n");
        out.push_str("|---|---|---|---|---|---|---|---|---|\n");
        for operation in operations() {
            let cells = [
                format!("`{}`", operation.name),
                asked(operation),
                parameters(operation),
                answer(operation),
                charged(operation.cost).to_owned(),
                kept(operation.cache_seconds),
                if operation.safe_to_repeat { "yes" } else { "no" }.to_owned(),
                if operation.writes() { "**writes**" } else { "" }.to_owned(),
                persons(operation).to_owned(),
            ];
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        }
    }
    out
}

fn asked(operation: &Operation) -> String {
    let fixed: Vec<String> = operation.fixed.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if fixed.is_empty() { String::new() } else { format!("?{}", fixed.join("&")) };
    format!("`{} {}{query}`", operation.method.name(), operation.path)
}

fn parameters(operation: &Operation) -> String {
    let either = |param: &Param| operation.any_of.contains(&param.name);
    let named = |param: &Param| format!("`{}`{}", param.name, of(param));
    let alternatives: Vec<String> = operation.params.iter().filter(|param| either(param)).map(named).collect();
    let others = operation.params.iter().filter(|param| !either(param));
    let others = others.map(|param| if param.required { named(param) } else { format!("({})", named(param)) });
    let first = (!alternatives.is_empty()).then(|| alternatives.join(" \\| "));
    first.into_iter().chain(others).collect::<Vec<_>>().join(", ")
}

/// How many values a request takes, and where they go unless that is the query.
fn of(param: &Param) -> String {
    let most = match param.input {
        Input::Identifiers(_, usize::MAX) => " …".to_owned(),
        Input::Identifiers(_, most) if most > 1 => format!(" ≤ {most} a request"),
        Input::Texts(..) | Input::Choices(..) => " …".to_owned(),
        _ => String::new(),
    };
    let place = match param.place {
        Place::Query => "",
        Place::Path => " in the path",
        Place::Header => " in a header",
        Place::Body => " in the body",
    };
    format!("{most}{place}")
}

fn answer(operation: &Operation) -> String {
    let what = match operation.answer {
        Answer::Companies(_) => "companies",
        Answer::CompaniesOrPdf(_) => "companies, or a PDF",
        Answer::List(_) => "a list",
        Answer::Value(_) => "an object",
        Answer::Nothing => "nothing",
        Answer::Pdf => "a PDF",
        Answer::Anything => "any JSON",
    };
    let paging = operation.paging.map(|paging| {
        let by = match paging.at {
            At::Entry(name) | At::Page(name) => name,
        };
        format!(", pages of `{}` (by `{by}`)", paging.list)
    });
    let totals = catalogue::totals_of(operation).map_or("", |_| ", totals");
    let waiting = operation.polling.map(|polling| format!(", waited for by `{}`", polling.wait));
    [what, &paging.unwrap_or_default(), totals, &waiting.unwrap_or_default()].concat()
}

fn charged(cost: Cost) -> &'static str {
    match cost {
        Cost::Company => "by the company",
        Cost::Request => "by the request",
        Cost::Free => "no",
    }
}

fn kept(seconds: u32) -> String {
    match (seconds / 3600, seconds / 60) {
        (0, 0) => "no".to_owned(),
        (0, minutes) => format!("{minutes} min"),
        (hours, _) => format!("{hours} h"),
    }
}

fn persons(operation: &Operation) -> &'static str {
    match (operation.discreet, operation.personal) {
        (true, _) => "named",
        (false, true) => "in the answer",
        (false, false) => "",
    }
}
