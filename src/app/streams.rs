//! Answers that go on for long: how many there may be, and that they end when the server does.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::watch;

/// The most streams at a time.
pub const STREAMS_MAX: usize = 200;
/// The most streams of one caller at a time.
pub const STREAMS_OF_A_CALLER_MAX: usize = 8;

/// How often streams do something by themselves.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How often whoever listens is admitted again, and looked whether another process wrote.
    pub look_every: Duration,
    /// How long a stream is silent at most: proxies and browsers give up on longer silence.
    pub silence_max: Duration,
}

impl Default for Pace {
    /// As served.
    fn default() -> Self {
        Self { look_every: Duration::from_secs(5), silence_max: Duration::from_secs(15) }
    }
}

/// Cheap to clone; all clones count together.
#[derive(Debug, Clone)]
pub struct Streams {
    open: Arc<Mutex<HashMap<String, usize>>>,
    stopping: watch::Sender<bool>,
}

/// One open stream; leaves the count when dropped.
#[derive(Debug)]
pub struct Stream {
    open: Arc<Mutex<HashMap<String, usize>>>,
    caller: String,
    stopping: watch::Receiver<bool>,
}

/// Why there is no stream more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamRefusal {
    /// This caller has as many as one may.
    OfCaller,
    /// There are as many as there may be.
    OfAll,
}

impl Default for Streams {
    fn default() -> Self {
        Self { open: Arc::default(), stopping: watch::Sender::new(false) }
    }
}

impl Streams {
    /// Opens a stream for `caller`.
    ///
    /// # Errors
    /// `OfCaller`, `OfAll`.
    pub fn open(&self, caller: String) -> Result<Stream, StreamRefusal> {
        let mut open = lock(&self.open);
        if open.values().sum::<usize>() >= STREAMS_MAX {
            return Err(StreamRefusal::OfAll);
        }
        let count = open.entry(caller.clone()).or_default();
        if *count >= STREAMS_OF_A_CALLER_MAX {
            return Err(StreamRefusal::OfCaller);
        }
        *count += 1;
        Ok(Stream { open: Arc::clone(&self.open), caller, stopping: self.stopping.subscribe() })
    }

    /// Ends every stream: the server is about to stop.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }
}

impl Stream {
    /// Waits until every stream ends.
    pub async fn stopped(&mut self) {
        // Nobody is left who could stop it where this fails.
        drop(self.stopping.wait_for(|is_stopping| *is_stopping).await);
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut open = lock(&self.open);
        if let Some(count) = open.get_mut(&self.caller) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.caller);
            }
        }
    }
}

fn lock(open: &Mutex<HashMap<String, usize>>) -> MutexGuard<'_, HashMap<String, usize>> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

    use super::*;

    #[test]
    fn a_caller_has_so_many_streams_and_all_together_so_many_more() {
        let streams = Streams::default();
        let own: Vec<Stream> = (0..STREAMS_OF_A_CALLER_MAX).map(|_| streams.open("one".to_owned()).unwrap()).collect();
        assert_eq!(streams.open("one".to_owned()).unwrap_err(), StreamRefusal::OfCaller);
        let others: Vec<Stream> =
            (own.len()..STREAMS_MAX).map(|number| streams.open(number.to_string()).unwrap()).collect();
        assert_eq!(streams.open("late".to_owned()).unwrap_err(), StreamRefusal::OfAll);
        drop(own);
        assert!(streams.open("one".to_owned()).is_ok());
        drop(others);
        assert!(lock(&streams.open).is_empty(), "a caller without streams is still counted");
    }

    #[tokio::test]
    async fn every_stream_hears_that_the_server_stops() {
        let streams = Streams::default();
        let mut before = streams.open("one".to_owned()).unwrap();
        streams.stop();
        before.stopped().await;
        streams.open("two".to_owned()).unwrap().stopped().await;
    }
}
