//! What is looked after now and then, since nobody waits for it: partners' copies, licences and keys, and the sitemaps.

use crate::{partner_copies, run::Worker};
use anyhow::Result;
use tokio::sync::watch;

impl Worker {
    /// Until it is told to stop.
    pub(crate) async fn tend(&self, mut stop: watch::Receiver<bool>) {
        if self.works_on.maintenance {
            match editorial::mend_lists(&self.db, (self.clock)()).await {
                Ok(0) => {}
                Ok(mended) => tracing::info!(mended, "works are in the lists of their organisations again"),
                Err(error) => tracing::error!(error = format!("{error:#}"), "lists of organisations cannot be mended"),
            }
        }
        loop {
            let tend = async {
                if let Err(error) = self.tend_partners().await {
                    tracing::error!(error = format!("{error:#}"), "partners' copies, licences and keys cannot be looked after");
                }
                if self.works_on.maintenance
                    && let Err(error) = self.write_sitemaps().await
                {
                    tracing::error!(error = format!("{error:#}"), "the sitemaps cannot be written");
                }
                tokio::time::sleep(partner_copies::LOOK).await;
            };
            tokio::select! {
                biased;
                _ = stop.wait_for(|stop| *stop) => return,
                () = tend => {}
            }
        }
    }

    /// Has copies visited that are due, ends licences of partners, and takes keys for trials away that ended.
    pub(crate) async fn tend_partners(&self) -> Result<()> {
        let now = (self.clock)();
        if self.works_on.delivery {
            partner_copies::announce(&self.db, now).await?;
        }
        if !self.works_on.maintenance {
            return Ok(());
        }
        let ended = editorial::end_partner_licences(&self.db, now).await?;
        if ended > 0 {
            tracing::info!(ended, "licences of partners");
        }
        let swept = db::partners::sweep_sandbox(&self.db, now).await?;
        if swept > 0 {
            tracing::info!(swept, "keys for trials that ended");
        }
        Ok(())
    }
}
