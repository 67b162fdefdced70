//! What the body points at: pictures, works, clauses, and the words of clauses.

use super::Checker;
use crate::{
    Result,
    desk::says,
    import_works::{files::picture, front_matter::WorkFile},
};
use db::clauses::Outside;
use domain::ClauseRef;

impl Checker<'_> {
    pub(super) fn figures(&mut self, work: &WorkFile) {
        for (path, figure) in work.body.pictures() {
            if picture(self.pictures, &work.file, figure.picture.as_str()).is_none() {
                self.faults.add(
                    &work.file,
                    Some(work.line_of(&path)),
                    format!("there is no picture {} in this folder", figure.picture),
                );
            }
        }
    }

    pub(super) fn work_links(&mut self, work: &WorkFile) {
        for (path, slug) in work.body.work_links() {
            if !self.known.works.contains(slug.as_str()) {
                self.faults.add(&work.file, Some(work.line_of(&path)), format!("no work is called “{slug}”"));
            }
        }
    }

    pub(super) async fn clause_links(&mut self, work: &WorkFile) -> Result<()> {
        for link in &work.content.clauses {
            let text = link.clause.to_string();
            // The file may leave the version out.
            let written = format!("#{}", link.clause.clause);
            let Some(clause) = self.clause(&link.clause).await? else {
                let message = self.no_clause(&link.clause).await?;
                self.add(work, "clauses", &written, message);
                continue;
            };
            if let Some(passage) = &link.passage
                && !says(&clause, passage)
            {
                self.add(work, "clauses", passage, format!("clause {text} does not contain “{passage}”"));
            }
            if let Some(anchor) = &link.anchor
                && !work.body.anchors().iter().any(|(_, a, _)| a.as_str() == anchor)
            {
                self.add(work, "clauses", anchor, format!("this work has no place called “{anchor}”"));
            }
        }
        for (path, clause) in work.body.clause_links() {
            if self.clause(clause).await?.is_none() {
                let message = self.no_clause(clause).await?;
                self.faults.add(&work.file, Some(work.line_of(&path)), message);
            }
        }
        Ok(())
    }

    /// An exact quote says what its clause says, to the letter; only white space may differ.
    pub(super) async fn quotes(&mut self, work: &WorkFile) -> Result<()> {
        for quote in work.body.quotes() {
            if let Some(clause) = self.clause(&quote.clause).await?
                && !says(&clause, &quote.text)
            {
                let message =
                    format!("this quote differs from clause {}; quote it exactly, or leave out its source line", quote.clause);
                self.faults.add(&work.file, Some(work.line_of(&quote.path)), message);
            }
        }
        Ok(())
    }

    async fn clause(&mut self, at: &ClauseRef) -> Result<Option<Outside>> {
        if let Some(known) = self.clauses.get(at) {
            return Ok(known.clone());
        }
        let found = db::clauses::outside(self.db, at.policy.as_str(), at.version, &at.clause).await?;
        self.clauses.insert(at.clone(), found.clone());
        Ok(found)
    }

    async fn no_clause(&self, at: &ClauseRef) -> Result<String> {
        let policy = db::policies::by_slug(self.db, at.policy.as_str()).await?;
        Ok(match policy {
            None => format!("no policy is called “{}”; import it first", at.policy),
            Some(p) => format!(
                "policy {} has no clause {} in version {}",
                p.slug,
                at.clause,
                at.version.map_or(p.current_version, |v| v as i32)
            ),
        })
    }
}
