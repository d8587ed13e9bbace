use super::table::{Place, Table};
use super::{Choices, Model, Need, Shape, Variants};
use crate::json::{Fault, FaultKind, Scanner, Token, unescape};

/// An answer that fits its model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// JSON with our names, lists and flags filled in, and everything unknown kept.
    pub json: String,
}

/// Checks an answer against the type that it should have and rewrites it in our names.
///
/// Unknown members are copied as they are; `null` counts as absent; a value of another type than the model's is a fault,
/// never a cast.
///
/// # Errors
/// A [`Fault`] with the path of the value that is not as the model says, or the place where the JSON is broken.
pub fn decode(body: &[u8], shape: &Shape) -> Result<Decoded, Fault> {
    // Enough for a page of purchases whose lists and flags are filled in.
    let out = Vec::with_capacity(body.len() + body.len() / 8 + 64);
    let mut decoder = Decoder { body, scanner: Scanner::new(body), out, kept: 0 };
    let token = decoder.scanner.token()?;
    decoder.kept = decoder.scanner.at();
    decoder.value(shape, token)?;
    decoder.flush(decoder.scanner.at());
    decoder.scanner.end()?;
    let Decoder { out, .. } = decoder;
    let json =
        String::from_utf8(out).map_err(|error| Fault::new(FaultKind::NotUtf8, error.utf8_error().valid_up_to()))?;
    Ok(Decoded { json })
}

/// Most of an answer stays as it is. So the decoder copies nothing by itself: what it has passed since the last change waits
/// in the body, and is copied at once when the next change comes.
struct Decoder<'a> {
    body: &'a [u8],
    scanner: Scanner<'a>,
    out: Vec<u8>,
    /// Where in the body that begins which is to be copied, but is not yet.
    kept: usize,
}

impl Decoder<'_> {
    /// Copies what is kept up to an offset of the body.
    fn flush(&mut self, end: usize) {
        self.out.extend_from_slice(self.body.get(self.kept..end).unwrap_or_default());
        self.kept = end;
    }

    /// Puts something else in the place of what stands from `start` to the cursor.
    fn replace(&mut self, start: usize, parts: &[&[u8]]) {
        self.flush(start);
        self.write(parts);
        self.kept = self.scanner.at();
    }

    fn write(&mut self, parts: &[&[u8]]) {
        parts.iter().for_each(|part| self.out.extend_from_slice(part));
    }

    /// A value that begins with that token.
    fn value(&mut self, shape: &Shape, token: Token) -> Result<(), Fault> {
        let start = self.scanner.at();
        match (shape, token) {
            (Shape::Object(model), Token::Object) => self.object(model),
            (Shape::OneOf(variants), Token::Object) => self.object(self.variant(variants)?),
            (Shape::List(item), Token::List) => self.list(item),
            (Shape::Any, _) | (Shape::Text, Token::Text) | (Shape::Flag, Token::True | Token::False) => {
                self.scanner.skip_token(token)
            }
            (Shape::Date, Token::Text) => {
                if is_iso_date(self.scanner.text()?) {
                    Ok(())
                } else {
                    Err(Fault::new(FaultKind::Date, start))
                }
            }
            (Shape::Number | Shape::Integer, Token::Number) => {
                let (is_whole, expected) = (self.scanner.number()?, expected(shape));
                let found = match shape {
                    _ if !is_in_range(self.scanner.since(start)) => "number out of range",
                    Shape::Integer if !is_whole => "decimal number",
                    _ => return Ok(()),
                };
                Err(Fault::new(FaultKind::Type { expected, found }, start))
            }
            (Shape::Choice(choices), Token::Text) => {
                let raw = self.scanner.text()?;
                if let Some(value) = respelt(choices, raw, start)? {
                    self.replace(start, &[b"\"", value.as_bytes(), b"\""]);
                }
                Ok(())
            }
            _ => Err(self.mismatch(shape, token)),
        }
    }

    fn mismatch(&self, shape: &Shape, token: Token) -> Fault {
        Fault::new(FaultKind::Type { expected: expected(shape), found: token.name() }, self.scanner.at())
    }

    /// The model of the object that begins here.
    fn variant(&self, variants: &'static Variants) -> Result<&'static Model, Fault> {
        let mut ahead = self.scanner.clone();
        let mut more = !ahead.open(b'}')?;
        while more {
            let name = ahead.name()?;
            if ahead.token()? == Token::Text && name == variants.tag.as_bytes() {
                return Ok(variants.model(core::str::from_utf8(ahead.text()?).unwrap_or_default()));
            }
            ahead.skip().map_err(|fault| fault.in_member(name))?;
            more = ahead.next(b'}')?;
        }
        Ok(variants.other)
    }

    fn list(&mut self, item: &Shape) -> Result<(), Fault> {
        let mut more = !self.scanner.open(b']')?;
        let mut position = 0;
        while more {
            let done = self.scanner.token().and_then(|token| self.value(item, token));
            done.map_err(|fault| fault.in_item(position))?;
            position += 1;
            more = self.scanner.next(b']')?;
        }
        Ok(())
    }

    fn object(&mut self, model: &Model) -> Result<(), Fault> {
        let start = self.scanner.at();
        let mut members = Members::default();
        let mut more = !self.scanner.open(b'}')?;
        members.end = start + 1;
        while more {
            let at = self.scanner.at();
            let name = self.scanner.name()?;
            self.member(&model.table, &mut members, at, name).map_err(|fault| fault.in_member(name))?;
            more = self.scanner.next(b'}')?;
        }
        let mut place = Place::default();
        while let Some(entry) = model.table.entry(place) {
            place = entry.after;
            if entry.need == Need::Optional || members.seen.contains(entry.number) {
                continue;
            }
            if entry.need == Need::Required {
                return Err(Fault::new(FaultKind::Missing, start).in_member(entry.wire));
            }
            self.begin_gap(&mut members);
            self.write(&[
                if members.any { b",\"" } else { b"\"" },
                entry.name,
                b"\":",
                absent(model.table.shape(&entry)),
            ]);
            members.any = true;
        }
        if members.gap {
            self.kept = self.scanner.at() - 1;
        }
        Ok(())
    }

    /// A member whose name, which begins at `at`, has been passed.
    fn member(&mut self, table: &Table, members: &mut Members, at: usize, name: &[u8]) -> Result<(), Fault> {
        let unescaped;
        let plain = if name.contains(&b'\\') {
            // The same name, which must neither hide the other nor be another one's by being unknown.
            unescaped = unescape(name, at)?;
            unescaped.as_bytes()
        } else {
            name
        };
        let known = table.find(plain, members.expected);
        if let Some(entry) = &known {
            members.expected = entry.after;
            if !members.seen.insert(entry.number) {
                return Err(Fault::new(FaultKind::Duplicate, at));
            }
        }
        let colon = self.scanner.at();
        let token = self.scanner.token()?;
        let need = known.as_ref().map_or(Need::Required, |entry| entry.need);
        let is_absent = token == Token::Null && need != Need::Required;
        if is_absent && need == Need::Optional {
            self.begin_gap(members);
            return self.scanner.skip_token(token);
        }
        if members.gap {
            members.gap = false;
            self.kept = at;
            if members.any {
                self.out.push(b',');
            }
        }
        members.any = true;
        match known {
            Some(entry) => {
                if entry.is_renamed() || plain.len() != name.len() {
                    self.flush(at);
                    self.write(&[b"\"", entry.name, b"\":"]);
                    self.kept = colon;
                }
                let shape = table.shape(&entry);
                if is_absent {
                    let start = self.scanner.at();
                    self.scanner.skip_token(token)?;
                    self.replace(start, &[absent(shape)]);
                } else {
                    self.value(shape.unwrap_or(&Shape::Any), token)?;
                }
            }
            None => self.scanner.skip_token(token)?,
        }
        members.end = self.scanner.at();
        Ok(())
    }

    /// Leaves out what follows the last member that was written: it is an absent one, or the end.
    fn begin_gap(&mut self, members: &mut Members) {
        if !members.gap {
            members.gap = true;
            self.flush(members.end);
        }
    }
}

/// The members of an object so far.
#[derive(Default)]
struct Members {
    seen: Seen,
    /// Where in the table the next is expected.
    expected: Place,
    /// Where in the body the last that was written ends; before the first, where it would begin.
    end: usize,
    /// Whether one was written.
    any: bool,
    /// Whether everything is copied that was to be, and what follows in the body is left out until the next is written.
    gap: bool,
}

/// The word for a type in messages.
fn expected(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::Choice(_) => "text",
        Shape::Date => "date",
        Shape::Number => "number",
        Shape::Integer => "whole number",
        Shape::Flag => "true or false",
        Shape::Object(_) | Shape::OneOf(_) => "object",
        Shape::List(_) => "list",
        Shape::Any => "anything",
    }
}

/// Whether engines can hold a number: what is longer than any sum, or has an exponent of three digits, may be infinite for them.
fn is_in_range(spelled: &[u8]) -> bool {
    const LONGEST: usize = 100;
    let exponent = spelled.iter().position(|byte| matches!(byte, b'e' | b'E')).map_or(0, |at| spelled.len() - at - 1);
    let sign = spelled.iter().rev().take(exponent).any(|byte| matches!(byte, b'+' | b'-'));
    spelled.len() <= LONGEST && exponent <= 2 + usize::from(sign)
}

/// What a list or a flag means when it is absent.
fn absent(shape: Option<&Shape>) -> &'static [u8] {
    if matches!(shape, Some(Shape::Flag)) { b"false" } else { b"[]" }
}

/// The value that is meant by another spelling of it. Escapes are resolved first: `\u0421` is the same letter.
fn respelt(choices: &Choices, raw: &[u8], offset: usize) -> Result<Option<&'static str>, Fault> {
    if choices.respelt.is_empty() {
        return Ok(None);
    }
    let unescaped;
    let text = if raw.contains(&b'\\') {
        unescaped = unescape(raw, offset)?;
        unescaped.as_bytes()
    } else {
        raw
    };
    Ok(choices.respelt.iter().find(|(wire, _)| wire.as_bytes() == text).map(|(_, value)| *value))
}

/// The positions of the fields that an object had so far; a model has fewer than 256.
#[derive(Default)]
struct Seen([u64; 4]);

impl Seen {
    /// `false` when it was there already.
    fn insert(&mut self, position: usize) -> bool {
        let bit = 1_u64 << (position % 64);
        match self.0.get_mut(position / 64) {
            Some(word) => {
                let new = *word & bit == 0;
                *word |= bit;
                new
            }
            None => true,
        }
    }

    fn contains(&self, position: usize) -> bool {
        self.0.get(position / 64).is_some_and(|word| word & 1 << (position % 64) != 0)
    }
}

/// `YYYY-MM-DD`, alone or followed by `T` and a time.
pub(crate) fn is_iso_date(text: &[u8]) -> bool {
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, b""));
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = date else { return false };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2].into_iter().all(|byte| byte.is_ascii_digit());
    let month = u32::from(m1 & 15) * 10 + u32::from(m2 & 15);
    let day = u32::from(d1 & 15) * 10 + u32::from(d2 & 15);
    digits && (1..=12).contains(&month) && (1..=31).contains(&day) && (rest.is_empty() || rest.starts_with(b"T"))
}

#[cfg(test)]
mod tests {
    use super::super::{choices, models};
    use super::*;

    choices! {
        /// A colour.
        COLOUR: "red", "grey" = "gr\u{0430}y";
    }

    models! {
        /// A person.
        PERSON: "Person" {
            /// The name.
            required name: Text;
            /// The age.
            optional age: Integer;
        }
        /// A firm.
        FIRM: "Firm" {
            /// The number.
            required ogrn: Text;
            /// The legal entity.
            optional ul = "UL": Object(&PERSON);
            /// The day.
            optional date: Date;
            /// The sum.
            optional sum: Number;
            /// Is it over?
            flag dissolved;
            /// The people.
            list people: Object(&PERSON);
            /// The phones.
            list phones: Text;
        }
        /// Nothing in it is needed.
        LOOSE: "Loose" {
            /// The age.
            optional age: Integer;
            /// The sum.
            optional sum: Number;
            /// The day.
            optional day: Date;
            /// Renamed.
            optional y = "Y": Integer;
        }
        /// A thing.
        THING: "Thing" {
            /// The colour.
            optional colour: Choice(&COLOUR);
            /// More colours.
            list colours: Choice(&COLOUR);
        }
    }
    static FIRMS: Shape = Shape::List(&Shape::Object(&FIRM));

    fn run(text: &str) -> Result<String, (String, FaultKind)> {
        decode(text.as_bytes(), &FIRMS).map(|decoded| decoded.json).map_err(|fault| (fault.path(), fault.kind))
    }

    #[test]
    fn absent_lists_and_flags_are_filled_in_and_names_are_ours() {
        assert_eq!(run("[]").as_deref(), Ok("[]"));
        assert_eq!(
            run(r#" [ { "ogrn" : "1" , "UL" : { "name" : "\u041e" } , "sum" : 12.3400 } ] "#).as_deref(),
            Ok(
                r#"[ { "ogrn" : "1" , "ul": { "name" : "\u041e" } , "sum" : 12.3400,"dissolved":false,"people":[],"phones":[]} ]"#
            )
        );
        assert_eq!(
            run(
                r#"[{"phones":["8"],"people":[{"name":"A","age":7}],"dissolved":true,"date":"2020-02-01","ogrn":"1"}]"#
            )
            .as_deref(),
            Ok(r#"[{"phones":["8"],"people":[{"name":"A","age":7}],"dissolved":true,"date":"2020-02-01","ogrn":"1"}]"#)
        );
    }

    #[test]
    fn null_is_absent() {
        assert_eq!(
            run(r#"[{"ogrn":"1","UL":null,"dissolved":null,"people":null,"phones":null,"new":null}]"#).as_deref(),
            Ok(r#"[{"ogrn":"1","dissolved":false,"people":[],"phones":[],"new":null}]"#)
        );
        // Wherever it stands, its comma goes with it.
        for (wire, ours) in [
            (r#"{"age":null}"#, "{}"),
            (r#"{ "age" : null , "sum" : null }"#, "{}"),
            (r#"{"age":null,"x":1}"#, r#"{"x":1}"#),
            (r#"{ "age" : null , "x" : 1 }"#, r#"{"x" : 1 }"#),
            (r#"{"x":1,"age":null}"#, r#"{"x":1}"#),
            (r#"{"age":null,"x":1,"sum":null,"day":null,"Y":2,"z":{}}"#, r#"{"x":1,"y":2,"z":{}}"#),
            (r#"{"x":[{}],"age":null,"sum":null,"Y":2}"#, r#"{"x":[{}],"y":2}"#),
        ] {
            let decoded = decode(wire.as_bytes(), &Shape::Object(&LOOSE)).map(|decoded| decoded.json);
            assert_eq!(decoded.as_deref(), Ok(ours), "{wire}");
        }
        let null = FaultKind::Type { expected: "text", found: "null" };
        assert_eq!(run(r#"[{"ogrn":null}]"#), Err(("$[0].ogrn".into(), null)));
    }

    #[test]
    fn the_unknown_is_kept_as_it_is() {
        let unknown = r#""новое":{"a":[1,{"b":"\/"}],"ogrn":5},"__proto__":{"x":1}"#;
        assert_eq!(
            run(&format!(r#"[{{"ogrn":"1",{unknown}}}]"#)),
            Ok(format!(r#"[{{"ogrn":"1",{unknown},"dissolved":false,"people":[],"phones":[]}}]"#))
        );
    }

    #[test]
    fn another_type_is_a_fault_with_its_path() {
        let of = |expected, found| FaultKind::Type { expected, found };
        for (text, path, kind) in [
            ("{}", "$", of("list", "object")),
            ("[[]]", "$[0]", of("object", "list")),
            (r#"[{"ogrn":1}]"#, "$[0].ogrn", of("text", "number")),
            (r#"[{"ogrn":"1"},{"ogrn":"2","UL":{"name":"A","age":"7"}}]"#, "$[1].UL.age", of("whole number", "text")),
            (
                r#"[{"ogrn":"1","people":[{"name":"A","age":7.5}]}]"#,
                "$[0].people[0].age",
                of("whole number", "decimal number"),
            ),
            (r#"[{"ogrn":"1","people":{}}]"#, "$[0].people", of("list", "object")),
            (r#"[{"ogrn":"1","phones":["1",null]}]"#, "$[0].phones[1]", of("text", "null")),
            (r#"[{"ogrn":"1","dissolved":"true"}]"#, "$[0].dissolved", of("true or false", "text")),
            (r#"[{"ogrn":"1","sum":"1"}]"#, "$[0].sum", of("number", "text")),
            (r#"[{"ogrn":"1","date":"01.02.2020"}]"#, "$[0].date", FaultKind::Date),
            (r#"[{"ogrn":"1","date":"2020-13-01"}]"#, "$[0].date", FaultKind::Date),
            (r#"[{"ogrn":"1","UL":{}}]"#, "$[0].UL.name", FaultKind::Missing),
            (r#"[{"sum":1}]"#, "$[0].ogrn", FaultKind::Missing),
            (r#"[{"ogrn":"1","ogrn":"2"}]"#, "$[0].ogrn", FaultKind::Duplicate),
            (r#"[{"ogrn":"1","UL":{"name":"A"},"ul":{"name":"B"}}]"#, "$[0].ul", FaultKind::Duplicate),
            // However it is spelt: `JSON.parse` would take the latter.
            (
                r#"[{"ogrn":"1","people":[{"name":"A"}],"peopl\u0065":[]}]"#,
                "$[0][\"peopl\\u0065\"]",
                FaultKind::Duplicate,
            ),
            (r#"[{"ogrn":"1","\u0055L":{}}]"#, "$[0][\"\\u0055L\"].name", FaultKind::Missing),
            (r#"[{"ogrn":"1","x":[{"y":]}]"#, "$[0].x[0].y", FaultKind::Syntax),
            (r#"[{"ogrn":"1""#, "$[0]", FaultKind::Truncated),
            ("[] []", "$", FaultKind::Syntax),
        ] {
            assert_eq!(run(text), Err((path.to_owned(), kind)), "{text}");
        }
    }

    #[test]
    fn a_name_that_is_spelt_with_escapes_is_the_same_name() {
        assert_eq!(
            run(r#"[{"\u006fgrn":"1","U\u004c":{"n\u0061me":"A"},"n\u0065w":1}]"#).as_deref(),
            Ok(r#"[{"ogrn":"1","ul":{"name":"A"},"n\u0065w":1,"dissolved":false,"people":[],"phones":[]}]"#)
        );
    }

    #[test]
    fn a_number_that_no_engine_can_hold_is_refused() {
        let number = |name: &str, number: &str| {
            let text = format!(r#"{{"{name}":{number}}}"#);
            decode(text.as_bytes(), &Shape::Object(&LOOSE)).map(|_| ()).map_err(|fault| fault.kind)
        };
        for fine in ["0", "-12.3400", "1.0E-5", "1e+10", "99999999999999999999", "1e99"] {
            assert_eq!(number("sum", fine), Ok(()), "{fine}");
        }
        let large = |expected| Err(FaultKind::Type { expected, found: "number out of range" });
        let digits = "9".repeat(400);
        for wrong in ["1e400", "-1e400", "1E+0999", "1e-400", digits.as_str()] {
            assert_eq!(number("sum", wrong), large("number"), "{wrong}");
        }
        assert_eq!(number("age", &digits), large("whole number"));
    }

    #[test]
    fn a_choice_is_given_in_one_spelling_and_the_unknown_as_it_is() {
        let run = |text: &str| {
            decode(text.as_bytes(), &Shape::Object(&THING))
                .map(|decoded| decoded.json)
                .map_err(|fault| (fault.path(), fault.kind))
        };
        for (wire, ours) in [
            (r#""red""#, r#""red""#),
            (r#""grey""#, r#""grey""#),
            // The third letter is Cyrillic, as it is and escaped.
            ("\"gr\u{0430}y\"", r#""grey""#),
            (r#""gr\u0430y""#, r#""grey""#),
            (r#""\u0067r\u0430\u0079""#, r#""grey""#),
            (r#""gray""#, r#""gray""#),
            (r#""\u0072ed""#, r#""\u0072ed""#),
            (r#""Red""#, r#""Red""#),
            (r#""""#, r#""""#),
            (r#""new \"one\" \/ \ud83d""#, r#""new \"one\" \/ \ud83d""#),
        ] {
            assert_eq!(
                run(&format!(r#"{{"colour":{wire},"colours":[{wire},"x"]}}"#)),
                Ok(format!(r#"{{"colour":{ours},"colours":[{ours},"x"]}}"#))
            );
        }
        assert_eq!(run(r#"{"colour":null}"#).as_deref(), Ok(r#"{"colours":[]}"#));
        let number = FaultKind::Type { expected: "text", found: "number" };
        assert_eq!(run(r#"{"colour":1}"#), Err(("$.colour".into(), number)));
        assert_eq!(run(r#"{"colours":["red",1]}"#), Err(("$.colours[1]".into(), number)));
        let not_utf8 = decode(b"{\"colour\":\"\\n\xd0\"}", &Shape::Object(&THING));
        assert_eq!(not_utf8.map_err(|fault| (fault.path(), fault.kind)), Err(("$.colour".into(), FaultKind::NotUtf8)));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused() {
        let body = b"[{\"ogrn\":\"\xd0\"}]";
        assert_eq!(decode(body, &FIRMS).map_err(|fault| fault.kind), Err(FaultKind::NotUtf8));
    }

    #[test]
    fn every_prefix_of_an_answer_is_refused() {
        let whole =
            r#"[{"ogrn":"1","UL":{"name":"A","age":7},"date":"2020-02-01","sum":1.5,"dissolved":true,"people":[]}]"#;
        for length in 0..whole.len() {
            assert!(run(whole.get(..length).unwrap_or_default()).is_err(), "{length}");
        }
    }
}
