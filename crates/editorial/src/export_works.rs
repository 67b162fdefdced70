//! The way out: everything the site holds, as the folder that an import reads.

use crate::{
    Result, VideoFile, export_h5_page, export_long_image, export_video,
    import_works::{h5_page::OnlyH5, long_image::OnlyLongImage, video::OnlyVideo},
    read_vocabulary,
};
use db::{Db, assets::AssetRow, courses::CourseRow, revisions};
use document::{Document, markdown};
use domain::{Channel, Course, Digest, Slug, WorkContent, WorkState};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// A text file of the export; `path` is relative to its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    pub path: String,
    pub text: String,
}

#[derive(Clone, Debug, Default)]
pub struct Exports {
    pub files: Vec<ExportedFile>,
    /// Path in the folder, and the original in the store.
    pub pictures: BTreeMap<String, Digest>,
    /// Likewise; big.
    pub videos: BTreeMap<String, Digest>,
    /// The zips of H5 pages, likewise.
    pub pages: BTreeMap<String, Digest>,
    /// Works that are withdrawn: they are not among the files.
    pub withdrawn: Vec<String>,
}

/// The newest revision of every work, with the vocabulary and the names of its pictures.
pub async fn export_works(db: &Db) -> Result<Exports> {
    let mut exports = Exports { files: vocabulary(db).await?, ..Default::default() };
    for work in db::works::all(db).await? {
        if work.state()? == WorkState::Withdrawn {
            exports.withdrawn.push(work.slug);
            continue;
        }
        let Some(revision) = revisions::latest(db, work.id).await? else { continue };
        let (mut content, mut body) = (revision.content, revision.body);
        content.tag = Some(work.tag.clone());
        name_pictures(db, &mut body, &mut exports.pictures).await?;
        let video = match content.video.take() {
            Some(video) => Some(export_video::name_files(db, content.slug.as_str(), video, &mut exports).await?),
            None => None,
        };
        let image = match content.long_image.take() {
            Some(image) => Some(export_long_image::name_files(db, image, &mut exports).await?),
            None => None,
        };
        let page = match content.h5.take() {
            Some(page) => Some(export_h5_page::name_file(db, page, &mut exports).await?),
            None => None,
        };
        let nested = [
            video.map(|video| yaml(&OnlyVideo { video })),
            image.map(|long_image| yaml(&OnlyLongImage { long_image })),
            page.map(|h5| yaml(&OnlyH5 { h5 })),
        ];
        let nested = nested.into_iter().flatten().collect::<Result<String>>()?;
        exports.files.push(ExportedFile { path: format!("{}.md", content.slug), text: file(&content, &nested, &body)? });
    }
    Ok(exports)
}

/// `nested`: the fields that have files of their own, as YAML.
fn file(content: &WorkContent, nested: &str, body: &Document) -> Result<String> {
    Ok(format!("---\n{}{nested}---\n\n{}", yaml(content)?, markdown::write(body)))
}

fn yaml(value: &impl Serialize) -> Result<String> {
    let mut text = serde_saphyr::to_string(value).map_err(anyhow::Error::from)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// Each picture gets its uploaded name back; two different ones of one name are told apart by their digest.
async fn name_pictures(db: &Db, body: &mut Document, pictures: &mut BTreeMap<String, Digest>) -> Result<()> {
    let digests: Vec<String> = body.pictures().iter().map(|(_, f)| f.picture.to_string()).collect();
    let rows = db::assets::names(db, &digests.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    let by_digest: HashMap<&str, &AssetRow> = rows.iter().map(|a| (a.digest.as_str(), a)).collect();
    body.rename_pictures(&mut |figure| {
        let asset = by_digest.get(figure.picture.as_str())?;
        let digest: Digest = asset.digest.parse().ok()?;
        place(pictures, "pictures", &asset.name, digest).parse().ok()
    });
    Ok(())
}

/// Where a file stands in the export: under its own name, unless another one does.
pub(crate) fn place(files: &mut BTreeMap<String, Digest>, folder: &str, name: &str, digest: Digest) -> String {
    let mut path = format!("{folder}/{name}");
    if files.get(&path).is_some_and(|other| *other != digest) {
        path = format!("{folder}/{}-{name}", &digest.as_str()[..8]);
    }
    files.insert(path.clone(), digest);
    path
}

/// The name under which a file was uploaded. One that the import would not take for a video, or that is a path, is not kept.
pub(crate) async fn name_of(db: &Db, digest: &Digest, extension: &str) -> Result<String> {
    let row = db::asset_library::by_digest(db, digest.as_str()).await?;
    let kept = row.map(|row| row.name).filter(|name| !name.starts_with('.') && !name.contains(['/', '\\', '\n', '\0']));
    let kept = kept.filter(|name| match extension {
        "mp4" => VideoFile::is_named(name),
        "zip" => name.ends_with(".zip"),
        _ => true,
    });
    Ok(kept.unwrap_or_else(|| format!("{}.{extension}", &digest.as_str()[..16])))
}

async fn vocabulary(db: &Db) -> Result<Vec<ExportedFile>> {
    let is = read_vocabulary(db).await?;
    let mut channels = Vec::new();
    for c in db::vocabulary::channels(db).await? {
        channels.push(Channel { slug: slug(&c.slug)?, name: c.name });
    }
    let mut courses = Vec::new();
    for c in db::courses::of_organisations(db, None).await? {
        courses.push(course(db, c).await?);
    }
    courses.sort_by(|a, b| a.slug.cmp(&b.slug));
    Ok([
        named("organisations", &is.organisations)?,
        named("people", &is.people)?,
        named("topics", &is.topics)?,
        named("campaigns", &is.campaigns)?,
        named("channels", &channels)?,
        named("glossary", &is.terms)?,
        named("courses", &courses)?,
    ]
    .into_iter()
    .flatten()
    .collect())
}

/// Without works that are withdrawn: they are not among the files.
async fn course(db: &Db, row: CourseRow) -> Result<Course> {
    let mut works = Vec::new();
    for one in db::courses::slugs(db, row.id).await? {
        works.push(slug(&one)?);
    }
    Ok(Course {
        slug: slug(&row.slug)?,
        title: row.title,
        lead: row.lead,
        audience: row.audience.map(|code| code.parse()).transpose().map_err(anyhow::Error::from)?,
        organisation: slug(&row.organisation_slug)?,
        works,
        draft: row.published_at.is_none(),
        example: row.example,
    })
}

fn slug(text: &str) -> Result<Slug> {
    Ok(text.parse().map_err(anyhow::Error::from)?)
}

fn named<T: Serialize>(name: &str, entries: &[T]) -> Result<Option<ExportedFile>> {
    if entries.is_empty() {
        return Ok(None);
    }
    Ok(Some(ExportedFile { path: format!("{name}.yaml"), text: yaml(&entries)? }))
}
