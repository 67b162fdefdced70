//! Which walls the kernel puts around `media-pipeline`: asked of the program itself, because it alone has tried.

use crate::process::{self, Pipeline};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::{ffi::OsStr, path::Path, time::Duration};

/// It reads nothing.
const TIME: Duration = Duration::from_secs(10);

/// How much of landlock the kernel has, which keeps the program from every file but its own. Without it seccomp is left, and
/// an empty folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Landlock {
    Full,
    /// An older one.
    Partial,
    None,
}

#[derive(Deserialize)]
struct Walls {
    landlock: Landlock,
}

impl Landlock {
    /// What an operator should know, and what to do.
    pub fn lack(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Partial => Some(
                "this kernel's landlock is an older one: media-pipeline is kept from foreign files, and from network and \
                 signals by seccomp alone; Linux 6.12 or newer has all of it",
            ),
            Self::None => Some(
                "this kernel has no landlock: media-pipeline is kept from foreign files by its empty folder and its account \
                 alone; take Linux 5.13 or newer and see that /sys/kernel/security/lsm names landlock",
            ),
        }
    }
}

impl Pipeline {
    /// # Errors
    /// The program does not start, or does not tell.
    pub async fn landlock(&self) -> Result<Landlock> {
        let (_, said) = process::ask(self, &["walls".as_ref() as &OsStr], Path::new("/"), TIME).await?;
        let said = said.trim();
        let Walls { landlock } = serde_json::from_str(said)
            .with_context(|| format!("{} does not tell its walls but this: {said}", self.program.display()))?;
        Ok(landlock)
    }

    /// Says in the log, once, what is missing.
    pub(crate) async fn say_lack(&self) {
        match self.landlock().await.map(Landlock::lack) {
            Ok(None) => {}
            Ok(Some(lack)) => tracing::warn!("{lack}"),
            // Whoever has a file for it will hear why, and so does `liangyi check`.
            Err(error) => tracing::info!(error = format!("{error:#}"), "the walls around media-pipeline are not known"),
        }
    }
}
