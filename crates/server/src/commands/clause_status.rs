//! `liangyi clause-status POLICY#CLAUSE STATUS --since DAY`

use crate::say::say;
use crate::{cli::ClauseStatusArgs, clock, open, settings::Settings};
use anyhow::Result;
use db::clauses::NewStatus;
use editorial::set_clause_status;

pub async fn run(settings: &Settings, arguments: ClauseStatusArgs) -> Result<()> {
    let ClauseStatusArgs { clause, status, since, evidence, note } = arguments;
    let db = open::database(settings).await?;
    let new = NewStatus { status, since, evidence, note };
    set_clause_status(&db, clock::now(), clause.policy.as_str(), &clause.clause, &new).await?;
    say!("{clause}: {status} since {since}");
    db.close().await
}
