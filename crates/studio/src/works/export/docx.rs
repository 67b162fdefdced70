//! As a file for Word, with its pictures in it.

use super::{Exported, closing, faults, makers, public};
use crate::{Problem, Session, allow};
use base64::{Engine, engine::general_purpose::STANDARD};
use db::{Db, work_desks::Desk};
use document::{
    Document,
    docx::{self, Around, PictureFile},
    markdown,
};
use domain::Right;
use editorial::Newest;
use pages::Site;
use std::collections::HashMap;
use storage::{AssetKey, Key, Storage};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
/// Bytes of all pictures: what is sent is held in memory.
const MOST: usize = 60 << 20;

/// # Errors
/// 422 where the body is not yet right.
pub(super) async fn export(
    session: &Session,
    db: &Db,
    storage: &Storage,
    site: &Site,
    desk: &Desk,
    newest: &Newest,
) -> Result<Exported, Problem> {
    let content = &newest.content;
    let body = match markdown::read(&newest.body) {
        Ok(read) => read.document,
        Err(found) => return Err(Problem::faults(faults(editorial::faults_of_body(found)))),
    };
    let links = public(db, site, content, &body).await?;
    let makers = makers(db, &links.base, desk, content).await?;
    let closing = closing(&makers, content);
    let pictures = pictures(session, db, storage, &body).await?;
    let organisation = makers.publishers.join("、");
    let around = Around {
        title: &content.title,
        lead: &content.lead,
        authors: &makers.authors,
        organisation: &organisation,
        source: &makers.source,
        licence: content.licence.zh(),
        address: &makers.address,
        closing: &closing,
    };
    let written = docx::write(&body, &links, &pictures, &around);
    let mut notes = written.left_out;
    if content.original().is_some() {
        notes.push("只有文字：视频、长图和 H5 页面不在文件里。".to_owned());
    }
    let name = format!("{}.docx", content.slug);
    Ok(Exported { name, media_type: DOCX, text: String::new(), base64: Some(STANDARD.encode(written.bytes)), notes })
}

/// Those that this account may see, in a form that every program opens.
async fn pictures(
    session: &Session,
    db: &Db,
    storage: &Storage,
    body: &Document,
) -> Result<HashMap<String, PictureFile>, Problem> {
    let named = body.pictures();
    let mut digests: Vec<&str> = named.iter().map(|(_, figure)| figure.picture.as_str()).collect();
    digests.sort_unstable();
    digests.dedup();
    let (mut found, mut held) = (HashMap::new(), 0);
    for (asset, files) in db::assets::with_renditions(db, &digests).await? {
        let Some(file) = files.iter().rfind(|file| matches!(file.media_type.as_str(), "image/png" | "image/jpeg" | "image/gif"))
        else {
            continue;
        };
        if allow::asset(db, session, asset.id, Right::SeeAssets).await.is_err() || held > MOST {
            continue;
        }
        let key: AssetKey = asset.key.parse().map_err(anyhow::Error::from)?;
        let place = Key::rendition(&key, &file.file).map_err(anyhow::Error::from)?;
        let bytes = storage.get(&place).await.map_err(anyhow::Error::from)?.to_vec();
        held += bytes.len();
        let (width, height) = (u32::try_from(file.width).unwrap_or(1), u32::try_from(file.height).unwrap_or(1));
        let media_type = file.media_type.clone();
        found.insert(asset.digest, PictureFile { bytes, media_type, width, height });
    }
    Ok(found)
}
