//! Short videos and their pages.

use super::{
    words::slug,
    works::{work, work_page},
};
use domain::{AiLabel, CaptionTrack, Chapter, Cue, Language, RenditionRole, Video, WorkKind};
use pages::{Measures, Player, SafeHtml, Site, Tile, VideoFile, WorkCard, WorkPage};

const SPOKEN: [(u32, u32, &str); 7] = [
    (0, 2400, "手机是多数人获取科普内容的"),
    (2400, 4300, "第一入口。"),
    (4300, 7600, "先把短视频做好，\n权威内容才走得到人面前。"),
    (9900, 12_400, "云川县每年支持制作"),
    (12_400, 15_000, "不少于五十部科普作品。"),
    (15_000, 19_200, "题目从哪里来？从田间地头、车间和学校里来。"),
    (21_500, 26_000, "想看的内容，也可以留言告诉我们。"),
];

pub fn track(language: Language, cues: &[(u32, u32, &str)]) -> CaptionTrack {
    let cue = |(start, end, text): &(u32, u32, &str)| Cue { start: *start, end: *end, text: (*text).to_owned() };
    CaptionTrack { language, cues: cues.iter().map(cue).collect() }
}

fn file(role: RenditionRole, name: &str, media_type: &str, (width, height): (u32, u32), bytes: u64) -> VideoFile {
    let url = format!("/media/000102030405060708090a0b0c0d0e0f/{name}");
    VideoFile { role, url, media_type: media_type.into(), width, height, bytes, codec: None }
}

fn files() -> Vec<VideoFile> {
    vec![
        file(RenditionRole::Poster, "poster-1080-aa.webp", "image/webp", (1080, 1920), 90_000),
        file(RenditionRole::Poster, "poster-540-aa.webp", "image/webp", (540, 960), 31_000),
        file(RenditionRole::Poster, "poster-720-aa.jpg", "image/jpeg", (720, 1280), 80_000),
        file(RenditionRole::Rung, "720-aa.mp4", "video/mp4", (720, 1280), 1_900_000),
        file(RenditionRole::Progressive, "progressive-aa.mp4", "video/mp4", (720, 1280), 3_150_000),
        file(RenditionRole::Playlist, "video-aa.m3u8", "application/vnd.apple.mpegurl", (0, 0), 700),
    ]
}

/// The player of a portrait video of 27 seconds.
pub fn film(captions: Vec<CaptionTrack>) -> Player {
    film_of(files(), captions)
}

/// The same with a picture that the editor put in place of the pipeline's choice.
pub fn film_with_poster() -> Player {
    made(files(), Vec::new(), vec![file(RenditionRole::Picture, "other-aa.webp", "image/webp", (1080, 1920), 70_000)])
}

fn film_of(files: Vec<VideoFile>, captions: Vec<CaptionTrack>) -> Player {
    made(files, captions, Vec::new())
}

fn made(files: Vec<VideoFile>, captions: Vec<CaptionTrack>, poster: Vec<VideoFile>) -> Player {
    let chapters = [(0, "为什么先做短视频"), (9900, "做多少、谁来做"), (21_500, "怎么参与")];
    let video = Video {
        original: "0f".repeat(32).parse().expect("a digest"),
        captions,
        no_speech: None,
        poster: None,
        chapters: chapters.map(|(start, title)| Chapter { start, title: title.to_owned() }).into(),
    };
    let measures = Measures {
        width: 1080,
        height: 1920,
        duration_ms: 27_300,
        colour: Some("#3a5a78".to_owned()),
        thumbhash: Some("1QcSHQRnh493V4dIh4eXh1h4kJUI".to_owned()),
    };
    let next = (1..3).map(|n| WorkCard { kind: WorkKind::ShortVideo, length_ms: Some(31_000 * n), ..work(n as usize) }).collect();
    let campaign = Tile { label: "2026年科普月（示例）".into(), href: "/campaigns/month-2026".into(), count: 0 };
    let player = Player::new(&slug("sample-work-0"), video, measures, files, poster).expect("all files are there");
    player.followed_by(next, Some(campaign))
}

/// What the worker adds after publication.
fn av1_files() -> Vec<VideoFile> {
    let rung = |name, size, bytes, codec: &str| VideoFile {
        codec: Some(codec.into()),
        ..file(RenditionRole::Rung, name, "video/mp4", size, bytes)
    };
    vec![
        rung("av1-360-aa.mp4", (360, 640), 500_000, "av01.0.01M.08"),
        rung("av1-720-aa.mp4", (720, 1280), 1_300_000, "av01.0.05M.08"),
        file(RenditionRole::MediaPlaylist, "av1-720-aa.m3u8", "application/vnd.apple.mpegurl", (0, 0), 500),
        file(RenditionRole::MediaPlaylist, "video-av1-aa.m3u8", "application/vnd.apple.mpegurl", (0, 0), 500),
    ]
}

/// A video with everything a video can have.
pub fn video_page(site: &Site) -> WorkPage<'_> {
    let english = [(0, 4300, "Most people meet science on their phones."), (4300, 7600, "So we begin with short video.")];
    WorkPage {
        kind: WorkKind::ShortVideo,
        ai: AiLabel::Assisted,
        player: Some(film(vec![track(Language::ZhHans, &SPOKEN), track(Language::En, &english)])),
        ..work_page(site)
    }
}

pub fn pages(site: &Site) -> Vec<(&'static str, String)> {
    let mut silent = film(Vec::new());
    silent.no_speech = Some("全片没有人说话，画面上的文字已写进正文。".into());
    (silent.measures.width, silent.measures.height) = (1920, 1080);
    silent.measures.colour = None;
    (silent.chapters, silent.next) = (Vec::new(), Vec::new());
    let bare =
        WorkPage {
            body: SafeHtml("<p>只有一段话。</p>".into()), player: Some(silent), ai: AiLabel::None, ..video_page(site)
        };
    let foreign = WorkPage {
        language: Language::En,
        title: "Why short video comes first".into(),
        player: Some(
            film(vec![track(Language::En, &[(0, 2000, "Most people meet science on their phones.")])]).starting_at(Some(9900)),
        ),
        ..video_page(site)
    };
    let av1 = WorkPage { player: Some(film_of([av1_files(), files()].concat(), Vec::new())), ..video_page(site) };
    vec![
        ("video-av1", av1.render()),
        ("video", video_page(site).render()),
        ("video-silent", bare.render()),
        ("video-english", foreign.render()),
    ]
}
