//! A text in the studio and what was published while it was written or reviewed, put together.

use crate::{Error, Result};
use db::revisions::Revision;
use document::{Document, DocumentMerge, merge_documents};
use domain::{ContentMerge, Side, WorkContent, content_merge};

pub struct Merging {
    pub content: ContentMerge,
    pub body: DocumentMerge,
}

impl Merging {
    /// `base` is what the text was made from; `None` where that is not known, and then every difference is a conflict.
    pub fn of(base: Option<&Revision>, published: &Revision, content: &WorkContent, body: &Document) -> Self {
        // A correction stands at an address of its own while it is written.
        let content = WorkContent { slug: published.content.slug.clone(), ..content.clone() };
        Self {
            content: content_merge(base.map(|base| &base.content), &published.content, &content),
            body: merge_documents(base.map(|base| &base.body), &published.body, body),
        }
    }

    /// Places at which somebody has to choose.
    pub fn conflicts(&self) -> usize {
        self.content.conflicts.len() + self.body.conflicts().len()
    }

    /// `field` is asked by name, `block` by the number of the conflict.
    ///
    /// # Errors
    /// Where the fields contradict each other once they are put together.
    pub fn resolve(&self, field: &dyn Fn(&str) -> Side, block: &dyn Fn(usize) -> Side) -> Result<(WorkContent, Document)> {
        let content = self.content.resolve(field);
        let content = content.map_err(|e| Error::refused(format!("两边的作品信息合在一起不成立（{e}），请逐项核对。")))?;
        Ok((content, self.body.resolve(block)))
    }
}
