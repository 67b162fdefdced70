//! Course lists of a folder: what they name has to be here, or to come with it.

use super::{front_matter::WorkFile, vocabulary::Vocabulary, vocabulary::line_of_slug};
use crate::{Faults, Result};
use db::{Db, organisations, works};
use std::collections::BTreeSet;

const FILE: &str = "courses.yaml";

pub(super) async fn check(db: &Db, vocabulary: &Vocabulary, files: &[WorkFile], text: &str, faults: &mut Faults) -> Result<()> {
    let coming: BTreeSet<&str> = files.iter().map(|work| work.content.slug.as_str()).collect();
    for course in &vocabulary.courses {
        let line = line_of_slug(text, &course.slug);
        if course.title.trim().is_empty() {
            faults.add(FILE, line, format!("“{}” has no title", course.slug));
        }
        let place = course.organisation.as_str();
        if !vocabulary.organisations.iter().any(|one| one.slug.as_str() == place)
            && organisations::by_slug(db, place).await?.is_none()
        {
            faults.add(FILE, line, format!("“{}” is by an organisation that is not here: {place}", course.slug));
        }
        let mut seen = BTreeSet::new();
        for slug in &course.works {
            if !seen.insert(slug) {
                faults.add(FILE, line, format!("“{}” names the work {slug} twice", course.slug));
            }
            if !coming.contains(slug.as_str()) && !works::is_known(db, slug.as_str()).await? {
                faults.add(FILE, line, format!("“{}” names a work that is not here: {slug}", course.slug));
            }
        }
    }
    Ok(())
}
