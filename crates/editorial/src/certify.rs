//! What a publication says of its reviews, to be signed: over the digest of the very revision that went out.

use crate::Result;
use db::{Write, certificates, submissions, submissions::SubmissionRow, works::WorkRow};
use domain::{Certified, CertifiedReview, Digest, ReviewStage, Timestamp, Verdict};

/// Written in the transaction of the publication; signed by the back room.
pub(crate) async fn certify(write: &Write, work: &WorkRow, revision: i64, digest: &Digest, open: &SubmissionRow) -> Result<()> {
    let mut reviews = Vec::new();
    for said in submissions::said(write, open.id).await?.into_iter().filter(|said| said.verdict == Verdict::Pass.code()) {
        reviews.push(CertifiedReview {
            affiliation: said.affiliation(),
            stage: said.stage,
            by: said.by_name,
            at: Timestamp(said.at).rfc3339(),
        });
    }
    let order = |passed: &CertifiedReview| passed.stage.parse::<ReviewStage>().map_or(usize::MAX, |stage| stage as usize);
    reviews.sort_by_key(order);
    let statement = Certified {
        kind: Certified::KIND.to_owned(),
        work: work.tag.clone(),
        title: work.title.clone(),
        digest: digest.to_string(),
        published: write.now().rfc3339(),
        reviews,
    };
    let statement = serde_json::to_string(&statement).map_err(anyhow::Error::from)?;
    certificates::add(write, revision, work.id, &statement).await?;
    Ok(())
}
