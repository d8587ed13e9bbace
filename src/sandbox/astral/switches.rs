/// What an error's body is. The vendor documents «Без данных» for every one of them, yet clients look for texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(target_arch = "wasm32", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum ErrorBody {
    /// None.
    #[default]
    Empty,
    /// RFC 9457: `title`, `detail`, and `errors` for wrong parameters.
    Problem,
    /// `message`.
    Message,
    /// `error` and `error_description`.
    Oauth,
    /// Plain text.
    Text,
}

/// How the GUID of a new invitation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(target_arch = "wasm32", derive(serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum IdForm {
    /// As a JSON string, as documented.
    #[default]
    Quoted,
    /// As bare text.
    Bare,
    /// As a member `id`.
    Object,
}

/// How Астрал.ЭДО behaves where nothing is prescribed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct Switches {
    /// Tokens that are accepted without logging in, and never expire.
    pub tokens: Vec<String>,
    /// The name that logs in.
    pub email: String,
    /// Its password.
    pub password: String,
    /// For how many seconds a token that was handed out is good.
    pub token_seconds: u32,
    /// For how many requests it is good; without end unless said.
    pub token_uses: Option<u32>,
    /// Whether what tokens are refreshed with is forgotten at once.
    pub forget_refresh: bool,
    /// The status of every answer with a good token, instead of the right one.
    pub status: Option<u16>,
    /// What an error's body is.
    pub error_body: ErrorBody,
    /// The status of a success that has nothing to tell. 200 is documented.
    pub empty_status: u16,
    /// How the GUID of a new invitation is written.
    pub id_form: IdForm,
    /// Whether `count` of an answer is that of all entries; that of the entries on the page otherwise.
    pub count_all: bool,
    /// The most entries of a page, however many are asked for.
    pub page_cap: u32,
}

/// The token, e-mail address and password of the sandbox.
impl Default for Switches {
    fn default() -> Self {
        Switches {
            tokens: vec![crate::sandbox::KEY.to_owned()],
            email: "sandbox@kontragent.example".to_owned(),
            password: crate::sandbox::KEY.to_owned(),
            token_seconds: 3600,
            token_uses: None,
            forget_refresh: false,
            status: None,
            error_body: ErrorBody::Empty,
            empty_status: 200,
            id_form: IdForm::Quoted,
            count_all: false,
            page_cap: 100,
        }
    }
}
