//! The templates: ours, and an operator's own beside them. They are programs of the typesetter and as trusted as the
//! settings; what an editor writes is never among them.

use anyhow::{Context, Result};
use std::path::Path;

pub const NAMES: [&str; 4] = ["nodes.typ", "long-image.typ", "print.typ", "card.typ"];
const OURS: [&str; 4] = [
    include_str!("../../templates/nodes.typ"),
    include_str!("../../templates/long-image.typ"),
    include_str!("../../templates/print.typ"),
    include_str!("../../templates/card.typ"),
];

/// The text of each of [`NAMES`].
pub struct Templates(pub Vec<(&'static str, String)>);

impl Templates {
    /// Those in `folder` where it has them, else ours.
    pub fn load(folder: Option<&Path>) -> Result<Self> {
        let read = |(name, ours): (&'static str, &str)| {
            let own = folder.map(|folder| folder.join(name)).filter(|path| path.exists());
            let text = match own {
                Some(path) => std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?,
                None => ours.to_owned(),
            };
            Ok((name, text))
        };
        NAMES.into_iter().zip(OURS).map(read).collect::<Result<_>>().map(Self)
    }
}
