//! When a short video may be published: its file is ready and carries the label the work declares, what is said in it can
//! be read, and times lie inside it.

use crate::{Error, Result, ask_frame::ask_frame_of, register_upload::ask_renditions};
use db::{
    Write,
    assets::{self, AssetRow},
};
use domain::{AiLabel, AssetKind, Poster, Video, WorkContent, WorkKind};
use std::{collections::BTreeSet, fmt};

/// Cues may end a little after the picture: sound often does.
const OVERHANG_MS: i64 = 1_000;

/// What is wrong with the video of a work. `Display` is in English, for files; [`VideoFault::zh`] for the studio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VideoFault {
    Missing,
    /// A work of another kind has one.
    Stray,
    NoCaptions,
    EmptyStatement,
    /// A track without cues.
    EmptyTrack(String),
    TwoTracks(String),
    /// The text of the first cue that begins before the one above it has ended, or ends before it begins.
    CueOrder(String),
    CueOutside(String),
    ChapterOrder(String),
    ChapterOutside(String),
    ChapterUntitled,
    PosterOutside,
}

impl VideoFault {
    /// The field that is wrong, as the content names it.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Missing | Self::Stray => "video",
            Self::EmptyStatement => "no_speech",
            Self::NoCaptions | Self::EmptyTrack(_) | Self::TwoTracks(_) | Self::CueOrder(_) | Self::CueOutside(_) => "captions",
            Self::ChapterOrder(_) | Self::ChapterOutside(_) | Self::ChapterUntitled => "chapters",
            Self::PosterOutside => "poster",
        }
    }

    pub fn zh(&self) -> String {
        match self {
            Self::Missing => "短视频作品还没有视频，请先上传或从素材库选一个。".to_owned(),
            Self::Stray => "只有短视频作品可以带视频；请改作品形式，或移除视频。".to_owned(),
            Self::NoCaptions => {
                "短视频需要作品语言的字幕才能发布；如果视频里没有人说话，请勾选“无人声”并写明声音内容。".to_owned()
            }
            Self::EmptyStatement => "“无人声”的说明是空的，请写明视频里是什么声音，例如“全程配乐，无人说话”。".to_owned(),
            Self::EmptyTrack(language) => format!("语言为 {language} 的字幕里一条也没有，请补上或删去这份字幕。"),
            Self::TwoTracks(language) => format!("语言为 {language} 的字幕有两份，请只留一份。"),
            Self::CueOrder(text) => format!("字幕“{text}”与前一条的时间重叠，或结束早于开始，请调整时间。"),
            Self::CueOutside(text) => format!("字幕“{text}”超出了视频的长度，请调整时间。"),
            Self::ChapterOrder(title) => format!("章节“{title}”没有排在前一章之后，请按时间先后排列。"),
            Self::ChapterOutside(title) => format!("章节“{title}”的开始时间超出了视频的长度。"),
            Self::ChapterUntitled => "有一个章节没有标题，请写上或删去。".to_owned(),
            Self::PosterOutside => "封面的时间超出了视频的长度，请另选一个画面。".to_owned(),
        }
    }
}

impl fmt::Display for VideoFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("a short video needs a video: give it file, and captions or no_speech"),
            Self::Stray => f.write_str("only a work of kind short-video has a video"),
            Self::NoCaptions => f.write_str(
                "a short video needs captions in the work's language, or no_speech with a sentence on what is heard instead",
            ),
            Self::EmptyStatement => f.write_str("no_speech is empty; write what is heard instead of speech"),
            Self::EmptyTrack(language) => write!(f, "the captions in {language} have no cues"),
            Self::TwoTracks(language) => write!(f, "there are two captions in {language}"),
            Self::CueOrder(text) => {
                write!(f, "the cue “{text}” begins before the one above it has ended, or ends before it begins")
            }
            Self::CueOutside(text) => write!(f, "the cue “{text}” lies behind the end of the video"),
            Self::ChapterOrder(title) => write!(f, "the chapter “{title}” does not begin after the one above it"),
            Self::ChapterOutside(title) => write!(f, "the chapter “{title}” begins behind the end of the video"),
            Self::ChapterUntitled => f.write_str("a chapter has no title"),
            Self::PosterOutside => f.write_str("the poster's time lies behind the end of the video"),
        }
    }
}

/// Everything that is wrong; times are held against `duration_ms` where it is known.
pub fn video_faults(content: &WorkContent, duration_ms: Option<i64>) -> Vec<VideoFault> {
    match (&content.video, content.kind) {
        (Some(video), WorkKind::ShortVideo) => of_video(content, video, duration_ms),
        (None, WorkKind::ShortVideo) => vec![VideoFault::Missing],
        (Some(_), _) => vec![VideoFault::Stray],
        (None, _) => Vec::new(),
    }
}

fn of_video(content: &WorkContent, video: &Video, duration_ms: Option<i64>) -> Vec<VideoFault> {
    let mut faults = Vec::new();
    let outside = |at: u32, overhang: i64| duration_ms.is_some_and(|duration| i64::from(at) > duration + overhang);
    match &video.no_speech {
        Some(statement) if statement.trim().is_empty() => faults.push(VideoFault::EmptyStatement),
        None if !video.captions.iter().any(|track| track.language == content.language) => faults.push(VideoFault::NoCaptions),
        _ => {}
    }
    let mut languages = BTreeSet::new();
    for track in &video.captions {
        if track.cues.is_empty() {
            faults.push(VideoFault::EmptyTrack(track.language.code().into()));
        }
        if !languages.insert(track.language.code()) {
            faults.push(VideoFault::TwoTracks(track.language.code().into()));
        }
        let mut before = 0;
        // One of each sort for a track: a shifted file would give a thousand.
        let disordered = track.cues.iter().find(|cue| {
            let wrong = cue.start < before || cue.end <= cue.start;
            before = cue.end;
            wrong
        });
        faults.extend(disordered.map(|cue| VideoFault::CueOrder(short(&cue.text))));
        let late = track.cues.iter().find(|cue| outside(cue.end, OVERHANG_MS));
        faults.extend(late.map(|cue| VideoFault::CueOutside(short(&cue.text))));
    }
    for (i, chapter) in video.chapters.iter().enumerate() {
        if chapter.title.trim().is_empty() {
            faults.push(VideoFault::ChapterUntitled);
        }
        if i > 0 && chapter.start <= video.chapters[i - 1].start {
            faults.push(VideoFault::ChapterOrder(short(&chapter.title)));
        }
        if outside(chapter.start, -1) {
            faults.push(VideoFault::ChapterOutside(short(&chapter.title)));
        }
    }
    if let Some(Poster::At(at)) = video.poster
        && outside(at, -1)
    {
        faults.push(VideoFault::PosterOutside);
    }
    faults
}

pub(crate) fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= 24 { line } else { line.chars().take(24).chain(std::iter::once('…')).collect() }
}

/// The originals that a work with a video shows besides the pictures of its body: the video first, then an uploaded poster.
/// A poster of a frame that was never made is asked for.
///
/// # Errors
/// [`Error::Refused`], in words for the studio, where the work may not be published; nothing was written then.
pub(crate) async fn settle(write: &Write, content: &WorkContent, video: &Video) -> Result<Vec<i64>> {
    let row = video_row(write, video).await?;
    refuse(&video_faults(content, row.as_ref().and_then(|row| row.duration_ms)))?;
    let row = row.ok_or_else(|| Error::refused("作品的视频不在素材库里，请重新上传。"))?;
    match row.state.as_str() {
        assets::READY => {}
        assets::FAILED => {
            let why = row.reason.as_deref().unwrap_or_default();
            return Err(Error::refused(format!("作品的视频没有处理成功：{why}请换一个文件或重新处理后再发布。")));
        }
        _ => return Err(Error::refused("作品的视频还在处理，请等处理完成后再发布。")),
    }
    if lacks_label(&row, content)? {
        return Err(Error::refused(RELABEL));
    }
    let mut shown = vec![row.id];
    match &video.poster {
        Some(Poster::At(at)) => ask_frame_of(write, &row, *at).await?,
        Some(Poster::Picture(digest)) => {
            let picture = assets::find(write, digest.as_str()).await?;
            if let Some(fault) = poster_fault(picture.as_ref()) {
                return Err(Error::refused(fault));
            }
            // One that is being made still is shown as soon as it is there; until then the pipeline's choice stands.
            shown.extend(picture.map(|row| row.id));
        }
        None => {}
    }
    Ok(shown)
}

/// Why an uploaded picture cannot be a poster, in words for the studio; `None` also of one that is being made still.
pub(crate) fn poster_fault(row: Option<&AssetRow>) -> Option<String> {
    match row.filter(|row| row.kind == AssetKind::Picture.code()) {
        None => Some("封面图片不在素材库里，请重新上传。".to_owned()),
        Some(row) if row.state == assets::FAILED => {
            let why = row.reason.as_deref().unwrap_or_default();
            Some(format!("封面图片“{}”没有处理成功：{why}请换一张图片，或改用视频里的画面。", row.name))
        }
        Some(_) => None,
    }
}

pub(crate) const RELABEL: &str =
    "作品声明使用了生成式人工智能，视频画面和文件里需要加上相应标识。正在重新处理视频加入标识，完成后请再次发布。";

/// Asks for a video anew where it lacks the label that the work declares; true where it did.
pub(crate) async fn ask_where_unlabelled(write: &Write, content: &WorkContent, video: &Video) -> Result<bool> {
    let Some(row) = video_row(write, video).await? else { return Ok(false) };
    let lacks_label = lacks_label(&row, content)?;
    if lacks_label {
        ask_label(write, &row, content).await?;
    }
    Ok(lacks_label)
}

/// Asks for the renditions anew with the label that the work declares.
async fn ask_label(write: &Write, row: &AssetRow, content: &WorkContent) -> Result<()> {
    let producer = match content.organisations.first() {
        Some(slug) => db::organisations::name_of(write, slug.as_str()).await?,
        None => None,
    };
    ask_renditions(write, row, content.ai, producer).await
}

pub(crate) async fn video_row(write: &Write, video: &Video) -> Result<Option<AssetRow>> {
    let row = assets::find(write, video.original.as_str()).await?;
    Ok(row.filter(|row| row.kind == AssetKind::Video.code()))
}

/// A label that says more than the work declares does no harm: another work that shows the video may declare it.
fn lacks_label(row: &AssetRow, content: &WorkContent) -> Result<bool> {
    Ok(match content.ai {
        AiLabel::None => false,
        AiLabel::Assisted => row.ai()? == AiLabel::None,
        AiLabel::Generated => row.ai()? != AiLabel::Generated,
    })
}

fn refuse(faults: &[VideoFault]) -> Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    Err(Error::refused(faults.iter().map(VideoFault::zh).collect::<Vec<_>>().join("\n")))
}
