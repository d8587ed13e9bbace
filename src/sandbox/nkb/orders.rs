//! `connections/batch`: orders, which are not ready at once.

use super::answer::{member, number, object, text};
use super::chains::Way;
use super::related::{Writer, check};
use super::{BAD, Call, Refusal, effect, json};
use crate::http::Response;
use crate::json::Value;
use crate::providers::nkb::links::Entity;
use crate::sandbox::cases::Effect;
use crate::sandbox::{Played, Reply};
use sha1::{Digest, Sha1};

/// The most orders that are remembered.
const MOST: usize = 100;

/// What is ordered, once it is understood.
struct Order {
    objects: Vec<(Entity, String)>,
    types: Vec<String>,
    depth: usize,
    history: Option<bool>,
}

impl Order {
    /// The document's own example numbers the names of the members, `type_1`, `id_1`; both are taken.
    fn read(order: &Value) -> Option<Order> {
        let objects = order.get("list")?.items().iter().enumerate().map(|(place, item)| {
            let of = |name: &str| {
                let numbered = format!("{name}_{}", place + 1);
                item.get(name).or_else(|| item.get(&numbered)).and_then(Value::text)
            };
            Some((Entity::from_name(of("type")?)?, of("id")?.to_owned()))
        });
        let objects: Vec<(Entity, String)> = objects.collect::<Option<_>>()?;
        let options = order.get("checkOptions")?;
        let types = options.get("relTypes")?.items().iter().map(|name| name.text().map(str::to_owned));
        let depth = match options.get("maxDepth") {
            None | Some(Value::Null) => 2,
            Some(Value::Number(depth)) => depth.parse().ok()?,
            Some(_) => return None,
        };
        let history = match options.get("history") {
            None | Some(Value::Null) => None,
            Some(Value::Bool(history)) => Some(*history),
            // The document calls it a string as well as a flag.
            Some(Value::Text(history)) => Some(history.parse().ok()?),
            Some(_) => return None,
        };
        let order = Order { objects, types: types.collect::<Option<_>>()?, depth, history };
        (order.objects.len() > 1 && check(&order.way()).is_ok()).then_some(order)
    }

    fn way(&self) -> Way<'_> {
        Way { types: &self.types, depth: self.depth, history: self.history }
    }
}

impl Call<'_> {
    /// Takes an order. What is remembered of it: its id, how often it was asked for, and itself.
    pub(super) fn order(&self, body: &[u8]) -> Result<Played, Refusal> {
        let order = Value::parse(body).map_err(|_| BAD)?;
        Order::read(&order).ok_or(BAD)?;
        let mut orders = self.remembered();
        let id: String = Sha1::digest([body, orders.len().to_string().as_bytes()].concat())
            .iter()
            .take(12)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        orders.push(object([("id", text(&id)), ("polls", number(0)), ("order", order)]));
        let forgotten = orders.len().saturating_sub(MOST);
        orders.drain(..forgotten);
        let told = match self.switches.order_form.as_str() {
            "text" => Response::reply(200, "text/plain;charset=UTF-8", id),
            "id" => json(200, &object([("id", text(id))])),
            "orderId" => json(200, &object([("orderId", text(id))])),
            _ => json(200, &text(id)),
        };
        Ok(Played { state: Some(written(orders)), ..told.into() })
    }

    pub(super) fn poll(&self) -> Result<Played, Refusal> {
        let id = self.value("orderId").ok_or(BAD)?;
        let mut orders = self.remembered();
        let known = orders.iter_mut().find(|order| order.get("id").and_then(Value::text) == Some(id));
        let Some(Value::Object(known)) = known else { return Err(Refusal::Code(404, "error.system")) };
        let mut polls = 0;
        if let Some((_, Value::Number(count))) = known.iter_mut().find(|(name, _)| name == "polls") {
            polls = count.parse().unwrap_or(0);
            *count = (polls + 1).to_string();
        }
        let order =
            known.iter().find(|(name, _)| name == "order").and_then(|(_, order)| Order::read(order)).ok_or(BAD)?;
        let answer =
            if polls < self.switches.progress { object([("status", text("PROGRESS"))]) } else { self.done(&order) };
        Ok(Played { state: Some(written(orders)), ..json(200, &answer).into() })
    }

    /// The pairs between which there are chains.
    fn done(&self, order: &Order) -> Value {
        let places: Vec<Option<usize>> = order.objects.iter().map(|(entity, id)| self.net.find(*entity, id)).collect();
        let fails = |place: &usize| matches!(effect(self.net, *place), Some(Effect::Refusal { times: u32::MAX, .. }));
        if places.iter().flatten().any(fails) {
            let why = "Ошибка при выполнении проверки";
            return object([("status", text("ERROR")), ("message", text(why))]);
        }
        let mut writer = Writer { call: self, way: order.way(), places: Vec::new() };
        let mut pairs = Vec::new();
        for (first, from) in places.iter().enumerate() {
            for (second, to) in places.iter().enumerate().skip(first + 1) {
                let (Some(from), Some(to)) = (from, to) else { continue };
                let traces = writer.traces(*from, *to);
                if !traces.is_empty() {
                    pairs.push(object([
                        ("first", number(first)),
                        ("second", number(second)),
                        ("traces", Value::List(traces)),
                    ]));
                }
            }
        }
        let nodes = writer.nodes();
        Value::Object(vec![member("nodes", nodes), member("pairs", Value::List(pairs))])
    }

    fn remembered(&self) -> Vec<Value> {
        let state = self.memory.state.as_deref().and_then(|state| Value::parse(state.as_bytes()).ok());
        match state {
            Some(Value::List(orders)) => orders,
            _ => Vec::new(),
        }
    }
}

fn written(orders: Vec<Value>) -> String {
    let mut out = String::new();
    Value::List(orders).write(&mut out);
    out
}
