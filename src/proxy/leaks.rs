//! The last look at an answer: one that gives our own secrets back goes no further.

use memchr::memmem::Finder;

/// What must not be in an answer. It has no `Debug`: a secret is never printed.
#[derive(Clone)]
pub struct Leaks(Vec<Finder<'static>>);

impl Leaks {
    /// The secrets in every way in which they may be spelt.
    pub fn of<'a>(spellings: impl IntoIterator<Item = &'a str>) -> Leaks {
        let spellings = spellings.into_iter().filter(|spelling| !spelling.is_empty());
        Leaks(spellings.map(|spelling| Finder::new(spelling.as_bytes()).into_owned()).collect())
    }

    /// Whether an answer, which need not be text at all, has one of them in it.
    pub fn are_in(&self, body: &[u8]) -> bool {
        self.0.iter().any(|finder| finder.find(body).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spelling_is_found_wherever_it_stands_and_whatever_is_around_it() {
        let leaks = Leaks::of(["secret-of-ours", "c2VjcmV0"]);
        for body in ["secret-of-ours", "\"secret-of-ours\"", "[1,secret-secret-of-ours]", "Basic c2VjcmV0"] {
            assert!(leaks.are_in(body.as_bytes()), "{body}");
        }
        assert!(leaks.are_in(b"\xff\x00secret-of-ours\xff"));
        for body in ["", "secret-of-our", "Secret-Of-Ours", "secret-of- ours"] {
            assert!(!leaks.are_in(body.as_bytes()), "{body}");
        }
    }

    #[test]
    fn no_secret_is_in_no_answer() {
        assert!(!Leaks::of([]).are_in(b"anything"));
        assert!(!Leaks::of([""]).are_in(b"anything"));
    }
}
