//! What abonents do: the rules of links, invitations and black lists. What the vendor documents is kept to the letter; what
//! it leaves open is decided here, and said.

use super::people::{Department, Member, Office, object, operator, text};
use super::state::{ACCEPTED, Card, Contact, DEFERRED, Invitation, REJECTED, SENT, State};
use super::{Done, Refusal};
use crate::json::Value;

/// An abonent at work.
pub(super) struct Desk<'d> {
    pub(super) office: &'static Office,
    pub(super) state: &'d mut State,
    pub(super) own: &'static Member,
}

/// A page of a list: how many entries to leave out, and how many to give.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) offset: usize,
    pub(super) count: usize,
    /// `count` of an answer is that of all entries, not of those on the page.
    pub(super) counts_all: bool,
}

impl Page {
    /// A `…ResultList`.
    pub(super) fn write(self, entries: Vec<Value>) -> Done {
        let all = entries.len();
        let data: Vec<Value> = entries.into_iter().skip(self.offset).take(self.count).collect();
        let count = if self.counts_all { all } else { data.len() };
        Done::Value(object(vec![("count", number(count)), ("data", Value::List(data))]))
    }
}

pub(super) fn number(number: usize) -> Value {
    Value::Number(number.to_string())
}

impl Desk<'_> {
    fn member(&self, id: &str) -> Option<&'static Member> {
        self.office.of_id(id)
    }

    /// The entries whose other side has the filter in its ИНН, КПП or name; one's own side is never searched.
    fn filtered<T>(
        &self,
        items: &[T],
        filter: &str,
        other: impl Fn(&T) -> Option<&str>,
        write: impl Fn(&T, &'static Member) -> Value,
    ) -> Vec<Value> {
        let entry = |item: &T| {
            let member = self.member(other(item)?).filter(|member| member.matches(filter))?;
            Some(write(item, member))
        };
        items.iter().filter_map(entry).collect()
    }

    pub(super) fn contacts(&self, filter: &str) -> Vec<Value> {
        let own = self.own;
        let write = |contact: &Contact, member: &'static Member| {
            let id = contact.seen_by(own).map_or("", |(id, _)| id);
            object(vec![
                ("id", text(id)),
                ("owner", own.write()),
                ("counterparty", member.write()),
                ("operator", operator(member.operator)),
            ])
        };
        self.filtered(&self.state.contacts, filter, |contact| contact.seen_by(own).map(|(_, other)| other), write)
    }

    /// Breaks a link, for both sides.
    pub(super) fn delete_contact(&mut self, id: &str) -> Result<Done, Refusal> {
        let own = self.own;
        let is_it = |contact: &Contact| contact.seen_by(own).is_some_and(|(known, _)| known.eq_ignore_ascii_case(id));
        let place = self.state.contacts.iter().position(is_it).ok_or(Refusal(404, "Контакт не найден"))?;
        self.state.contacts.remove(place);
        Ok(Done::Nothing)
    }

    /// `replace` forgets the addresses that are not given; people are only ever added, whatever the summary of PUT says.
    pub(super) fn card(&mut self, id: &str, change: &Value, replace: bool) -> Result<Done, Refusal> {
        let linked = self.member(id).filter(|member| self.state.linked(&self.own.id, &member.id));
        let member = linked.ok_or(Refusal(404, "Контрагент не найден"))?;
        let at = self.state.cards.iter().position(|card| card.owner == self.own.id && card.member == member.id);
        let former = at.map(|at| self.state.cards.remove(at).content);
        let kept = |name: &str| former.as_ref().and_then(|former| former.get(name)).cloned();
        let given = |name: &str| change.get(name).filter(|value| **value != Value::Null).cloned();
        let mut content = Vec::new();
        for name in ["legalAddress", "actualAddress"] {
            let address = given(name).or_else(|| kept(name).filter(|_| !replace));
            content.extend(address.map(|address| (name, address)));
        }
        let mut employees = kept("employees").map(|list| list.items().to_vec()).unwrap_or_default();
        employees.extend(given("newEmployees").map(|list| list.items().to_vec()).unwrap_or_default());
        content.push(("employees", Value::List(employees)));
        let [owner, member] = [&self.own.id, &member.id].map(String::clone);
        self.state.cards.push(Card { owner, member, content: object(content) });
        Ok(Done::Nothing)
    }

    pub(super) fn blocked(&self, filter: &str) -> Vec<Value> {
        let own: Vec<_> = self.state.blocked.iter().filter(|blocked| blocked.by == self.own.id).collect();
        self.filtered(
            &own,
            filter,
            |blocked| Some(&blocked.member),
            |blocked, member| {
                let mut members = vec![
                    ("id", text(&member.id)),
                    ("blockedBy", text(&self.own.id)),
                    ("name", text(&member.name)),
                    ("inn", text(&member.inn)),
                ];
                members.extend(member.kpp.iter().map(|kpp| ("kpp", text(kpp))));
                members.push(("blockingDate", text(&blocked.date)));
                object(members)
            },
        )
    }

    /// Nobody knows whether the provider keeps the link of a blocked organisation: here it is gone, and unanswered
    /// invitations between the two are refused.
    pub(super) fn block(&mut self, inn: &str, kpp: Option<&str>) -> Result<Done, Refusal> {
        let members: Vec<&'static Member> = self.office.of_inn(inn, kpp).collect();
        if members.is_empty() {
            return Err(Refusal(404, "Организация не найдена"));
        }
        if members.iter().any(|member| member.inn == self.own.inn) {
            return Err(Refusal(400, "Нельзя заблокировать самого себя"));
        }
        for member in members {
            let (own, other) = (&self.own.id, &member.id);
            if !self.state.blocks(own, other) {
                self.state.block(own, other);
            }
            self.state.unlink(own, other);
            for invitation in self.state.invitations.iter_mut().filter(|one| one.is_between(own, other)) {
                if invitation.status == SENT || invitation.status == DEFERRED {
                    invitation.status = REJECTED.to_owned();
                }
            }
        }
        Ok(Done::Nothing)
    }

    pub(super) fn unblock(&mut self, inn: &str, kpp: Option<&str>) -> Result<Done, Refusal> {
        let before = self.state.blocked.len();
        let members: Vec<&str> = self.office.of_inn(inn, kpp).map(|member| member.id.as_str()).collect();
        let own = &self.own.id;
        self.state.blocked.retain(|blocked| blocked.by != *own || !members.contains(&blocked.member.as_str()));
        if self.state.blocked.len() == before {
            return Err(Refusal(404, "Организации нет в чёрном списке"));
        }
        Ok(Done::Nothing)
    }

    /// An invitation waits for its answer; that to somebody whose registration is not finished is put off.
    pub(super) fn invite(&mut self, global_id: &str) -> Result<Done, Refusal> {
        let recipient = self.office.of_global_id(global_id).ok_or(Refusal(400, "Участник ЭДО не найден"))?;
        let (own, other) = (&self.own.id, &recipient.id);
        let open = |one: &Invitation| one.is_between(own, other) && (one.status == SENT || one.status == DEFERRED);
        let refusal = match () {
            () if recipient.inn == self.own.inn => Some(Refusal(400, "Нельзя пригласить самого себя")),
            () if self.state.blocks(own, other) => Some(Refusal(403, "Контрагент заблокирован")),
            () if self.state.blocks(other, own) => Some(Refusal(403, "Контрагент заблокировал вас")),
            () if self.state.linked(own, other) => Some(Refusal(400, "Связь уже установлена")),
            () if self.state.invitations.iter().any(open) => Some(Refusal(400, "Приглашение уже отправлено")),
            () => None,
        };
        match refusal {
            Some(refusal) => Err(refusal),
            None => Ok(Done::Id(self.state.invite(own, other, if recipient.pending { DEFERRED } else { SENT }))),
        }
    }

    fn write_invitation(&self, invitation: &Invitation) -> Option<Value> {
        let (sender, recipient) = (self.member(&invitation.sender)?, self.member(&invitation.recipient)?);
        let other = if sender.id == self.own.id { recipient } else { sender };
        Some(object(vec![
            ("id", text(&invitation.id)),
            ("sentDate", text(&invitation.date)),
            ("invitationStatus", text(&invitation.status)),
            ("sender", sender.write()),
            ("recipient", recipient.write()),
            ("operator", operator(other.operator)),
        ]))
    }

    /// The place of an invitation that this abonent sent or got; those of others are not even known to be there.
    fn place(&self, id: &str) -> Result<usize, Refusal> {
        let own = &self.own.id;
        let is_it = |one: &Invitation| one.id.eq_ignore_ascii_case(id) && (one.sender == *own || one.recipient == *own);
        self.state.invitations.iter().position(is_it).ok_or(Refusal(404, "Приглашение не найдено"))
    }

    fn at(&mut self, place: usize) -> Result<&mut Invitation, Refusal> {
        self.state.invitations.get_mut(place).ok_or(Refusal(404, "Приглашение не найдено"))
    }

    pub(super) fn invitation(&self, id: &str) -> Result<Done, Refusal> {
        let place = self.place(id)?;
        let found = self.state.invitations.get(place).and_then(|invitation| self.write_invitation(invitation));
        found.map(Done::Value).ok_or(Refusal(404, "Приглашение не найдено"))
    }

    /// «Hanging» invitations: those that were accepted are contacts by now.
    pub(super) fn outgoing(&self, filter: &str) -> Vec<Value> {
        let hanging = |one: &&Invitation| one.sender == self.own.id && one.status != ACCEPTED;
        self.invitations(hanging, filter, |one| &one.recipient)
    }

    /// Only those that are not answered.
    pub(super) fn incoming(&self, filter: &str) -> Vec<Value> {
        let unanswered = |one: &&Invitation| one.recipient == self.own.id && one.status == SENT;
        self.invitations(unanswered, filter, |one| &one.sender)
    }

    fn invitations(
        &self,
        listed: impl Fn(&&Invitation) -> bool,
        filter: &str,
        other: impl Fn(&Invitation) -> &str,
    ) -> Vec<Value> {
        let matches = |one: &&Invitation| self.member(other(one)).is_some_and(|member| member.matches(filter));
        let chosen = self.state.invitations.iter().filter(listed).filter(matches);
        chosen.filter_map(|invitation| self.write_invitation(invitation)).collect()
    }

    /// Only the recipient may accept, and only what is not answered yet.
    pub(super) fn accept(&mut self, id: &str) -> Result<Done, Refusal> {
        let place = self.place(id)?;
        let own = self.own.id.clone();
        let invitation = self.at(place)?;
        if invitation.recipient != own {
            return Err(Refusal(403, "Принять приглашение может только получатель"));
        }
        if invitation.status != SENT {
            return Err(Refusal(400, "На приглашение уже дан ответ"));
        }
        invitation.status = ACCEPTED.to_owned();
        let sender = invitation.sender.clone();
        if !self.state.linked(&sender, &own) {
            self.state.link(&sender, &own);
        }
        Ok(Done::Nothing)
    }

    /// The recipient refuses; or either side breaks the link that came of it.
    pub(super) fn reject(&mut self, id: &str) -> Result<Done, Refusal> {
        let place = self.place(id)?;
        let own = self.own.id.clone();
        let invitation = self.at(place)?;
        match invitation.status.as_str() {
            SENT if invitation.recipient != own => {
                return Err(Refusal(403, "Отклонить приглашение может только получатель"));
            }
            SENT | ACCEPTED => {}
            _ => return Err(Refusal(400, "На приглашение уже дан ответ")),
        }
        invitation.status = REJECTED.to_owned();
        let (sender, recipient) = (invitation.sender.clone(), invitation.recipient.clone());
        self.state.unlink(&sender, &recipient);
        Ok(Done::Nothing)
    }
}

/// `StringResultList`: what a company is called in the exchange. An empty one: it takes no part.
pub(super) fn global_ids(office: &'static Office, inn: &str, kpp: Option<&str>) -> Done {
    let ids: Vec<Value> = office.of_inn(inn, kpp).map(|member| text(&member.global_id)).collect();
    Done::Value(object(vec![("count", number(ids.len())), ("data", Value::List(ids))]))
}

/// The departments below another, below the head department unless said. `fill`: the page is always full, and always the
/// same.
pub(super) fn departments(member: &Member, below: Option<&str>, page: Page, fill: bool) -> Result<Done, Refusal> {
    let head = Department::head(member);
    let above = match below {
        None => &head,
        Some(id) => head.find(id).ok_or(Refusal(404, "Подразделение не найдено"))?,
    };
    let all: Vec<Value> = above.below.iter().map(|department| department.write(above)).collect();
    let total = all.len();
    let data: Vec<Value> = match fill {
        true => all.into_iter().cycle().take(page.count).collect(),
        false => all.into_iter().skip(page.offset).take(page.count).collect(),
    };
    let count = number(data.len());
    Ok(Done::Value(object(vec![("totalCount", number(total)), ("count", count), ("data", Value::List(data))])))
}
