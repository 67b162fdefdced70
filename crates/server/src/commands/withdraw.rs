//! `liangyi withdraw SLUG --reason TEXT`

use crate::say::say;
use crate::{cli::Withdraw, clock, open, settings::Settings};
use anyhow::Result;
use db::corrections::Notice;
use editorial::{Away, withdraw};

pub async fn run(settings: &Settings, arguments: Withdraw) -> Result<()> {
    let Withdraw { slug, reason, kind, severity, scope, way, other } = arguments;
    let db = open::database(settings).await?;
    let away = Away { way, other: other.map(|slug| slug.to_string()) };
    withdraw(&db, clock::now(), slug.as_str(), &Notice { kind, severity, scope, reason, anchor: None }, &away).await?;
    say!("{slug} is withdrawn; liangyi reinstate {slug} undoes it");
    for sister in db::works::readable_sisters(&db, slug.as_str()).await? {
        say!("its version {sister} stays published; withdraw it too, or use --scope all-languages");
    }
    db.close().await
}
