//! A provider that is ill is left alone: a circuit breaker, as a value that is told the time and what happened.

/// So many failures one after the other open the circuit,
const IN_A_ROW: u32 = 5;
/// and so does half of the latest answers, once there are so many.
const LATEST: u32 = 20;
/// For how long it is open at first; every probe that fails doubles it, up to the longest.
const OPEN_MS: f64 = 5_000.0;
const LONGEST_OPEN_MS: f64 = 60_000.0;
/// A provider may ask for a longer pause, but not for any.
const LONGEST_ASKED_MS: f64 = 300_000.0;
/// A probe that nothing was heard of for so long is given up.
const PROBE_MS: f64 = 60_000.0;

/// Whether the provider may be asked now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// It may.
    Pass,
    /// It may, by this one question: how it goes decides for the others.
    Probe,
    /// It may not, for so many milliseconds.
    Wait(f64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// Bit by bit the latest answers, the newest lowest, a failure is 1; and how many there are.
    Closed { failures: u32, seen: u32 },
    /// Until then, after so many openings one after the other.
    Open { until_ms: f64, openings: u32 },
    /// A probe is under way since then.
    HalfOpen { since_ms: f64, openings: u32 },
}

/// The state of one provider, as seen from one place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Breaker(State);

impl Default for Breaker {
    fn default() -> Self {
        Breaker(State::Closed { failures: 0, seen: 0 })
    }
}

impl Breaker {
    /// Whether the provider may be asked now. After [`Verdict::Probe`] the outcome must be reported.
    pub fn ask(&mut self, now_ms: f64) -> Verdict {
        match self.0 {
            State::Closed { .. } => Verdict::Pass,
            State::Open { until_ms, .. } if now_ms < until_ms => Verdict::Wait(until_ms - now_ms),
            State::HalfOpen { since_ms, .. } if now_ms < since_ms + PROBE_MS => {
                // Most probes are over much sooner.
                Verdict::Wait(OPEN_MS.min(since_ms + PROBE_MS - now_ms))
            }
            State::Open { openings, .. } | State::HalfOpen { openings, .. } => {
                self.0 = State::HalfOpen { since_ms: now_ms, openings };
                Verdict::Probe
            }
        }
    }

    /// The provider answered, whatever it said.
    pub fn succeeded(&mut self) {
        self.0 = match self.0 {
            State::Closed { failures, seen } => {
                State::Closed { failures: failures << 1, seen: seen.saturating_add(1).min(LATEST) }
            }
            // Whoever asked before it was opened proves nothing by an answer that was on its way; the next probe will.
            open @ State::Open { .. } => open,
            State::HalfOpen { .. } => State::Closed { failures: 0, seen: 0 },
        };
    }

    /// The provider could not be reached, was too slow, or says that it is in trouble; `asked_ms` is the pause that it asks
    /// for.
    pub fn failed(&mut self, now_ms: f64, asked_ms: Option<f64>) {
        let open = |openings: u32| {
            let own = (OPEN_MS * f64::from(1_u32 << openings.min(8))).min(LONGEST_OPEN_MS);
            let until_ms = now_ms + own.max(asked_ms.unwrap_or(0.0).min(LONGEST_ASKED_MS));
            State::Open { until_ms, openings: openings.saturating_add(1) }
        };
        self.0 = match self.0 {
            State::Closed { failures, seen } => {
                let failures = failures << 1 | 1;
                let seen = seen.saturating_add(1).min(LATEST);
                let half = seen == LATEST && (failures & ((1 << LATEST) - 1)).count_ones() * 2 >= LATEST;
                if failures.trailing_ones() >= IN_A_ROW || half { open(0) } else { State::Closed { failures, seen } }
            }
            open @ State::Open { .. } => open,
            State::HalfOpen { openings, .. } => open(openings),
        };
    }

    /// A probe that ended without saying anything about the provider, for the caller went away: the next may try.
    pub fn undecided(&mut self, now_ms: f64) {
        if let State::HalfOpen { openings, .. } = self.0 {
            self.0 = State::Open { until_ms: now_ms, openings };
        }
    }

    /// Takes over what another place knows: open for so many milliseconds from now, or not at all.
    pub fn adopt(&mut self, now_ms: f64, open_ms: f64) {
        self.0 = match self.0 {
            State::Open { openings, .. } | State::HalfOpen { openings, .. } if open_ms > 0.0 => {
                State::Open { until_ms: now_ms + open_ms, openings }
            }
            State::Closed { .. } if open_ms > 0.0 => State::Open { until_ms: now_ms + open_ms, openings: 1 },
            closed @ State::Closed { .. } => closed,
            _ => State::Closed { failures: 0, seen: 0 },
        };
    }

    /// For how many milliseconds from now nobody may ask.
    pub fn open_ms(&self, now_ms: f64) -> f64 {
        match self.0 {
            State::Open { until_ms, .. } => (until_ms - now_ms).max(0.0),
            State::Closed { .. } | State::HalfOpen { .. } => 0.0,
        }
    }

    /// Whether it lets everybody pass.
    pub fn is_closed(&self) -> bool {
        matches!(self.0, State::Closed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened() -> Breaker {
        let mut breaker = Breaker::default();
        (0..IN_A_ROW).for_each(|_| breaker.failed(0.0, None));
        breaker
    }

    #[test]
    fn failures_in_a_row_open_it_and_a_success_between_them_does_not() {
        let mut breaker = Breaker::default();
        for _ in 0..IN_A_ROW - 1 {
            breaker.failed(0.0, None);
        }
        breaker.succeeded();
        for _ in 0..IN_A_ROW - 1 {
            breaker.failed(0.0, None);
            assert_eq!(breaker.ask(0.0), Verdict::Pass);
        }
        breaker.failed(0.0, None);
        assert_eq!(breaker.ask(0.0), Verdict::Wait(OPEN_MS));
    }

    #[test]
    fn half_of_the_latest_open_it() {
        let mut breaker = Breaker::default();
        for _ in 0..LATEST / 2 - 1 {
            breaker.succeeded();
            breaker.failed(0.0, None);
        }
        breaker.succeeded();
        assert!(breaker.is_closed());
        breaker.failed(0.0, None);
        assert!(!breaker.is_closed());
        let mut mostly_well = Breaker::default();
        for _ in 0..100 {
            mostly_well.succeeded();
            mostly_well.succeeded();
            mostly_well.failed(0.0, None);
        }
        assert!(mostly_well.is_closed());
    }

    #[test]
    fn one_probe_decides_for_everybody() {
        let mut breaker = opened();
        assert_eq!(breaker.ask(OPEN_MS - 1.0), Verdict::Wait(1.0));
        assert_eq!(breaker.ask(OPEN_MS), Verdict::Probe);
        for _ in 0..10 {
            assert_eq!(breaker.ask(OPEN_MS + 1.0), Verdict::Wait(OPEN_MS));
        }
        breaker.succeeded();
        assert_eq!(breaker.ask(OPEN_MS + 2.0), Verdict::Pass);
        // Nothing of the past is left: one failure does not open it again.
        breaker.failed(OPEN_MS + 3.0, None);
        assert!(breaker.is_closed());
    }

    #[test]
    fn failed_probes_double_the_pause_up_to_the_longest() {
        let mut breaker = opened();
        let mut now = OPEN_MS;
        for expected in [10_000.0, 20_000.0, 40_000.0, 60_000.0, 60_000.0] {
            assert_eq!(breaker.ask(now), Verdict::Probe);
            breaker.failed(now, None);
            assert_eq!(breaker.open_ms(now), expected);
            now += expected;
        }
    }

    #[test]
    fn a_probe_that_is_never_heard_of_again_holds_nobody_up_for_ever() {
        let mut breaker = opened();
        assert_eq!(breaker.ask(OPEN_MS), Verdict::Probe);
        assert_eq!(breaker.ask(OPEN_MS + PROBE_MS - 1.0), Verdict::Wait(1.0));
        assert_eq!(breaker.ask(OPEN_MS + PROBE_MS), Verdict::Probe);
        breaker.undecided(OPEN_MS + PROBE_MS);
        assert_eq!(breaker.ask(OPEN_MS + PROBE_MS), Verdict::Probe);
    }

    #[test]
    fn late_answers_of_earlier_questions_change_nothing() {
        let mut breaker = opened();
        breaker.succeeded();
        breaker.failed(1.0, None);
        assert_eq!(breaker.open_ms(0.0), OPEN_MS);
    }

    #[test]
    fn the_provider_may_ask_for_a_longer_pause_within_reason() {
        let mut breaker = Breaker::default();
        (0..IN_A_ROW).for_each(|_| breaker.failed(0.0, Some(30_000.0)));
        assert_eq!(breaker.open_ms(0.0), 30_000.0);
        let mut breaker = Breaker::default();
        (0..IN_A_ROW).for_each(|_| breaker.failed(0.0, Some(1e12)));
        assert_eq!(breaker.open_ms(0.0), LONGEST_ASKED_MS);
    }

    #[test]
    fn what_others_know_is_taken_over() {
        let mut breaker = Breaker::default();
        breaker.adopt(0.0, 7_000.0);
        assert_eq!(breaker.ask(0.0), Verdict::Wait(7_000.0));
        breaker.adopt(1_000.0, 0.0);
        assert_eq!(breaker.ask(1_000.0), Verdict::Pass);
    }
}
