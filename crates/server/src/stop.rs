//! The wish to end, SIGINT or SIGTERM: heard from the moment this is made, by all who ask.
//!
//! One listener for the whole process. Were there several, a signal between the first and the last of them would stop one
//! part and leave the rest running.

use anyhow::{Context, Result};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Ctrl-C: requests under way are not waited for.
    AtOnce,
    /// SIGTERM: they are.
    InPeace,
}

#[derive(Clone)]
pub struct Stop(watch::Receiver<Option<Wish>>);

impl Stop {
    pub fn listen() -> Result<Self> {
        let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be listened for")?;
        let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be listened for")?;
        let (say, wish) = watch::channel(None);
        tokio::spawn(async move {
            let wish = tokio::select! {
                _ = interrupt.recv() => Wish::AtOnce,
                _ = terminate.recv() => Wish::InPeace,
            };
            say.send(Some(wish)).ok();
            // The wish stands for those who ask later.
            say.closed().await;
        });
        Ok(Self(wish))
    }

    /// Resolved when it comes, whichever it is.
    pub async fn any(self) {
        self.wanted().await;
    }

    /// Resolved when it comes.
    pub async fn wanted(mut self) -> Wish {
        match self.0.wait_for(Option::is_some).await.map(|wish| *wish) {
            Ok(Some(wish)) => wish,
            _ => std::future::pending().await,
        }
    }
}
