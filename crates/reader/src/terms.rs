//! The glossary as a page needs it: what to look for in its text, and what to explain of what was found.

use anyhow::Result;
use db::{Db, terms::TermRow};
use domain::{Glossary, Language, Slug};
use pages::TermNote;

/// All terms, as they are written in one language.
pub struct Terms {
    pub glossary: Glossary,
    rows: Vec<TermRow>,
}

impl Terms {
    /// What readers of a text in `language` may want explained. In English that is what is explained in English.
    pub async fn load(db: &Db, language: Language) -> Result<Self> {
        let rows = db::terms::all(db).await?;
        let mut spellings = Vec::new();
        for row in &rows {
            spellings.push((row.slug.parse()?, written(row, language)));
        }
        Ok(Self { glossary: Glossary::new(spellings), rows })
    }

    /// The explanations of `met`, in its order.
    pub fn notes<'a>(&self, met: impl IntoIterator<Item = &'a Slug>) -> Vec<TermNote> {
        let row = |slug: &Slug| self.rows.iter().find(|row| row.slug == slug.as_str());
        met.into_iter().filter_map(|slug| Some(note(slug.clone(), row(slug)?))).collect()
    }
}

fn written(row: &TermRow, language: Language) -> Vec<String> {
    match language {
        Language::ZhHans => std::iter::once(row.name.clone()).chain(row.also()).collect(),
        Language::En if row.about_en.is_some() => row.name_en.clone().into_iter().collect(),
        _ => Vec::new(),
    }
}

pub fn note(slug: Slug, row: &TermRow) -> TermNote {
    TermNote {
        slug,
        name: row.name.clone(),
        name_en: row.name_en.clone(),
        about: row.about.clone(),
        about_en: row.about_en.clone(),
        source: row.source.clone(),
    }
}
