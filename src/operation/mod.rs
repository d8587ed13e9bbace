//! The vocabulary in which an operation of a provider is declared, and the one check of its parameters: the client runs
//! it before anything is sent, the worker before any money is spent.
//!
//! | module | what it does |
//! |---|---|
//! | `check` | parameters as a caller gives them → values as they are sent, or why not |
//! | `compose` | checked values → requests, as many as they need |
//! | `wire` | a request as the worker gets it → parameters |

mod check;
mod compose;
mod declare;
mod wire;

pub use check::Checked;
#[cfg(feature = "astral")]
pub(crate) use declare::record;
pub(crate) use declare::{operations, param};
pub use wire::Read;

use crate::error::{Cause, Error};
use crate::http::{Method, Request};
use crate::identifiers::Kind;
use crate::json::Value;
use crate::model::Shape;
use crate::providers::Provider;

/// One question that a provider answers. Everything that anybody must know of it is here.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Who answers.
    pub provider: Provider,
    /// The name of our method, such as `req`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path from the provider's root. A segment in braces, `{id}`, is the parameter of that wire name.
    pub path: &'static str,
    /// What the query always has, such as `type=legal`. Operations may share a path and differ in this.
    pub fixed: &'static [(&'static str, &'static str)],
    /// The parameters, in the order in which they are sent.
    pub params: &'static [Param],
    /// Names of which at least one must be given; empty when that is no rule.
    pub any_of: &'static [&'static str],
    /// What else must hold of the parameters together.
    pub rule: Option<Rule>,
    /// What the parameters of [`Place::Body`] are sent as.
    pub body: BodyKind,
    /// What a good answer is.
    pub answer: Answer,
    /// How a long answer is cut into pages, if it is.
    pub paging: Option<Paging>,
    /// How to wait for what this starts, if it starts something that takes its time.
    pub polling: Option<Polling>,
    /// Whether asking twice is the same as asking once.
    pub safe_to_repeat: bool,
    /// What an answer costs.
    pub cost: Cost,
    /// For how many seconds an answer may be kept and given again.
    pub cache_seconds: u32,
    /// Whether question or answer is about natural persons.
    pub personal: bool,
    /// Whether the question itself names a person, so that its parameters belong into no address and no log.
    pub discreet: bool,
    /// How long one attempt may take unless the caller says otherwise, in milliseconds.
    pub timeout_ms: u32,
    /// What it is for.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// A rule about several parameters: why it does not hold, and the name of the parameter that this is about.
pub type Rule = fn(&Checked) -> Result<(), (Cause, &'static str)>;

/// What the parameters of a body are sent as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// There is no body.
    None,
    /// Plain text: values without names, separated by commas.
    List,
    /// A JSON object with a member for each parameter.
    Json,
    /// A form, `multipart/form-data`.
    Form,
}

/// What a good answer is.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// A list with one item a company, several for one ИНН that had several ОГРН, and none for a company that the
    /// provider does not know.
    Companies(&'static Shape),
    /// The same, or a PDF if the parameter `pdf` is given.
    CompaniesOrPdf(&'static Shape),
    /// A list that is not about the companies asked about.
    List(&'static Shape),
    /// One value.
    Value(&'static Shape),
    /// Success, and nothing to tell.
    Nothing,
    /// A PDF.
    Pdf,
    /// Any JSON: there is no model for it.
    Anything,
}

/// Pages of a list: inside each item of an answer about companies, or inside the one object of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The field that holds the list, by our name.
    pub list: &'static str,
    /// The parameter, by its wire name, that says where a page begins, and in what it counts.
    pub at: At,
    /// The parameter, by its wire name, for the size of a page, if there is one.
    pub size_param: Option<&'static str>,
    /// How many entries a full page has unless the size is given.
    pub size: u32,
    /// How the last page is known.
    pub last: Last,
}

/// How to wait for what was started: another operation of the same provider is asked until it is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Polling {
    /// The name of the method that waits.
    pub wait: &'static str,
    /// The name of the operation that is asked.
    pub poll: &'static str,
    /// The one parameter of that operation: the id, which the answer has in a field of the same name.
    pub id: &'static str,
    /// The field that its answer has only once it is ready.
    pub ready: &'static str,
}

/// What says where a page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The number of entries before it.
    Entry(&'static str),
    /// Its number, from 1.
    Page(&'static str),
}

/// How the last page is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    /// It is not full.
    Short,
    /// The one after it is empty: the provider may give fewer entries a page than it was asked for.
    BeforeEmpty,
    /// The answer says how many pages there are, in the field of this name.
    Counted(&'static str),
}

/// How an operation is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// By the number of different companies asked about in a period.
    Company,
    /// By the request.
    Request,
    /// Nothing.
    Free,
}

/// One parameter of an operation, or one member of a [`Record`].
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name for the caller.
    pub name: &'static str,
    /// Its name on the wire.
    pub wire: &'static str,
    /// What it takes.
    pub input: Input,
    /// Where it is sent.
    pub place: Place,
    /// Whether it must be given.
    pub required: bool,
    /// What it means.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// Checks a text and gives it as it is sent. A text that is already as it is sent must come out unchanged: the worker
/// reads it with the same rule.
pub type Reading = fn(&str) -> Result<String, Cause>;

/// What a parameter takes.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// Identifiers of these kinds, one or several, at most so many in one request.
    Identifiers(&'static [Kind], usize),
    /// A day, `YYYY-MM-DD`.
    Date,
    /// A whole number of at least this; a zero is not sent.
    Count(u32),
    /// `true` is sent as this word; `false` is not sent.
    Flag(&'static str),
    /// `true` and `false` are sent as such.
    Switch,
    /// A text under a rule.
    Text(Reading),
    /// One or several texts under a rule, at least so many.
    Texts(Reading, usize, Join),
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One or several of these words.
    Choices(&'static [&'static str], Join),
    /// An object, in a JSON body.
    Record(&'static Record),
    /// The same, or `null`, which is sent as such: it erases what the provider has.
    Erasable(&'static Record),
    /// A list of objects, at least so many, in a JSON body.
    Records(&'static Record, usize),
}

/// How several values are sent in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// Under one name, separated by commas.
    Comma,
    /// Each under the name again.
    Repeat,
}

/// An object that is a parameter or a part of one.
#[derive(Debug)]
pub struct Record {
    /// Its members; their place has no meaning.
    pub params: &'static [Param],
    /// What must hold of the members together.
    pub rule: Option<Rule>,
    /// The name of the TypeScript interface.
    #[cfg(feature = "reflect")]
    pub name: &'static str,
    /// What it is.
    #[cfg(feature = "reflect")]
    pub doc: &'static str,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header; its wire name is in lower case.
    Header,
    /// In the body.
    Body,
}

/// What a good answer to one request is.
#[derive(Clone, Copy, Debug)]
pub enum Expected {
    /// JSON of that shape.
    Json(&'static Shape),
    /// XML, as it is.
    Xml,
    /// A PDF.
    Pdf,
    /// Nothing; whatever comes is ignored.
    Nothing,
}

impl Expected {
    /// The media type to ask for.
    pub fn accept(self) -> &'static str {
        self.media_types().first().copied().unwrap_or("*/*")
    }

    /// Whether an answer may be of that media type; one that says none may be anything. `strict`: whether the provider says
    /// JSON when it means JSON; of others nothing but a page for people is refused by its type.
    pub fn fits(self, media_type: &str, strict: bool) -> bool {
        match self {
            Expected::Nothing => true,
            Expected::Json(_) if !strict => media_type != "text/html",
            _ => media_type.is_empty() || self.media_types().contains(&media_type),
        }
    }

    fn media_types(self) -> &'static [&'static str] {
        match self {
            Expected::Json(_) => &["application/json"],
            Expected::Xml => &["application/xml", "text/xml"],
            Expected::Pdf => &["application/pdf", "application/octet-stream"],
            Expected::Nothing => &[],
        }
    }
}

impl Operation {
    /// What most operations have in common, for struct update: a `GET` that is safe to repeat, answered within half a
    /// minute, neither charged nor kept.
    pub const fn new(provider: Provider) -> Operation {
        Operation {
            provider,
            name: "",
            method: Method::Get,
            path: "",
            fixed: &[],
            params: &[],
            any_of: &[],
            rule: None,
            body: BodyKind::None,
            answer: Answer::Nothing,
            paging: None,
            polling: None,
            safe_to_repeat: true,
            cost: Cost::Free,
            cache_seconds: 0,
            personal: false,
            discreet: false,
            timeout_ms: 30_000,
            #[cfg(feature = "reflect")]
            doc: "",
        }
    }

    /// `focus.req`: the name by which the operation is called.
    pub fn id(&self) -> String {
        [self.provider.name(), ".", self.name].concat()
    }

    /// Whether it changes or starts something at the provider: whatever is not merely read there.
    pub fn writes(&self) -> bool {
        self.method != Method::Get
    }

    /// What a good answer to the request is.
    pub fn expected(&self, request: &Request) -> Expected {
        let asked = |name: &str| request.query.iter().any(|(known, value)| known == name && value == "true");
        match self.answer {
            Answer::Pdf => Expected::Pdf,
            Answer::CompaniesOrPdf(_) if asked("pdf") => Expected::Pdf,
            _ if self.params.iter().any(|param| param.name == "xml") && asked("xml") => Expected::Xml,
            Answer::Companies(shape) | Answer::CompaniesOrPdf(shape) | Answer::List(shape) | Answer::Value(shape) => {
                Expected::Json(shape)
            }
            Answer::Nothing => Expected::Nothing,
            Answer::Anything => Expected::Json(&Shape::Any),
        }
    }

    /// Checks the parameters and builds the one request that they ask for: identifiers in the order given, each once.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that names the parameter, such as `inn[3]`, also when one request cannot hold them all.
    pub fn request(&'static self, params: &Value) -> Result<Request, Box<Error>> {
        let checked = self.check(params)?;
        let mut requests = self.compose(&checked)?.into_iter();
        match (requests.next(), requests.next()) {
            (Some(request), None) => Ok(request),
            _ => Err(self.too_many(&checked)),
        }
    }

    /// Checks the parameters and builds as many requests as their identifiers need.
    ///
    /// # Errors
    /// An invalid-input [`Error`] that names the parameter, such as `inn[3]`.
    pub fn requests(&'static self, params: &Value) -> Result<Vec<Request>, Box<Error>> {
        let checked = self.check(params)?;
        let requests = self.compose(&checked)?;
        // Documents of several requests cannot be put together.
        let document = requests.first().is_some_and(|request| !matches!(self.expected(request), Expected::Json(_)));
        if document && requests.len() > 1 { Err(self.too_many(&checked)) } else { Ok(requests) }
    }

    fn too_many(&self, checked: &Checked) -> Box<Error> {
        let (mut name, mut most, mut given, mut pages) = ("", 1, 0, 0);
        for (param, value) in checked.values() {
            let needed = value.items().len().div_ceil(param.most());
            if needed >= pages {
                (name, most, given, pages) = (param.name, param.most(), value.items().len(), needed);
            }
        }
        Error::new(Cause::InputTooMany { most, given }).of(self).at(name)
    }

    fn refuse(&self, cause: Cause, path: &str) -> Box<Error> {
        Error::new(cause).of(self).at(path)
    }
}

impl Param {
    /// Whether its values may be spread over several requests.
    fn is_split(&self) -> bool {
        matches!(self.input, Input::Identifiers(..))
    }

    /// How many requests its values need.
    fn pages(&self, value: &Value) -> usize {
        if self.is_split() { value.items().len().div_ceil(self.most()) } else { 1 }
    }

    /// How many values one request takes.
    fn most(&self) -> usize {
        match self.input {
            Input::Identifiers(_, most) => most.max(1),
            _ => usize::MAX,
        }
    }
}
