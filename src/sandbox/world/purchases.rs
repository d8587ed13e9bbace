//! Public purchases. Each belongs to its customer and is drawn by its place in the customer's list; what a supplier took
//! part in is found by going through them all, so that both sides tell of the same purchases.

use super::{Date, Random, State, Subject, TODAY, Topic, World};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Purchases are published since then.
pub(super) const PUBLISHED_SINCE: Date = Date::new(2011, 1, 11);

/// One purchase.
pub(crate) struct Purchase {
    pub(crate) customer: &'static Subject,
    /// Its place in the customer's list, the newest first.
    pub(crate) place: u32,
    pub(crate) published: Date,
    pub(crate) bids: Vec<Bid>,
    pub(crate) stage: Stage,
}

/// Who takes part; the first wins.
#[derive(Clone, Copy)]
pub(crate) struct Bid {
    pub(crate) bidder: &'static Subject,
    pub(crate) is_admitted: bool,
}

/// How far a purchase has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Bids are taken.
    Open,
    /// Nobody bade.
    NoBids,
    Cancelled,
    Contract,
}

impl Purchase {
    /// Everything else about it is drawn from here.
    pub(crate) fn random(&self) -> Random {
        Random::of(self.customer.facts.seed, Topic::Purchases, self.place << 1 | 1)
    }

    /// Kopecks: the starting price and that of the contract.
    pub(crate) fn prices(&self) -> (u64, u64) {
        let mut random = Random::of(self.customer.facts.seed, Topic::Prices, self.place);
        let start = u64::from(random.between(2_000, 900_000)) * u64::from(random.between(20, 600));
        (start, start * u64::from(random.between(62, 100)) / 100)
    }

    /// Who has the contract.
    pub(crate) fn winner(&self) -> Option<&'static Subject> {
        (self.stage == Stage::Contract).then(|| self.bids.first()).flatten().map(|bid| bid.bidder)
    }
}

impl Subject {
    /// The purchase at this place of the subject's list as the customer.
    pub(super) fn purchase(&'static self, place: u32) -> Purchase {
        let mut random = Random::of(self.facts.seed, Topic::Purchases, place << 1);
        let published = self.spread(place, self.facts.volumes.purchases, PUBLISHED_SINCE);
        let stage = match random.below(40) {
            _ if published.until(TODAY) < 7 => Stage::Open,
            0 => Stage::Cancelled,
            1 | 2 => Stage::NoBids,
            _ => Stage::Contract,
        };
        let bids =
            if matches!(stage, Stage::Contract | Stage::Open) { bids(self, published, random) } else { Vec::new() };
        let stage = if bids.is_empty() && stage == Stage::Contract { Stage::NoBids } else { stage };
        Purchase { customer: self, place, published, bids, stage }
    }

    /// The subject's purchases as the customer, the newest first.
    pub(crate) fn purchases(&self) -> impl Iterator<Item = Purchase> {
        let customer = World::get().by_ogrn(&self.facts.ogrn);
        let places = 0..self.facts.volumes.purchases;
        customer.into_iter().flat_map(move |customer| places.clone().map(|place| customer.purchase(place)))
    }

    /// The purchases in which the subject took part, the newest first.
    pub(crate) fn bids(&self) -> impl Iterator<Item = Purchase> {
        let mine = index().get(&self.facts.seed).map(Vec::as_slice).unwrap_or_default();
        mine.iter().map(|(_, customer, place)| customer.purchase(*place))
    }
}

/// Where the bids of each are, by the bidder's seed: day, customer and place.
type Index = BTreeMap<u32, Vec<(Date, &'static Subject, u32)>>;

/// Goes through all purchases, once.
fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::new();
        for purchase in World::get().subjects().flat_map(Subject::purchases) {
            for bid in &purchase.bids {
                let entry = (purchase.published, purchase.customer, purchase.place);
                index.entry(bid.bidder.facts.seed).or_default().push(entry);
            }
        }
        index.values_mut().for_each(|bids| bids.sort_by_key(|(published, ..)| std::cmp::Reverse(*published)));
        index
    })
}

/// Nobody bids twice, or without existing; and those who show no sign of life did not bid of late.
fn bids(customer: &Subject, day: Date, mut random: Random) -> Vec<Bid> {
    let suppliers = World::get().suppliers();
    let is_recent = day.until(TODAY) < 364;
    let mut bids: Vec<Bid> = Vec::new();
    for _ in 0..random.between(2, 6) {
        let Some(bidder) = random.pick(suppliers).and_then(|place| World::get().at(*place)) else { continue };
        let may = bidder.lives_on(day)
            && (!is_recent || bidder.facts.lively && bidder.facts.state == State::Active)
            && !std::ptr::eq(bidder, customer);
        if may && bids.iter().all(|known| !std::ptr::eq(known.bidder, bidder)) {
            bids.push(Bid { bidder, is_admitted: bids.is_empty() || !random.chance(12) });
        }
    }
    bids
}
