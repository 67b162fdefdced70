//! What the page of a short video must say.

use super::{
    markup::{Tag, parse},
    sample::{self, film, film_with_poster, video_page},
};
use domain::WorkKind;
use pages::{Blur, Listing, ListingSubject, WorkCard, WorkList, place};
use serde_json::Value;

fn page(name: &str) -> String {
    sample::pages().into_iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no sample {name}")).1
}

fn named(html: &str, name: &str) -> Vec<Tag> {
    parse(html).into_iter().filter(|tag| tag.name == name).collect()
}

/// The JSON-LD of a page, read as a search engine would.
fn data(html: &str) -> Value {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect("a data block");
    serde_json::from_str(rest.split_once("</script>").expect("its end").0).expect("JSON")
}

#[test]
fn the_player_has_its_size_its_poster_and_loads_nothing_before_it_plays() {
    let video = named(&page("video"), "video").remove(0);
    for (attribute, value) in [("width", "1080"), ("height", "1920"), ("preload", "none")] {
        assert_eq!(video.get(attribute), Some(value), "{attribute}");
    }
    assert!(video.get("controls").is_some() && video.get("playsinline").is_some() && video.get("autoplay").is_none());
    assert!(video.get("poster").unwrap().ends_with("/poster-540-aa.webp"), "{video:?}");
    assert!(page("video").contains(r##"fill="#3a5a78""##));
}

#[test]
fn a_blurred_version_stands_under_the_poster_that_the_pipeline_chose() {
    let html = page("video");
    let squares = named(&html, "path").into_iter().filter(|tag| tag.get("d").is_some_and(|d| d.ends_with("h1.1v1.1h-1.1z")));
    let squares: Vec<Tag> = squares.collect();
    let blur = Blur::read("1QcSHQRnh493V4dIh4eXh1h4kJUI").expect("a hash");
    // Five by seven, as the hash says of its picture.
    assert_eq!((blur.columns, blur.rows, squares.len()), (5, 7, 35));
    for (square, colour) in squares.iter().zip(&blur.colours) {
        assert_eq!(square.get("fill"), Some(colour.as_str()));
    }
    assert!(blur.colours.iter().any(|colour| *colour != blur.colours[0]), "{:?}", blur.colours);
    assert!(!html.contains("data:image"), "the page takes no picture from such an address");
    for broken in ["", "1QcSHQ", "1QcSHQRnh493V4dIh4eXh1h4kJU!", &"A".repeat(400)] {
        assert_eq!(Blur::read(broken), None, "{broken}");
    }
    let chosen = film_with_poster();
    assert_eq!((chosen.blur, chosen.posters.len()), (None, 1), "another picture has another hash");
}

#[test]
fn the_stream_comes_before_the_file_and_captions_name_their_language() {
    let html = page("video");
    let sources: Vec<String> = named(&html, "source").iter().map(|s| s.get("type").unwrap().to_owned()).collect();
    assert_eq!(sources, ["application/vnd.apple.mpegurl", "video/mp4"]);
    let tracks: Vec<Tag> = named(&html, "track");
    let of = |name| tracks.iter().map(|t| t.get(name)).collect::<Vec<_>>();
    assert_eq!(of("srclang"), [Some("zh-Hans"), Some("en")]);
    assert_eq!(of("src")[0], Some("/works/sample-work-0/captions.zh-Hans.vtt"));
    assert_eq!(of("default"), [Some(""), None]);
}

#[test]
fn av1_is_offered_beside_what_plays_everywhere_with_what_a_device_has_to_know() {
    let (with, without) = (page("video-av1"), page("video"));
    let video = named(&with, "video").remove(0);
    let told = ["data-av1", "data-av1-codec", "data-av1-size", "data-av1-rate"].map(|name| video.get(name).unwrap().to_owned());
    let [playlist, rest @ ..] = told;
    assert!(playlist.ends_with("/video-av1-aa.m3u8"), "{playlist}");
    assert_eq!(rest, ["av01.0.05M.08", "720x1280", "380952"], "the largest rung, 1.3 MB in 27.3 s");
    let sources = |html| named(html, "source").iter().map(|s| s.get("src").unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(sources(&with), sources(&without));
    assert!(!without.contains("av1"));
}

#[test]
fn the_transcript_is_text_whose_passages_lead_to_their_second() {
    let html = page("video");
    assert!(html.contains("<p>先把短视频做好，权威内容才走得到人面前。</p>"), "lines of a cue are joined without a space");
    assert!(html.contains(r#"href="/works/sample-work-0?t=4.3""#) && html.contains(r#"href="/works/sample-work-0?t=9.9""#));
    assert!(html.contains("<details><summary lang=\"en\">English</summary>"));
}

#[test]
fn a_second_in_the_address_reaches_the_browser_without_a_script() {
    let html = page("video-english");
    assert!(html.contains("video-aa.m3u8#t=9.9") && html.contains("progressive-aa.mp4#t=9.9"));
    assert!(!page("video").contains("#t="));
    let film_of = |ms| film(Vec::new()).starting_at(Some(ms));
    let last = film(Vec::new()).measures.duration_ms - 1000;
    assert_eq!((film_of(last).start_ms, film_of(last + 1).start_ms, film_of(u32::MAX).start_ms), (last, last, last));
}

#[test]
fn a_video_without_speech_says_so_and_the_label_of_ai_stands_by_the_player() {
    let silent = page("video-silent");
    assert!(silent.contains("全片没有人说话") && !silent.contains("<track"));
    let video = page("video");
    let facts = &video[video.find("film-facts").unwrap()..];
    assert!(facts[..600].contains(domain::AiLabel::Assisted.zh()), "{}", &facts[..600]);
    assert!(facts.contains("3.2\u{A0}MB"));
}

#[test]
fn search_engines_are_told_of_the_video_and_of_each_chapter() {
    let video = data(&page("video"));
    assert_eq!(video["@type"], "VideoObject");
    assert_eq!(video["duration"], "PT27.3S");
    assert_eq!(video["contentUrl"], "https://liangyi.example/media/000102030405060708090a0b0c0d0e0f/progressive-aa.mp4");
    assert_eq!(video["thumbnailUrl"].as_array().unwrap().len(), 3);
    assert!(video["transcript"].as_str().unwrap().contains("先把短视频做好，权威内容"));
    assert_eq!(video["caption"][1]["inLanguage"], "en");
    let clips = video["hasPart"].as_array().unwrap();
    assert_eq!(clips.len(), 3);
    assert_eq!((&clips[1]["startOffset"], &clips[1]["endOffset"]), (&9.9.into(), &21.5.into()));
    assert_eq!(clips[2]["endOffset"], 27.3);
    assert_eq!(clips[1]["url"], "https://liangyi.example/works/sample-work-0?t=9.9");
}

#[test]
fn a_link_shared_elsewhere_shows_the_poster_and_the_video() {
    let html = page("video");
    for part in [
        r#"property="og:type" content="video.other""#,
        r#"property="og:video" content="https://liangyi.example/media/"#,
        r#"property="og:image" content="https://liangyi.example/media/000102030405060708090a0b0c0d0e0f/poster-720-aa.jpg""#,
    ] {
        assert!(html.contains(part), "{part}");
    }
}

#[test]
fn a_hostile_title_does_not_end_the_data_block() {
    let (_, html) = sample::hostile_pages().into_iter().find(|(name, _)| *name == "video").unwrap();
    assert_eq!(data(&html)["name"], sample::HOSTILE);
    assert_eq!(data(&html)["hasPart"][0]["name"], sample::HOSTILE);
}

#[test]
fn an_english_video_has_english_words_around_it() {
    let html = page("video-english");
    assert!(html.contains("Transcript") && html.contains("Download the video") && !html.contains("文字稿"));
}

#[test]
fn a_list_shows_how_long_a_video_plays_instead_of_how_long_it_reads() {
    let site = sample::site();
    let card = WorkCard { kind: WorkKind::ShortVideo, length_ms: Some(73_400), ..sample::work(0) };
    let list = WorkList { total: 1, works: vec![card], ..WorkList::default() };
    let html = Listing { site: &site, subject: ListingSubject::All, list, feed: None, kinds: Vec::new() }.render();
    assert!(html.contains("1:13") && !html.contains("分钟"), "{html}");
}

#[test]
fn a_video_that_lacks_what_it_plays_from_is_an_error_and_no_panic() {
    let site = sample::site();
    let player = video_page(&site).player.unwrap();
    let video = || domain::Video {
        original: "0f".repeat(32).parse().unwrap(),
        captions: Vec::new(),
        no_speech: None,
        poster: None,
        chapters: Vec::new(),
    };
    for kept in [vec![], vec![player.file.clone()], vec![player.file.clone(), player.posters[0].clone()]] {
        let made = pages::Player::new(&sample::slug("x"), video(), player.measures.clone(), kept.clone(), Vec::new());
        assert!(made.is_err(), "{kept:?}");
    }
}

#[test]
fn places_are_read_in_the_forms_that_people_share() {
    for (text, ms) in [
        ("73", Some(73_000)),
        ("73.5", Some(73_500)),
        ("73s", Some(73_000)),
        ("0.25", Some(250)),
        ("1:13", Some(73_000)),
        ("1:02:03", Some(3_723_000)),
        ("1m13s", Some(73_000)),
        ("2m", Some(120_000)),
        ("1h2m3.5s", Some(3_723_500)),
        ("", None),
        ("s", None),
        ("m", None),
        ("-1", None),
        ("1:2:3:4", None),
        ("abc", None),
        ("1.5.2", None),
        ("999999999", None),
    ] {
        assert_eq!(place::parse(text), ms, "{text}");
    }
}
