//! The practice Account Manager under load: 200 requests per second for half a minute, on loopback, each with its own
//! signature. This is not a ratio: it must respond to each with a token, keep up, and not grow.

use std::time::{Duration, Instant};

use countersign_core::diagnosis::before_sending::Confirmed;
use countersign_core::prepare::prepare;
use countersign_tests::asking::form;
use countersign_tests::identity::{make_key_pair, this_moment};
use countersign_tests::practice::{SIGNS, start};

use crate::document::Row;

/// What it is called in the table.
pub(crate) const NAME: &str = "practice Account Manager under load";
const PER_SECOND: u64 = 200;
const SECONDS: u64 = 30;
/// The number of simultaneous requests, as many as the server accepts.
const AT_A_TIME: usize = 32;
/// How much memory it may grow after the first third of the time, in kilobytes: for identifiers that are remembered
/// for a while, and for the allocator's reserves.
const MAY_GROW: u64 = 8 * 1024;

/// The result of the load test.
pub(crate) struct Load {
    requests: u64,
    errors: u64,
    seconds: f64,
    slowest_ms: f64,
    grew_kb: Option<u64>,
}

impl Load {
    /// Whether the targets are met.
    pub(crate) fn met(&self) -> bool {
        self.errors == 0
            && self.seconds < SECONDS as f64 * 1.05
            && self.grew_kb.is_none_or(|grew| grew <= MAY_GROW)
    }

    /// As a row of the document.
    pub(crate) fn row(&self) -> Row {
        let wanted = PER_SECOND * SECONDS;
        Row {
            what: NAME.to_owned(),
            beside: format!("{PER_SECOND} requests a second, {SECONDS} seconds long"),
            rounds: 1,
            both: format!("{} answered / {wanted} asked", self.requests - self.errors),
            ratio: format!("{:.2}", (self.requests - self.errors) as f64 / wanted as f64),
            target: "all, in time, without growing".to_owned(),
            met: self.met(),
        }
    }

    /// The result as one line.
    pub(crate) fn text(&self) -> String {
        let grew = self.grew_kb.map_or_else(|| "not measured here".to_owned(), |kb| format!("{kb} kB"));
        format!(
            "practice Account Manager: {} requests in {:.1} s, {} errors, slowest {:.0} ms, grew {grew} (≤ {MAY_GROW} kB): {}",
            self.requests,
            self.seconds,
            self.errors,
            self.slowest_ms,
            if self.met() { "met" } else { "NOT MET" },
        )
    }
}

pub(crate) async fn measure() -> Load {
    println!("Asking the practice Account Manager for {PER_SECOND} tokens a second, {SECONDS} seconds long");
    let key_pair = make_key_pair();
    let server = start(&key_pair).await;
    let form = form(SIGNS, &server.address().token_endpoint(), "");
    let client = reqwest::Client::builder()
        .no_proxy()
        .pool_max_idle_per_host(AT_A_TIME)
        .build()
        .expect("a client can be made");

    let free = std::sync::Arc::new(tokio::sync::Semaphore::new(AT_A_TIME));
    let mut answers = tokio::task::JoinSet::new();
    let mut load = Load { requests: 0, errors: 0, seconds: 0.0, slowest_ms: 0.0, grew_kb: None };
    let mut ticks = tokio::time::interval(Duration::from_micros(1_000_000 / PER_SECOND));
    let mut settled_kb = None;
    let start = Instant::now();
    for number in 0..PER_SECOND * SECONDS {
        ticks.tick().await;
        if number == PER_SECOND * SECONDS / 3 {
            settled_kb = resident_kb();
        }
        let (client, free, form, key_pair) = (client.clone(), free.clone(), form.clone(), key_pair.clone());
        answers.spawn(async move {
            let _permit = free.acquire_owned().await;
            let (request, _) =
                prepare(&form, &key_pair, &this_moment(), &Confirmed::warnings()).expect("all is in order");
            let sent = Instant::now();
            let answer = client
                .post(request.url().clone())
                .header("content-type", "application/x-www-form-urlencoded")
                .body(request.body().to_owned())
                .send()
                .await;
            let granted = match answer {
                Ok(answer) => answer.text().await.is_ok_and(|body| body.contains("access_token")),
                Err(_) => false,
            };
            (granted, sent.elapsed())
        });
        while let Some(Ok(answer)) = answers.try_join_next() {
            load.count(answer);
        }
    }
    while let Some(Ok(answer)) = answers.join_next().await {
        load.count(answer);
    }
    load.seconds = start.elapsed().as_secs_f64();
    load.grew_kb = resident_kb().zip(settled_kb).map(|(now, before)| now.saturating_sub(before));
    load
}

impl Load {
    fn count(&mut self, (granted, time): (bool, Duration)) {
        self.requests += 1;
        self.errors += u64::from(!granted);
        self.slowest_ms = self.slowest_ms.max(time.as_secs_f64() * 1000.0);
    }
}

/// Memory of this process, server and client together, in kilobytes; `None` where the system does not report it this
/// way.
fn resident_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
