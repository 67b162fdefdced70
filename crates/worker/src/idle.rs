//! What a worker makes when it has nothing else to do: a job for it is asked for, one at a time.

use crate::run::Worker;
use anyhow::Result;
use db::jobs::Lane;

impl Worker {
    /// Asks for one thing that this lane makes; false where there is none.
    pub(crate) async fn ask_for_more(&self, lane: Lane) -> Result<bool> {
        match lane {
            Lane::Short => self.ask_edition().await,
            Lane::Long => Ok(self.ask_words().await?
                || self.ask_copies().await?
                || self.av1 && editorial::ask_av1(&self.db, (self.clock)()).await?),
            Lane::Any | Lane::Network | Lane::Partners => Ok(false),
        }
    }

    /// Asks for one thing of those that do not take long; false where there is none.
    pub(crate) async fn ask_for_any(&self) -> Result<bool> {
        Ok(self.ask_edition().await? || self.ask_words().await? || self.ask_copies().await?)
    }

    /// An article to be set in type.
    async fn ask_edition(&self) -> Result<bool> {
        Ok(self.typeset && editorial::ask_edition(&self.db, (self.clock)()).await?)
    }

    /// The words of a long image.
    async fn ask_words(&self) -> Result<bool> {
        Ok(self.ocr && editorial::ask_words(&self.db, (self.clock)()).await?)
    }

    /// A published long image in one file.
    async fn ask_copies(&self) -> Result<bool> {
        Ok(self.typeset && editorial::ask_copies(&self.db, (self.clock)()).await?)
    }
}
