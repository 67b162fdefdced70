//! What a work has to bring that is more than a text: a video, a long image, an H5 page. The rules of each kind stand in a file of its own.

use crate::{
    Error, Result,
    h5_rules::{self, H5Fault, h5_faults},
    long_image_rules::{self, LongImageFault, long_image_faults},
    video_rules::{self, VideoFault, video_faults},
};
use db::{Db, Write, assets::AssetRow};
use domain::{Timestamp, WorkContent, WorkKind};

/// What is wrong with the original of a work, or with what was written about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalFault {
    /// As the content names it.
    pub field: &'static str,
    /// It is not there, though the kind of the work wants it.
    pub missing: bool,
    /// For the studio.
    pub zh: String,
    /// For files.
    pub en: String,
}

impl From<VideoFault> for OriginalFault {
    fn from(fault: VideoFault) -> Self {
        let missing = fault == VideoFault::Missing;
        Self { field: fault.field(), missing, zh: fault.zh(), en: fault.to_string() }
    }
}

impl From<LongImageFault> for OriginalFault {
    fn from(fault: LongImageFault) -> Self {
        let missing = fault == LongImageFault::Missing;
        Self { field: fault.field(), missing, zh: fault.zh(), en: fault.to_string() }
    }
}

impl From<H5Fault> for OriginalFault {
    fn from(fault: H5Fault) -> Self {
        Self { field: fault.field(), missing: fault == H5Fault::Missing, zh: fault.zh(), en: fault.to_string() }
    }
}

/// Everything that is wrong; times and places are held against the measures of `row`, where they are known.
pub fn original_faults(content: &WorkContent, row: Option<&AssetRow>) -> Vec<OriginalFault> {
    let video = video_faults(content, row.and_then(|row| row.duration_ms)).into_iter().map(OriginalFault::from);
    let image = long_image_faults(content, row.and_then(|row| row.height)).into_iter().map(OriginalFault::from);
    video.chain(image).chain(h5_faults(content).into_iter().map(OriginalFault::from)).collect()
}

/// The originals that a work shows besides the pictures of its body, its own first. Empty for an article.
///
/// # Errors
/// [`Error::Refused`], in words for the studio, where the work may not be published; nothing was written then.
pub(crate) async fn settle(write: &Write, content: &WorkContent) -> Result<Vec<i64>> {
    match (content.kind, &content.video, &content.long_image) {
        _ if content.h5.is_some() && (content.video.is_some() || content.long_image.is_some()) => {
            faultless(content).map(|()| Vec::new())
        }
        (WorkKind::ShortVideo, Some(video), None) => video_rules::settle(write, content, video).await,
        (WorkKind::LongImage, None, Some(image)) => long_image_rules::settle(write, content, image).await,
        _ => match (content.kind, &content.h5) {
            (WorkKind::H5, Some(page)) => h5_rules::settle(write, content, page).await,
            _ => faultless(content).map(|()| Vec::new()),
        },
    }
}

/// What can be told from the description alone.
fn faultless(content: &WorkContent) -> Result<()> {
    let faults: Vec<String> = original_faults(content, None).into_iter().map(|fault| fault.zh).collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::refused(faults.join("\n"))) }
}

/// To be called before a work is submitted or published, as an act of its own: where the video lacks the label that the
/// work declares, it is asked for, and stays asked for though the publication is refused.
///
/// # Errors
/// [`Error::Refused`] with the words of `settle`.
pub async fn prepare_original(db: &Db, now: Timestamp, content: &WorkContent) -> Result<()> {
    if content.original().is_none() {
        // An article writes nothing here, and waits for nobody.
        return faultless(content);
    }
    let write = db.write(now).await?;
    if let Some(video) = &content.video
        && video_rules::ask_where_unlabelled(&write, content, video).await?
    {
        write.commit().await?;
        return Err(Error::refused(video_rules::RELABEL));
    }
    settle(&write, content).await?;
    Ok(())
}

/// The original that has to be made, or made anew with the declared label, before the work can be published. It is asked for.
pub(crate) async fn awaited(write: &Write, content: &WorkContent) -> Result<Option<i64>> {
    if let Some(image) = &content.long_image {
        let row = long_image_rules::long_image_row(write, image).await?;
        return Ok(row.filter(|row| !row.is_ready()).map(|row| row.id));
    }
    if let Some(page) = &content.h5 {
        let row = h5_rules::h5_row(write, page).await?;
        return Ok(row.filter(|row| !row.is_ready()).map(|row| row.id));
    }
    let Some(video) = &content.video else { return Ok(None) };
    let asked = video_rules::ask_where_unlabelled(write, content, video).await?;
    let row = video_rules::video_row(write, video).await?;
    Ok(row.filter(|row| asked || !row.is_ready()).map(|row| row.id))
}
