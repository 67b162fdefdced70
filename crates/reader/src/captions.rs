//! The captions of a published short video as a file: for the player, and for whoever keeps the video.

use crate::{
    Failure,
    page::{Answer, Page, TEXT, VTT},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use db::{
    Db,
    works::{self, Lookup},
};
use domain::{Language, Slug};
use pages::address;

pub async fn captions(db: Data<Db>, path: Path<(Slug, String)>) -> Result<Answer, Failure> {
    let (slug, language) = path.into_inner();
    let language: Language = language.parse().map_err(|_| Failure::NotFound)?;
    match works::lookup(&db, slug.as_str()).await? {
        Lookup::Found(work) | Lookup::Retracted(work, _) => {
            let tracks = work.revision.content.video.map(|video| video.captions).unwrap_or_default();
            let track = tracks.into_iter().find(|track| track.language == language).ok_or(Failure::NotFound)?;
            Ok(Answer::Page(Page::new(StatusCode::OK, VTT, ::captions::write_vtt(&track.cues))))
        }
        Lookup::Moved(to) => Ok(Answer::Moved(address::captions(&to.parse().map_err(anyhow::Error::from)?, language))),
        Lookup::Gone(..) => Ok(Answer::Page(Page::new(StatusCode::GONE, TEXT, "这件作品已经撤回。\n".to_owned()))),
        Lookup::Missing => Err(Failure::NotFound),
    }
}
