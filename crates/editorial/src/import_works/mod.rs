//! Taking in a folder of works: all or nothing, every fault at once, the same folder twice changes nothing.
//!
//! Reading the folder and storing the pictures' bytes are the caller's; the format stands in docs/works-format.md.

mod checks;
mod courses;
mod fields;
mod files;
mod front_matter;
pub(crate) mod h5_page;
pub(crate) mod long_image;
mod versions;
pub(crate) mod video;
mod vocabulary;

use crate::{
    Faults, NewLongImage, Result, Saved, TagAuthority,
    courses::put_course,
    join_long_image::join,
    register_upload::{keep_part, register_upload},
    revision_digest::revision_digest,
    save_work::{Draft, save_work},
};
use checks::Checker;
use db::{Db, Position, Write, assets::NewAsset};
use document::Document;
use domain::{AssetKind, Digest, PartList, Poster, Timestamp, WorkContent};
use front_matter::WorkFile;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use vocabulary::Vocabulary;

pub use files::{File, Limits, VideoFile};
pub use h5_page::H5Zip;

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
    videos: BTreeMap<String, VideoFile>,
}

#[derive(Debug)]
struct PlannedWork {
    content: WorkContent,
    /// Pictures go by their digest.
    body: Document,
    digest: String,
    pictures: Vec<Digest>,
    /// Of its long image.
    parts: Option<PartList>,
    h5: Option<H5Zip>,
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
pub async fn plan_works(db: &Db, now: Timestamp, files: Vec<File>, videos: Vec<VideoFile>) -> Result<Plan> {
    let mut faults = Faults::default();
    let folder = files::sort(files, &mut faults);
    let vocabulary = Vocabulary::read(&folder.vocabulary, &mut faults);
    let works = folder.works.iter().filter_map(|file| front_matter::read(file, &mut faults)).collect();
    let mut works = in_order(works);
    let videos: BTreeMap<String, VideoFile> = videos.into_iter().map(|file| (file.path.clone(), file)).collect();
    let pictures: BTreeMap<String, Picture> = folder
        .pictures
        .into_iter()
        .map(|(path, bytes)| (path.clone(), Picture { path, digest: sha256(&[&bytes]), bytes }))
        .collect();
    works.iter_mut().for_each(|work| video::resolve(work, &videos, &pictures, &mut faults));
    let parts: Vec<_> = works.iter_mut().map(|work| long_image::resolve(work, &pictures, &mut faults)).collect();
    let pages: Vec<_> = works.iter_mut().map(|work| h5_page::resolve(work, &pictures, &mut faults)).collect();
    let before = versions::settle(db, &mut works).await?;
    let planned: Vec<PlannedWork> = works
        .iter()
        .zip(parts)
        .zip(pages)
        .map(|((work, parts), h5)| planned(work, &pictures, parts, h5))
        .collect::<Result<_>>()?;
    // What is here already, to the letter, was checked when it came.
    let changed = works.iter().zip(&planned).zip(&before);
    let changed = changed.filter(|((_, new), old)| old.as_ref().is_none_or(|old| old.digest != new.digest));
    let changed: Vec<&WorkFile> = changed.map(|((work, _), _)| work).collect();
    Checker::new(db, now, &vocabulary, &works, &pictures, &mut faults).await?.check(&changed).await?;
    let listed = folder.vocabulary.get("courses.yaml").map_or("", String::as_str);
    courses::check(db, &vocabulary, &works, listed, &mut faults).await?;
    faults.into_result()?;
    Ok(Plan { vocabulary, works: planned, pictures, videos })
}

impl Plan {
    /// The pictures that works show, or that are parts of their long images, each once; their bytes are to be stored before
    /// [`Plan::apply`].
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let parts = self.part_lists().flat_map(|list| &list.parts);
        let shown: std::collections::HashSet<&Digest> = self.works.iter().flat_map(|w| &w.pictures).chain(parts).collect();
        self.pictures.values().filter(move |p| shown.contains(&p.digest))
    }

    /// The parts of each long image; their bytes too are to be stored before [`Plan::apply`].
    pub fn part_lists(&self) -> impl Iterator<Item = &PartList> {
        self.works.iter().filter_map(|w| w.parts.as_ref())
    }

    /// The pages of H5 works; their bytes are to be stored before [`Plan::apply`].
    pub fn h5_pages(&self) -> impl Iterator<Item = &H5Zip> {
        self.works.iter().filter_map(|w| w.h5.as_ref())
    }

    /// The videos of works, each once; their bytes are to be stored before [`Plan::apply`].
    pub fn videos(&self) -> impl Iterator<Item = &VideoFile> {
        let shown: BTreeMap<&Digest, &VideoFile> =
            self.works.iter().filter_map(|w| self.video_of(w)).map(|file| (&file.digest, file)).collect();
        shown.into_values()
    }

    fn video_of(&self, work: &PlannedWork) -> Option<&VideoFile> {
        let original = &work.content.video.as_ref()?.original;
        self.videos.values().find(|file| file.digest == *original)
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
            if let Some(VideoFile { path, digest, bytes }) = self.video_of(work) {
                let (key, name) = (hex::encode(random()), path.rsplit('/').next().unwrap_or(path));
                register_upload(&write, upload(digest, &key, name, *bytes, AssetKind::Video)).await?;
            }
            for digest in &work.pictures {
                let Some(picture) = self.pictures.values().find(|p| p.digest == *digest) else { continue };
                let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
                let key = hex::encode(random());
                let asset =
                    register_upload(&write, upload(digest, &key, name, picture.bytes.len() as u64, AssetKind::Picture)).await?;
                assets.push(asset.id);
            }
            if let (Some(list), Some(image)) = (&work.parts, &work.content.long_image) {
                self.join(&write, list, &image.original, &mut random).await?;
            }
            if let Some(H5Zip { name, digest, bytes }) = &work.h5 {
                let key = hex::encode(random());
                register_upload(&write, upload(digest, &key, name, bytes.len() as u64, AssetKind::H5)).await?;
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
        for course in &self.vocabulary.courses {
            put_course(&mut write, course).await?;
        }
        report.position = write.commit().await?;
        Ok(report)
    }

    async fn join(&self, write: &Write, list: &PartList, digest: &Digest, random: &mut impl FnMut() -> [u8; 16]) -> Result<()> {
        let mut first = None;
        for part in &list.parts {
            let Some(picture) = self.pictures.values().find(|p| p.digest == *part) else { continue };
            let name = picture.path.rsplit('/').next().unwrap_or(&picture.path);
            let key = hex::encode(random());
            keep_part(write, upload(part, &key, name, picture.bytes.len() as u64, AssetKind::Picture)).await?;
            first.get_or_insert(name);
        }
        let key = hex::encode(random());
        let name = first.unwrap_or_default();
        join(write, NewLongImage { list, digest, key: &key, name, organisation: None, account: None }).await?;
        Ok(())
    }
}

/// What an import brings is in no organisation's library.
fn upload<'a>(digest: &'a Digest, key: &'a str, name: &'a str, bytes: u64, kind: AssetKind) -> NewAsset<'a> {
    NewAsset { digest: digest.as_str(), key, name, bytes, kind, organisation: None, account: None }
}

/// Originals before their translations, otherwise by date of publication, so that ids and lists grow with time.
fn in_order(mut works: Vec<WorkFile>) -> Vec<WorkFile> {
    works.sort_by_key(|w| (w.content.translation_of.is_some(), w.content.published, w.content.slug.clone()));
    works
}

fn planned(
    work: &WorkFile,
    pictures: &BTreeMap<String, Picture>,
    parts: Option<PartList>,
    h5: Option<H5Zip>,
) -> Result<PlannedWork> {
    let mut body = work.body.clone();
    let mut shown = Vec::new();
    body.rename_pictures(&mut |figure| {
        let picture = files::picture(pictures, &work.file, figure.picture.as_str())?;
        if !shown.contains(&picture.digest) {
            shown.push(picture.digest.clone());
        }
        picture.digest.as_str().parse().ok()
    });
    if let Some(Poster::Picture(poster)) = work.content.video.as_ref().and_then(|video| video.poster.as_ref())
        && !shown.contains(poster)
    {
        shown.push(poster.clone());
    }
    let digest = revision_digest(&work.content, &body)?.to_string();
    Ok(PlannedWork { content: work.content.clone(), body, digest, pictures: shown, parts, h5 })
}

fn sha256(parts: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    Digest::from_bytes(&hash.finalize().into())
}
