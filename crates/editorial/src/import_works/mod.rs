//! Taking in a folder of works: all or nothing, every fault at once, the same folder twice changes nothing.
//!
//! Reading the folder and storing the pictures' bytes are the caller's; the format stands in docs/works-format.md.

mod checks;
mod fields;
mod files;
mod front_matter;
mod versions;
mod vocabulary;

use crate::{
    Faults, Result, Saved, TagAuthority,
    register_upload::register_upload,
    save_work::{Draft, save_work},
};
use checks::Checker;
use db::{Db, Position};
use document::Document;
use domain::{Digest, Timestamp, WorkContent};
use front_matter::WorkFile;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use vocabulary::Vocabulary;

pub use files::{File, Limits};

/// A picture that some work shows; its bytes are to be stored before [`Plan::apply`].
#[derive(Clone, Debug)]
pub struct Picture {
    /// Inside the folder.
    pub path: String,
    pub digest: Digest,
    pub bytes: Vec<u8>,
}

/// A folder without faults.
#[derive(Debug)]
pub struct Plan {
    vocabulary: Vocabulary,
    works: Vec<PlannedWork>,
    pictures: BTreeMap<String, Picture>,
}

#[derive(Debug)]
struct PlannedWork {
    content: WorkContent,
    /// Pictures go by their digest.
    body: Document,
    digest: String,
    pictures: Vec<Digest>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorksImport {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    /// Slugs of works that are withdrawn here and stay so.
    pub withdrawn: Vec<String>,
    pub position: Option<Position>,
}

/// Reads and checks everything, and changes nothing.
///
/// # Errors
/// [`crate::Error::Faults`] with every fault in every file.
pub async fn plan_works(db: &Db, now: Timestamp, files: Vec<File>) -> Result<Plan> {
    let mut faults = Faults::default();
    let folder = files::sort(files, &mut faults);
    let vocabulary = Vocabulary::read(&folder.vocabulary, &mut faults);
    let works = folder.works.iter().filter_map(|file| front_matter::read(file, &mut faults)).collect();
    let mut works = in_order(works);
    let before = versions::settle(db, &mut works).await?;
    let pictures: BTreeMap<String, Picture> = folder
        .pictures
        .into_iter()
        .map(|(path, bytes)| (path.clone(), Picture { path, digest: sha256(&[&bytes]), bytes }))
        .collect();
    let planned: Vec<PlannedWork> = works.iter().map(|work| planned(work, &pictures)).collect::<Result<_>>()?;
    // What is here already, to the letter, was checked when it came.
    let changed = works.iter().zip(&planned).zip(&before);
    let changed = changed.filter(|((_, new), old)| old.as_ref().is_none_or(|old| old.digest != new.digest));
    let changed: Vec<&WorkFile> = changed.map(|((work, _), _)| work).collect();
    Checker::new(db, now, &vocabulary, &works, &pictures, &mut faults).await?.check(&changed).await?;
    faults.into_result()?;
    Ok(Plan { vocabulary, works: planned, pictures })
}

impl Plan {
    /// The pictures that works show, each once.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let shown: std::collections::HashSet<&Digest> = self.works.iter().flat_map(|w| &w.pictures).collect();
        self.pictures.values().filter(move |p| shown.contains(&p.digest))
    }

    pub fn works(&self) -> usize {
        self.works.len()
    }

    /// Writes everything in one transaction. `random` gives 16 bytes never given before.
    pub async fn apply(
        self,
        db: &Db,
        now: Timestamp,
        authority: &TagAuthority,
        mut random: impl FnMut() -> [u8; 16],
    ) -> Result<WorksImport> {
        let mut write = db.write(now).await?;
        write.as_the_only_import().await?;
        self.vocabulary.put(&mut write).await?;
        let mut report = WorksImport::default();
        for work in &self.works {
            let mut assets = Vec::new();
            for digest in &work.pictures {
                let Some(picture) = self.pictures.values().find(|p| p.digest == *digest) else { continue };
                let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
                let asset = register_upload(&write, digest, &hex::encode(random()), name, picture.bytes.len() as u64).await?;
                assets.push(asset.id);
            }
            let unique = hex::encode(random());
            let draft =
                Draft { content: &work.content, body: &work.body, digest: &work.digest, assets: &assets, unique: &unique };
            match save_work(&mut write, authority, draft).await? {
                Saved::Created => report.created += 1,
                Saved::Updated => report.updated += 1,
                Saved::Unchanged => report.unchanged += 1,
                Saved::StillWithdrawn => report.withdrawn.push(work.content.slug.to_string()),
            }
        }
        report.position = write.commit().await?;
        Ok(report)
    }
}

/// Originals before their translations, otherwise by date of publication, so that ids and lists grow with time.
fn in_order(mut works: Vec<WorkFile>) -> Vec<WorkFile> {
    works.sort_by_key(|w| (w.content.translation_of.is_some(), w.content.published, w.content.slug.clone()));
    works
}

fn planned(work: &WorkFile, pictures: &BTreeMap<String, Picture>) -> Result<PlannedWork> {
    let mut body = work.body.clone();
    let mut shown = Vec::new();
    body.rename_pictures(&mut |figure| {
        let picture = files::picture(pictures, &work.file, figure.picture.as_str())?;
        if !shown.contains(&picture.digest) {
            shown.push(picture.digest.clone());
        }
        picture.digest.as_str().parse().ok()
    });
    // The tag is the work's name and not its content: a file with it, from an export, is no change.
    let nameless = WorkContent { tag: None, ..work.content.clone() };
    let content = serde_json::to_string(&nameless).map_err(anyhow::Error::from)?;
    let digest = sha256(&[content.as_bytes(), &[0], body.to_json().as_bytes()]).to_string();
    Ok(PlannedWork { content: work.content.clone(), body, digest, pictures: shown })
}

fn sha256(parts: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    Digest::from_bytes(&hash.finalize().into())
}
