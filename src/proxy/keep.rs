//! Asking once: what of an answer is kept, under which name, for how long, and how kept pieces become an answer again.
//!
//! An answer about companies is kept by the company: a question about 100 of which 60 are known goes to the provider with
//! 40. A piece is the provider's own bytes of the items of one company; a company that the provider left out has an empty
//! piece, kept for a shorter time. Every other answer is kept whole.
//!
//! Names are keyed hashes of everything that the answer depends on, so that a store holds no identifiers. Credentials are
//! no part of a question and so of no name.

use crate::http::Request;
use crate::json::{Scanner, Token, write_string};
use crate::model::{Identity, decode, says_nothing};
use crate::operation::{Answer, Expected, Input, Operation, Place};
use crate::proxy::Question;
use crate::proxy::whole::{Whole, item_of};
use core::ops::Range;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Part of every name: changed when pieces are kept in another form.
const VERSION: &str = "2";
/// An answer that there is nothing is kept for this part of a good answer's lifetime,
const UNKNOWN_PART: u32 = 24;
/// but no shorter than ten minutes, unless good answers are.
const UNKNOWN_LEAST: u32 = 600;
/// An identifier of a parameter, as it is asked about.
type Asked = (&'static str, String);

/// How an answer to a question is kept.
#[derive(Debug)]
pub struct Plan {
    question: Question,
    /// If it is kept by the company.
    companies: Option<Companies>,
    names: Vec<String>,
    /// For how many seconds a piece may be given again.
    pub fresh_seconds: u32,
    /// The same for a piece that says that there is nothing.
    pub unknown_seconds: u32,
}

/// What the operator decides about keeping answers.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The secret under which names are hashed.
    pub secret: &'a [u8],
    /// Who shares the answers that are not the same for everybody.
    pub tenant: &'a str,
    /// Where the provider is, if that is not its own address: what a sandbox makes up must never be given for an answer.
    pub source: &'a str,
    /// Whether answers to questions that name a person may be kept.
    pub personal: bool,
    /// Another lifetime than the catalogue's, in seconds.
    pub seconds: Option<u32>,
}

/// What an answer says of one company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where its items are in the answer; none for a company that the provider left out. An answer may be as large as all the
    /// memory that is left: nothing is copied.
    pub items: Vec<Range<usize>>,
    /// ИНН and ОГРН that the piece is about, that of the question first.
    pub about: Vec<&'a str>,
    /// Whether it says that there is nothing.
    pub nothing: bool,
}

impl Piece<'_> {
    /// The bytes of its items in that answer, a comma between them.
    pub fn bytes(&self, body: &[u8]) -> Vec<u8> {
        bytes_of(body, &self.items)
    }
}

impl Plan {
    /// How the answer is kept; `None` when it is not: an answer with a lifetime of nothing, a file, an operation that
    /// changes something, or a question that names a person where the operator does not want that.
    pub fn of(question: &Question, terms: &Terms<'_>) -> Option<Plan> {
        let Question { operation, request } = question;
        let fresh_seconds = terms.seconds.unwrap_or(operation.cache_seconds);
        let kept = fresh_seconds > 0
            && !operation.writes()
            && matches!(operation.expected(request), Expected::Json(_) | Expected::Xml);
        if !kept || operation.discreet && !terms.personal {
            return None;
        }
        let companies = Companies::of(question);
        let namer = Namer::of(operation, request, terms, companies.is_some());
        let names = match &companies {
            Some(companies) => companies.asked.iter().map(|(param, value)| namer.name(&[param, value])).collect(),
            None => vec![namer.name(&[])],
        };
        let unknown_seconds = fresh_seconds.min(UNKNOWN_LEAST.max(fresh_seconds / UNKNOWN_PART));
        Some(Plan { question: question.clone(), companies, names, fresh_seconds, unknown_seconds })
    }

    /// The names of the pieces, in the order of the question.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The companies of the question, if the answer is kept by the company.
    pub fn companies(&self) -> Option<&Companies> {
        self.companies.as_ref()
    }

    /// The question about the pieces at these positions only.
    pub fn rest(&self, positions: &[usize]) -> Question {
        self.companies.as_ref().map_or_else(|| self.question.clone(), |companies| companies.rest(positions))
    }

    /// Cuts the provider's good answer to the question about the pieces at these positions into these pieces.
    ///
    /// `None` when it cannot be cut without a doubt: it is not whole, no list of objects in UTF-8, or has an item about
    /// another company than was asked about, so that it is not certain which are the ones that it leaves out; or it does not
    /// fit its model.
    pub fn cut<'a>(&'a self, body: &'a [u8], positions: &[usize]) -> Option<Vec<Piece<'a>>> {
        if let Some(companies) = &self.companies {
            let (mut pieces, others) = companies.cut(body, positions)?;
            let (item, _) = item_of(self.question.operation)?;
            for piece in &mut pieces {
                for one in piece.items.iter().filter_map(|place| body.get(place.clone())) {
                    decode(one, item).ok()?;
                    // Of several that a company has, one is enough: a new entry may be in any of them.
                    piece.nothing |= says_nothing(one, item).ok()?;
                }
            }
            return others.is_empty().then_some(pieces);
        }
        let Whole { nothing, about } = Whole::read(&self.question, body)?;
        let whole = 0..body.len();
        Some(vec![Piece { items: Vec::from([whole]), about, nothing }])
    }

    /// The pieces as one answer, in the order given.
    pub fn join(&self, pieces: &[&[u8]]) -> Vec<u8> {
        self.companies.as_ref().map_or_else(|| pieces.concat(), |companies| companies.join(pieces))
    }
}

/// The companies of a question whose answer is a list with items about them.
#[derive(Debug)]
pub struct Companies {
    question: Question,
    asked: Vec<Asked>,
}

impl Companies {
    /// The companies of a question; `None` when its answer is no list of items about companies.
    pub fn of(question: &Question) -> Option<Companies> {
        let Question { operation, request } = question;
        let by_company = matches!(operation.answer, Answer::Companies(_) | Answer::CompaniesOrPdf(_))
            && matches!(operation.expected(request), Expected::Json(_));
        let asked = if by_company { asked(operation, request) } else { Vec::new() };
        (!asked.is_empty()).then(|| Companies { question: question.clone(), asked })
    }

    /// The identifiers at these positions, each with its parameter.
    pub fn at(&self, positions: &[usize]) -> Vec<(&'static str, &str)> {
        let at = |position: &usize| self.asked.get(*position).map(|(param, value)| (*param, value.as_str()));
        positions.iter().filter_map(at).collect()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.asked.len()
    }

    fn rest(&self, positions: &[usize]) -> Question {
        let wanted = self.at(positions);
        let mut question = self.question.clone();
        let query = &mut question.request.query;
        for (name, values) in query.iter_mut().filter(|(name, _)| is_identifiers(self.question.operation, name)) {
            let left: Vec<&str> = wanted.iter().filter(|(param, _)| param == name).map(|(_, value)| *value).collect();
            *values = left.join(",");
        }
        query.retain(|(name, values)| !values.is_empty() || !is_identifiers(self.question.operation, name));
        question
    }

    /// The pieces of the companies at these positions, and where the items about other companies than these are.
    ///
    /// `None` when the answer is no list of objects in UTF-8, from its beginning to its end.
    pub fn cut<'a>(&'a self, body: &'a [u8], positions: &[usize]) -> Option<(Vec<Piece<'a>>, Vec<Range<usize>>)> {
        core::str::from_utf8(body).ok()?;
        let asked = self.at(positions);
        let piece = |(_, value): &(&str, &'a str)| Piece { items: Vec::new(), about: vec![*value], nothing: true };
        let mut pieces: Vec<Piece<'a>> = asked.iter().map(piece).collect();
        let mut others = Vec::new();
        // Items of a few companies have no ИНН: in an answer about one company that is no question.
        let is_only = asked.len() == 1;
        for item in items(body)? {
            let Identity { inn, ogrn } = Identity::read(body.get(item.clone())?).ok()?;
            let mut matched = false;
            for ((param, value), piece) in asked.iter().zip(&mut pieces) {
                let own = if *param == "inn" { inn } else { ogrn };
                if own.map_or(!is_only, |own| own != value.as_bytes()) {
                    continue;
                }
                matched = true;
                piece.nothing = false;
                piece.items.push(item.clone());
                for known in inn.into_iter().chain(ogrn) {
                    let known = core::str::from_utf8(known).ok()?;
                    if !piece.about.contains(&known) {
                        piece.about.push(known);
                    }
                }
            }
            if !matched {
                others.push(item);
            }
        }
        Some((pieces, others))
    }

    /// Items keep the provider's bytes. A company that was asked about by ИНН and by ОГРН comes once, as in an answer of the
    /// provider.
    fn join(&self, pieces: &[&[u8]]) -> Vec<u8> {
        let Question { operation, request } = &self.question;
        let several = request.query.iter().filter(|(name, _)| is_identifiers(operation, name)).count() > 1;
        let mut list = Vec::with_capacity(pieces.iter().map(|piece| piece.len() + 1).sum::<usize>() + 2);
        if several {
            let mut seen: Vec<Identity<'_>> = Vec::new();
            for item in pieces.iter().flat_map(|piece| items_of_piece(piece)) {
                let identity = Identity::read(item).unwrap_or_default();
                if !seen.contains(&identity) {
                    seen.push(identity);
                    append(&mut list, item);
                }
            }
        } else {
            pieces.iter().filter(|piece| !piece.is_empty()).for_each(|piece| append(&mut list, piece));
        }
        list.insert(0, b'[');
        list.push(b']');
        list
    }
}

/// The items of an answer that is a list of objects, without its brackets; `None` when it is something else, or not whole.
pub fn list_items(body: &[u8]) -> Option<Vec<u8>> {
    core::str::from_utf8(body).ok()?;
    items(body).map(|items| bytes_of(body, &items))
}

/// Items of an answer, a comma between them.
fn bytes_of(body: &[u8], items: &[Range<usize>]) -> Vec<u8> {
    let mut list = Vec::with_capacity(items.iter().map(|item| item.len() + 1).sum());
    for item in items.iter().filter_map(|item| body.get(item.clone())) {
        append(&mut list, item);
    }
    list
}

/// Adds items to a list without brackets.
fn append(list: &mut Vec<u8>, items: &[u8]) {
    if !list.is_empty() {
        list.push(b',');
    }
    list.extend_from_slice(items);
}

/// Identifiers with their parameters as JSON, `{"inn":["…"],"ogrn":["…"]}`.
pub fn identifiers_json(asked: &[(&str, &str)]) -> String {
    let mut out = String::from("{");
    let mut current = "";
    for (param, value) in asked {
        if *param == current {
            out.push(',');
        } else {
            out.push_str(if current.is_empty() { "" } else { "]," });
            write_string(&mut out, param, false);
            out.push_str(":[");
            current = param;
        }
        write_string(&mut out, value, false);
    }
    out.push_str(if current.is_empty() { "}" } else { "]}" });
    out
}

/// The name under which everything about a company can be found, to be thrown away: a keyed hash of its ИНН or ОГРН.
pub fn company_name(secret: &[u8], identifier: &str) -> String {
    Namer::new(secret, &["company"]).name(&[identifier])
}

fn is_identifiers(operation: &Operation, name: &str) -> bool {
    let is_it = |input: &Input| matches!(input, Input::Identifiers(..));
    operation.params.iter().any(|param| param.wire == name && param.place == Place::Query && is_it(&param.input))
}

/// The identifiers of a request, parameter by parameter.
fn asked(operation: &'static Operation, request: &Request) -> Vec<Asked> {
    let names = operation.params.iter().filter(|param| is_identifiers(operation, param.wire)).map(|param| param.wire);
    let of = |name: &'static str| {
        let values = request.query.iter().filter(move |(known, _)| known == name);
        values.flat_map(move |(_, values)| values.split(',').map(move |value| (name, value.to_owned())))
    };
    names.flat_map(of).collect()
}

/// Where the items of a list of JSON are, which is checked to its end.
fn items(body: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut scanner = Scanner::new(body);
    let mut items = Vec::new();
    if scanner.token().ok()? != Token::List {
        return None;
    }
    let mut more = !scanner.open(b']').ok()?;
    while more {
        if scanner.token().ok()? != Token::Object {
            return None;
        }
        let start = scanner.at();
        scanner.skip().ok()?;
        items.push(start..scanner.at());
        more = scanner.next(b']').ok()?;
    }
    scanner.end().ok()?;
    Some(items)
}

/// The items of a piece: objects with commas between them.
fn items_of_piece(piece: &[u8]) -> Vec<&[u8]> {
    let mut items = Vec::new();
    let mut rest = piece;
    while !rest.is_empty() {
        let mut scanner = Scanner::new(rest);
        if scanner.skip().is_err() {
            // It was cut out of a list that was checked, so it has no other form.
            return vec![piece];
        }
        let (item, after) = rest.split_at_checked(scanner.at()).unwrap_or((rest, b""));
        items.push(item);
        rest = after.strip_prefix(b",").unwrap_or_default();
    }
    items
}

/// Makes names that begin with the same parts.
struct Namer(Option<Hmac<Sha256>>);

impl Namer {
    fn new(secret: &[u8], parts: &[&str]) -> Namer {
        // Any length of key is one for HMAC.
        let mut hmac = Hmac::<Sha256>::new_from_slice(secret).ok();
        hmac.iter_mut().for_each(|hmac| parts.iter().for_each(|part| put(hmac, part)));
        Namer(hmac)
    }

    /// Everything that an answer depends on, but for the companies if it is kept by the company.
    fn of(operation: &Operation, request: &Request, terms: &Terms<'_>, by_company: bool) -> Namer {
        // What public registers say of companies is the same for everybody; lists, states of orders and the like belong to
        // whoever asks.
        let public =
            matches!(operation.answer, Answer::Companies(_) | Answer::CompaniesOrPdf(_)) && !operation.discreet;
        let tenant = if public { "" } else { terms.tenant };
        let method = request.method.name();
        let provider = operation.provider.name();
        let mut parts = vec![VERSION, provider, terms.source, operation.name, tenant, method, &request.path];
        let mut query: Vec<(&str, &str)> = request
            .query
            .iter()
            .filter(|(name, _)| !(by_company && is_identifiers(operation, name)))
            .map(|(name, value)| (name.as_ref(), value.as_str()))
            .collect();
        query.sort_unstable();
        parts.extend(query.iter().flat_map(|(name, value)| [*name, *value]));
        let body = request.body.as_ref().map(|body| body.encoded());
        let (text, media_type) =
            body.as_ref().map_or(("", ""), |(text, media_type)| (text.as_str(), media_type.as_ref()));
        let headers = request.headers.iter().flat_map(|(name, value)| [name.as_ref(), value.as_str()]);
        parts.extend(["headers"].into_iter().chain(headers).chain(["body", media_type, text]));
        Namer::new(terms.secret, &parts)
    }

    fn name(&self, parts: &[&str]) -> String {
        let Some(mut hmac) = self.0.clone() else { return String::new() };
        parts.iter().for_each(|part| put(&mut hmac, part));
        let mut name = String::with_capacity(64);
        for byte in hmac.finalize().into_bytes() {
            for nibble in [byte >> 4, byte & 15] {
                name.extend(char::from_digit(u32::from(nibble), 16));
            }
        }
        name
    }
}

/// A part with its length before it, so that no two lists of parts read the same.
fn put(hmac: &mut Hmac<Sha256>, part: &str) {
    hmac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
    hmac.update(part.as_bytes());
}
