//! Hashing passwords: slow and hungry for memory by intent, so it happens off the request threads and a few at a time.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{
        PasswordHasher as _, PasswordVerifier as _,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::password::one_spelling;
use super::{NewPassword, random};

/// How much work one hashing is.
#[derive(Debug, Clone)]
pub struct Cost(Params);

/// Hashes passwords and checks them, a few at a time. Clones share the queue.
#[derive(Debug, Clone)]
pub struct Hasher {
    cost: Cost,
    /// Verified against for people who do not exist.
    dummy: Arc<PasswordHash>,
    running: Arc<Semaphore>,
    /// Those that run and those that wait.
    places: Arc<Semaphore>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashingError {
    /// As many wait as may wait: ask again in a moment.
    #[error("too many passwords are being checked")]
    Busy,
    /// The work was broken off; the process is stopping.
    #[error("the hashing of a password was broken off")]
    BrokenOff,
}

const RUNNING_MAX: usize = 2;
const WAITING_MAX: usize = 16;
const SALT_BYTES: usize = 16;

impl Cost {
    /// 64 MiB of memory, three passes, one lane: some 100 ms of one core.
    #[must_use]
    pub fn standard() -> Self {
        Self::of(64 * 1024, 3)
    }

    /// The least that the algorithm allows. It protects nothing; tests that are not about passwords need not wait.
    #[must_use]
    pub fn for_tests() -> Self {
        Self::of(Params::MIN_M_COST, 1)
    }

    fn of(memory_kib: u32, passes: u32) -> Self {
        Self(Params::new(memory_kib, passes, 1, None).expect("the costs named here are within the bounds of argon2"))
    }

    fn argon2(&self) -> Argon2<'static> {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, self.0.clone())
    }
}

impl Hasher {
    /// A hasher with an empty queue.
    #[must_use]
    pub fn new(cost: Cost) -> Self {
        let dummy = Arc::new(dummy(&cost));
        let (running, places) = (Semaphore::new(RUNNING_MAX), Semaphore::new(RUNNING_MAX + WAITING_MAX));
        Self { cost, dummy, running: Arc::new(running), places: Arc::new(places) }
    }

    /// What the database keeps of a password: a PHC string, which names its own salt and cost.
    ///
    /// # Errors
    ///
    /// If too many wait already, or the process is stopping.
    pub async fn hash(&self, password: NewPassword) -> Result<String, HashingError> {
        let argon2 = self.cost.argon2();
        self.run(move || hash_now(&argon2, &password)).await
    }

    /// Whether `typed` is the password that `kept` was made of.
    ///
    /// `None` stands for a person who is unknown or has no password. That answer is no, after as long a time and as much
    /// work as for a wrong password; so is the answer for a hash that cannot be read and for a text that is too long.
    /// A hash made at another cost takes the time of that cost.
    ///
    /// # Errors
    ///
    /// If too many wait already, or the process is stopping.
    pub async fn verify(&self, kept: Option<&str>, typed: &str) -> Result<bool, HashingError> {
        let argon2 = self.cost.argon2();
        let dummy = Arc::clone(&self.dummy);
        let kept = kept.and_then(|phc| PasswordHash::new(phc).ok()).filter(|it| it.salt.is_some() && it.hash.is_some());
        let typed = one_spelling(typed);
        self.run(move || {
            let is_possible = kept.is_some() && typed.is_some();
            let hash = kept.as_ref().filter(|_| is_possible).unwrap_or(&dummy);
            let typed = typed.unwrap_or_else(|| Zeroizing::new(String::new()));
            let is_equal = argon2.verify_password(typed.as_bytes(), hash).is_ok();
            is_equal && is_possible
        })
        .await
    }

    /// Runs `work` when its turn comes. It holds its turn until it is done, also if the caller hangs up before.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashingError> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| HashingError::Busy)?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|_| HashingError::BrokenOff)?;
        let job = tokio::task::spawn_blocking(move || {
            let _until_done = (place, turn);
            work()
        });
        match job.await {
            Ok(answer) => Ok(answer),
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(_) => Err(HashingError::BrokenOff),
        }
    }
}

fn hash_now(argon2: &Argon2, password: &NewPassword) -> String {
    let salt = random::bytes::<SALT_BYTES>();
    let hash = argon2.hash_password_with_salt(password.as_bytes(), salt.as_slice());
    hash.expect("password, salt and cost are within the bounds of argon2").to_string()
}

/// A hash of the given cost that no password is known for. Its result is drawn, not computed, so that it costs nothing.
fn dummy(cost: &Cost) -> PasswordHash {
    let within_bounds = "the lengths drawn here are those of every hash";
    PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&cost.0).expect("a cost can be printed"),
        salt: Some(Salt::new(random::bytes::<SALT_BYTES>().as_slice()).expect(within_bounds)),
        hash: Some(Output::new(random::bytes::<{ Params::DEFAULT_OUTPUT_LEN }>().as_slice()).expect(within_bounds)),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use std::time::{Duration, Instant};

    use super::*;

    const CHOSEN: &str = "les hérons se querellent";

    fn hasher() -> Hasher {
        Hasher::new(Cost::for_tests())
    }

    fn chosen() -> NewPassword {
        NewPassword::parse(CHOSEN, &[]).unwrap()
    }

    #[tokio::test]
    async fn a_password_is_recognised_by_its_hash_and_another_is_not() {
        let hasher = hasher();
        let kept = hasher.hash(chosen()).await.unwrap();
        assert_eq!(hasher.verify(Some(&kept), CHOSEN).await, Ok(true));
        for wrong in ["", "les herons se querellent", "les hérons se querellent ", "LES HÉRONS SE QUERELLENT"] {
            assert_eq!(hasher.verify(Some(&kept), wrong).await, Ok(false), "{wrong}");
        }
    }

    #[tokio::test]
    async fn an_accent_typed_apart_is_the_same_password() {
        let hasher = hasher();
        let kept = hasher.hash(chosen()).await.unwrap();
        assert_eq!(hasher.verify(Some(&kept), "les he\u{301}rons se querellent").await, Ok(true));
    }

    #[tokio::test]
    async fn the_same_password_is_kept_differently_each_time() {
        let hasher = hasher();
        assert_ne!(hasher.hash(chosen()).await, hasher.hash(chosen()).await);
    }

    #[tokio::test]
    async fn what_is_kept_names_the_algorithm_and_the_promised_cost() {
        let kept = Hasher::new(Cost::standard()).hash(chosen()).await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=65536,t=3,p=1$"), "{kept}");
        assert_eq!(hasher().verify(Some(&kept), CHOSEN).await, Ok(true), "a hash of another cost is still readable");
    }

    #[tokio::test]
    async fn nobody_signs_in_as_somebody_unknown_or_with_a_hash_that_is_damaged_or_with_endless_text() {
        let hasher = hasher();
        let kept = hasher.hash(chosen()).await.unwrap();
        assert_eq!(hasher.verify(None, CHOSEN).await, Ok(false));
        assert_eq!(hasher.verify(None, "").await, Ok(false));
        for damaged in ["", "plain", &kept[..kept.len() / 2], "$argon2id$v=19$m=65536,t=3,p=1"] {
            assert_eq!(hasher.verify(Some(damaged), CHOSEN).await, Ok(false), "{damaged}");
        }
        assert_eq!(hasher.verify(Some(&kept), &CHOSEN.repeat(1000)).await, Ok(false));
    }

    #[test]
    fn an_unknown_person_costs_the_work_that_a_known_one_costs() {
        for cost in [Cost::standard(), Cost::for_tests()] {
            let dummy = dummy(&cost);
            let params = Params::try_from(&dummy).unwrap();
            assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), {
                (cost.0.m_cost(), cost.0.t_cost(), cost.0.p_cost())
            });
            let real = cost.argon2().hash_password_with_salt(b"x", &[0; SALT_BYTES]).unwrap();
            assert_eq!(dummy.to_string().len(), real.to_string().len());
            assert_eq!(PasswordHash::new(&dummy.to_string()).unwrap(), dummy);
        }
    }

    #[tokio::test]
    async fn an_unknown_person_takes_as_long_as_a_known_one() {
        let hasher = Hasher::new(Cost::of(8 * 1024, 3));
        let kept = hasher.hash(chosen()).await.unwrap();
        let known = shortest(&hasher, Some(&kept)).await;
        let unknown = shortest(&hasher, None).await;
        let ratio = known.as_secs_f64() / unknown.as_secs_f64();
        // The bounds are wide, since tests run beside each other; an answer without hashing would be off by thousands.
        assert!((0.3..3.0).contains(&ratio), "known {known:?}, unknown {unknown:?}");
    }

    async fn shortest(hasher: &Hasher, kept: Option<&str>) -> Duration {
        let mut shortest = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            assert_eq!(hasher.verify(kept, "wrong and long enough").await, Ok(false));
            shortest = shortest.min(start.elapsed());
        }
        shortest
    }

    #[tokio::test]
    async fn two_are_hashed_at_a_time_and_past_a_short_queue_the_answer_is_busy() {
        let hasher = hasher();
        let turns = Arc::clone(&hasher.running).acquire_many_owned(2).await.unwrap();
        assert_eq!(hasher.running.available_permits(), 0, "there are two turns");
        let waiting: Vec<_> = (0..18)
            .map(|_| {
                tokio::spawn({
                    let hasher = hasher.clone();
                    async move { hasher.verify(None, "").await }
                })
            })
            .collect();
        while hasher.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(hasher.verify(None, "").await, Err(HashingError::Busy));
        drop(turns);
        for one in waiting {
            assert_eq!(one.await.unwrap(), Ok(false));
        }
        assert_eq!(hasher.verify(None, "").await, Ok(false));
    }

    #[tokio::test]
    async fn a_caller_that_hangs_up_gives_its_place_back() {
        let hasher = hasher();
        let turns = Arc::clone(&hasher.running).acquire_many_owned(2).await.unwrap();
        let waiting = tokio::spawn({
            let hasher = hasher.clone();
            async move { hasher.verify(None, "").await }
        });
        while hasher.places.available_permits() == 18 {
            tokio::task::yield_now().await;
        }
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        assert_eq!(hasher.places.available_permits(), 18);
        drop(turns);
        assert_eq!(hasher.verify(None, "").await, Ok(false));
    }
}
