//! The video of a work on its way out: its original under the name it came with, its captions as WebVTT.

use crate::{
    ExportedFile, Exports, Result,
    export_works::{name_of, place},
    import_works::video::{CaptionFile, ChapterField, PosterField, Seconds, VideoFields},
};
use db::Db;
use domain::{Poster, Video};

/// Gives every file of the video its place in the export; what the front matter says of it.
pub(crate) async fn name_files(db: &Db, slug: &str, video: Video, exports: &mut Exports) -> Result<VideoFields> {
    let file = place(&mut exports.videos, "videos", &name_of(db, &video.original, "mp4").await?, video.original);
    let mut captions = Vec::with_capacity(video.captions.len());
    for track in video.captions {
        let path = format!("videos/{slug}.{}.vtt", track.language);
        exports.files.push(ExportedFile { path: path.clone(), text: captions::write_vtt(&track.cues) });
        captions.push(CaptionFile { language: track.language, file: path });
    }
    let poster = match video.poster {
        None => None,
        Some(Poster::At(at)) => Some(PosterField::At(Seconds(at))),
        Some(Poster::Picture(digest)) => {
            let name = name_of(db, &digest, "png").await?;
            Some(PosterField::Picture(place(&mut exports.pictures, "pictures", &name, digest)))
        }
    };
    let chapters = video.chapters.into_iter().map(|c| ChapterField { at: Seconds(c.start), title: c.title }).collect();
    Ok(VideoFields { file, captions, no_speech: video.no_speech, poster, chapters })
}
