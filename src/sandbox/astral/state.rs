//! What Астрал.ЭДО remembers: address books, invitations, black lists, cards, tokens. One text, kept by whoever asks; it
//! begins with a few links between the examples of the world.

use super::people::{Member, Office};
use crate::json::Value;
use crate::sandbox::world::{Random, TODAY, Topic};

/// A link between two members; each sees it under its own GUID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contact {
    pub(super) ids: [String; 2],
    pub(super) members: [String; 2],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Invitation {
    pub(super) id: String,
    pub(super) sender: String,
    pub(super) recipient: String,
    pub(super) status: String,
    pub(super) date: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Blocked {
    pub(super) by: String,
    pub(super) member: String,
    pub(super) date: String,
}

/// What an abonent has written down about a counterparty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) owner: String,
    pub(super) member: String,
    /// The members of `UpdateContactCardRequest`, with `employees` for all that were ever added.
    pub(super) content: Value,
}

/// Tokens that were handed out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Issued {
    pub(super) access: String,
    pub(super) refresh: String,
    pub(super) uses: u32,
    /// In milliseconds since 1970.
    pub(super) expires_ms: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    pub(super) contacts: Vec<Contact>,
    pub(super) invitations: Vec<Invitation>,
    pub(super) blocked: Vec<Blocked>,
    pub(super) cards: Vec<Card>,
    pub(super) tokens: Vec<Issued>,
    /// How many things were made so far: names, GUIDs and times come from it.
    pub(super) serial: u32,
}

pub(super) const SENT: &str = "Sent";
pub(super) const ACCEPTED: &str = "Accepted";
pub(super) const REJECTED: &str = "Rejected";
pub(super) const DEFERRED: &str = "Deferred";

/// Who is whose contact at the beginning, by their seeds; the first is the sandbox's own abonent.
const LINKED: &[(u32, u32)] = &[(1000, 1001), (1000, 1002), (1000, 1003), (1000, 1004), (1001, 1002), (1001, 1005)];
/// So many of the crowd are contacts of the first abonent as well: more than one page.
const CROWD: usize = 31;
/// The invitations at the beginning.
const INVITED: &[(u32, u32, &str)] = &[
    (1005, 1000, SENT),
    (1010, 1000, SENT),
    (1_002_006, 1000, REJECTED),
    (1000, 1006, REJECTED),
    (1000, 1008, SENT),
    (1000, 1015, DEFERRED),
    (1000, 1001, ACCEPTED),
    (1012, 1001, SENT),
];
/// Who blocks whom at the beginning.
const BLOCKED: &[(u32, u32)] = &[(1000, 1016), (1001, 1_002_004)];

impl State {
    /// What was kept, or the beginning.
    pub(super) fn read(text: Option<&str>, office: &Office) -> State {
        text.and_then(|text| State::parse(&Value::parse(text.as_bytes()).ok()?)).unwrap_or_else(|| State::first(office))
    }

    fn first(office: &Office) -> State {
        let mut state = State {
            contacts: Vec::new(),
            invitations: Vec::new(),
            blocked: Vec::new(),
            cards: Vec::new(),
            tokens: Vec::new(),
            serial: 0,
        };
        let pair = |a: u32, b: u32| office.of_seed(a).zip(office.of_seed(b));
        for (a, b) in LINKED.iter().filter_map(|(a, b)| pair(*a, *b)) {
            state.link(&a.id, &b.id);
        }
        if let Some(own) = office.of_seed(1000) {
            office.crowd().take(CROWD).for_each(|member| state.link(&own.id, &member.id));
        }
        for (sender, recipient, status) in INVITED {
            if let Some((sender, recipient)) = pair(*sender, *recipient) {
                state.invite(&sender.id, &recipient.id, status);
            }
        }
        for (by, member) in BLOCKED.iter().filter_map(|(by, member)| pair(*by, *member)) {
            state.block(&by.id, &member.id);
        }
        state
    }

    fn next(&mut self) -> u32 {
        self.serial += 1;
        self.serial
    }

    fn guid(&mut self) -> String {
        Random::of(self.next(), Topic::Exchange, 0x00ff_ffff).guid()
    }

    /// The day on which the world stands still; every event is a second later than the one before.
    fn moment(&mut self) -> String {
        let serial = self.next();
        format!("{TODAY}T{:02}:{:02}:{:02}.670Z", 9 + serial / 3600 % 12, serial / 60 % 60, serial % 60)
    }

    pub(super) fn link(&mut self, a: &str, b: &str) {
        let ids = [self.guid(), self.guid()];
        self.contacts.push(Contact { ids, members: [a.to_owned(), b.to_owned()] });
    }

    pub(super) fn unlink(&mut self, a: &str, b: &str) {
        self.contacts.retain(|contact| !contact.is_between(a, b));
    }

    pub(super) fn linked(&self, a: &str, b: &str) -> bool {
        self.contacts.iter().any(|contact| contact.is_between(a, b))
    }

    pub(super) fn invite(&mut self, sender: &str, recipient: &str, status: &str) -> String {
        let (id, date) = (self.guid(), self.moment());
        let [sender, recipient, status] = [sender, recipient, status].map(str::to_owned);
        self.invitations.push(Invitation { id: id.clone(), sender, recipient, status, date });
        id
    }

    pub(super) fn block(&mut self, by: &str, member: &str) {
        let date = self.moment();
        self.blocked.push(Blocked { by: by.to_owned(), member: member.to_owned(), date });
    }

    pub(super) fn blocks(&self, by: &str, member: &str) -> bool {
        self.blocked.iter().any(|blocked| blocked.by == by && blocked.member == member)
    }

    /// New tokens.
    pub(super) fn issue(&mut self, expires_ms: f64) -> &Issued {
        let serial = self.next();
        let [access, refresh] = ["access", "refresh"].map(|kind| format!("sandbox-{kind}-{serial}"));
        self.tokens.push(Issued { access, refresh, uses: 0, expires_ms });
        // Just pushed.
        self.tokens.last().unwrap_or(&NOTHING)
    }

    pub(super) fn write(&self) -> String {
        let text = |text: &String| Value::Text(text.clone());
        let row = |texts: &[&String]| Value::List(texts.iter().map(|one| text(one)).collect());
        let rows = |rows: Vec<Value>| Value::List(rows);
        let contact = |Contact { ids: [a, b], members: [c, d] }: &Contact| row(&[a, b, c, d]);
        let invitation = |one: &Invitation| row(&[&one.id, &one.sender, &one.recipient, &one.status, &one.date]);
        let card = |one: &Card| Value::List(vec![text(&one.owner), text(&one.member), one.content.clone()]);
        let members = [
            ("serial", Value::Number(self.serial.to_string())),
            ("contacts", rows(self.contacts.iter().map(contact).collect())),
            ("invitations", rows(self.invitations.iter().map(invitation).collect())),
            ("blocked", rows(self.blocked.iter().map(|one| row(&[&one.by, &one.member, &one.date])).collect())),
            ("cards", rows(self.cards.iter().map(card).collect())),
            (
                "tokens",
                rows(
                    self.tokens
                        .iter()
                        .map(|one| {
                            row(&[&one.access, &one.refresh, &one.uses.to_string(), &one.expires_ms.to_string()])
                        })
                        .collect(),
                ),
            ),
        ];
        let mut out = String::new();
        Value::Object(members.map(|(name, value)| (name.to_owned(), value)).to_vec()).write(&mut out);
        out
    }

    fn parse(value: &Value) -> Option<State> {
        let rows = |name: &str| value.get(name).map(|rows| rows.items().iter());
        let text = |row: &Value, at: usize| row.items().get(at)?.text().map(str::to_owned);
        let contact = |row: &Value| {
            Some(Contact { ids: [text(row, 0)?, text(row, 1)?], members: [text(row, 2)?, text(row, 3)?] })
        };
        let invitation = |row: &Value| {
            let [id, sender, recipient, status, date] = [0, 1, 2, 3, 4].map(|at| text(row, at));
            Some(Invitation { id: id?, sender: sender?, recipient: recipient?, status: status?, date: date? })
        };
        let blocked = |row: &Value| Some(Blocked { by: text(row, 0)?, member: text(row, 1)?, date: text(row, 2)? });
        let card = |row: &Value| {
            Some(Card { owner: text(row, 0)?, member: text(row, 1)?, content: row.items().get(2)?.clone() })
        };
        let issued = |row: &Value| {
            let [access, refresh] = [text(row, 0)?, text(row, 1)?];
            Some(Issued { access, refresh, uses: text(row, 2)?.parse().ok()?, expires_ms: text(row, 3)?.parse().ok()? })
        };
        let Value::Number(serial) = value.get("serial")? else { return None };
        Some(State {
            contacts: rows("contacts")?.map(contact).collect::<Option<_>>()?,
            invitations: rows("invitations")?.map(invitation).collect::<Option<_>>()?,
            blocked: rows("blocked")?.map(blocked).collect::<Option<_>>()?,
            cards: rows("cards")?.map(card).collect::<Option<_>>()?,
            tokens: rows("tokens")?.map(issued).collect::<Option<_>>()?,
            serial: serial.parse().ok()?,
        })
    }
}

static NOTHING: Issued = Issued { access: String::new(), refresh: String::new(), uses: 0, expires_ms: 0.0 };

impl Invitation {
    pub(super) fn is_between(&self, a: &str, b: &str) -> bool {
        self.sender == a && self.recipient == b || self.sender == b && self.recipient == a
    }
}

impl Contact {
    fn is_between(&self, a: &str, b: &str) -> bool {
        let [first, second] = &self.members;
        first == a && second == b || first == b && second == a
    }

    /// The contact as a member sees it: its GUID, and the other side.
    pub(super) fn seen_by(&self, member: &Member) -> Option<(&str, &str)> {
        let ([id_a, id_b], [a, b]) = (&self.ids, &self.members);
        match () {
            () if *a == member.id => Some((id_a, b)),
            () if *b == member.id => Some((id_b, a)),
            () => None,
        }
    }
}
