//! Whether this computer runs on its battery.

use starship_battery::{Manager, State};

/// Whether a battery of this computer is being used up. A computer that tells nothing of batteries counts as having none.
pub(crate) fn is_on_battery() -> bool {
    let batteries = Manager::new().and_then(|manager| manager.batteries());
    batteries.is_ok_and(|mut all| all.any(|battery| battery.is_ok_and(|battery| is_used_up(battery.state()))))
}

fn is_used_up(state: State) -> bool {
    match state {
        State::Discharging | State::Empty => true,
        State::Unknown | State::Charging | State::Full | State::Paused => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_battery_that_is_full_or_charged_or_held_at_a_limit_is_not_used_up() {
        assert!(is_used_up(State::Discharging));
        assert!(![State::Charging, State::Full, State::Paused, State::Unknown].into_iter().any(is_used_up));
    }
}
