//! Every page in every view: the links stay in it, the bytes are kept and known again, and what changes is seen in it.
//!
//! The reader's door is asked in the process of the test, because six views of every page are many questions.

use crate::site::{Folder, Site, Work, corpus::ITEMS};
use actix_web::{
    App,
    body::to_bytes,
    http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, ETAG, HeaderMap, IF_NONE_MATCH, LOCATION},
    middleware::from_fn,
    test::{TestRequest, call_service, init_service},
    web::{Data, scope},
};
use db::Db;
use pages::{TextSize, Variant, variant::has_variants};
use reader::{FeedAuthority, Freshness, PageCache, ParsedPolicies, PopularQueries, SearchMisses};
use search::Index;
use storage::Storage;

const PAGES: [&str; 26] = [
    "/",
    "/policies",
    "/policies/plan",
    "/policies/plan?view=text",
    "/policies/plan/2.1",
    "/works",
    "/works/video",
    "/kinds",
    "/kinds/article",
    "/genres",
    "/genres/expert",
    "/topics",
    "/topics/video",
    "/audiences",
    "/audiences/elderly",
    "/campaigns",
    "/campaigns/month",
    "/organisations",
    "/organisations/green-hill",
    "/people",
    "/people/lin",
    "/languages/zh-Hans",
    "/search",
    "/search?q=a&page=1",
    "/about",
    "/feeds",
];
const WITHOUT: [(&str, u16); 4] =
    [("/works/absent", 404), ("/nowhere", 404), ("/search?genre=absent", 400), ("/works/gone", 410)];

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: impl actix_web::http::header::AsHeaderName) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    fn text(self) -> String {
        String::from_utf8(self.body).unwrap()
    }
}

/// The reader's door on a site's database.
struct Reader {
    site: Data<pages::Site>,
    db: Data<Db>,
    storage: Data<Storage>,
    index: Data<Index>,
    freshness: Data<Freshness>,
    cache: Data<PageCache>,
}

impl Reader {
    async fn of(site: &Site) -> Self {
        Self {
            site: Data::new(crate::pages::sample::site()),
            db: Data::new(site.db().await),
            storage: Data::new(Storage::memory()),
            index: Data::new(Index::open(&site.path("views"), None).unwrap().index),
            freshness: Data::default(),
            cache: Data::new(PageCache::new(64 << 20)),
        }
    }

    async fn ask(&self, requests: Vec<TestRequest>) -> Vec<Answer> {
        let app = App::new()
            .app_data(self.site.clone())
            .app_data(self.db.clone())
            .app_data(self.storage.clone())
            .app_data(self.index.clone())
            .app_data(self.freshness.clone())
            .app_data(self.cache.clone())
            .app_data(Data::new(ParsedPolicies::new(1 << 20)))
            .app_data(Data::new(FeedAuthority("liangyi.example".to_owned())))
            .app_data(Data::new(SearchMisses::default()))
            .app_data(Data::new(PopularQueries::default()))
            .service(scope("").wrap(from_fn(reader::deliver)).configure(reader::configure));
        let app = init_service(app).await;
        let mut answers = Vec::new();
        for request in requests {
            let (_, response) = call_service(&app, request.to_request()).await.into_parts();
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = to_bytes(response.into_body()).await.expect("a body in one piece");
            answers.push(Answer { status, headers, body: body.to_vec() });
        }
        answers
    }

    async fn get(&self, addresses: &[String]) -> Vec<Answer> {
        self.ask(addresses.iter().map(|address| TestRequest::get().uri(address)).collect()).await
    }

    async fn one(&self, address: &str) -> Answer {
        self.get(&[address.to_owned()]).await.remove(0)
    }
}

/// One of larger text, one of other characters, one of both; the same in English.
fn views() -> [Variant; 5] {
    ["/elder", "/hk", "/elder-36-tw", "/en", "/elder-30-en"].map(|segment| Variant::split(segment).0)
}

/// Runs a test on a filled site of its own and the door to it.
fn with_reader(test: impl AsyncFnOnce(&Site, Reader)) {
    let site = Site::new();
    fill(&site);
    actix_web::rt::System::new().block_on(async {
        let reader = Reader::of(&site).await;
        test(&site, reader).await;
    });
}

fn fill(site: &Site) {
    site.import_policy(&ITEMS);
    let folder = Folder::new();
    folder.work(&Work::new("video", "读懂短视频").clause("plan#2.1").body("## 为什么 {#why}\n\n见[条款](clause:plan#2.2)。"));
    folder.work(&Work::new("gone", "写错了的一篇").clause("plan#2.2")).import(site);
    site.run(&[&"withdraw", &"gone", &"--reason", &"数字有误。"]);
}

/// Addresses in links and forms that lead to pages of the site.
fn links(html: &str) -> Vec<String> {
    let tags = html.split('<').filter(|tag| tag.starts_with("a ") || tag.starts_with("form "));
    let files = [" type=\"application/atom+xml\"", " download"];
    let tags = tags.map(|tag| tag.split('>').next().unwrap()).filter(|tag| !files.iter().any(|file| tag.contains(file)));
    let address =
        |tag: &str| tag.split("href=\"").nth(1).or(tag.split("action=\"").nth(1)).unwrap().split('"').next().unwrap().to_owned();
    tags.map(address).filter(|address| has_variants(address)).collect()
}

#[test]
fn every_page_is_there_in_every_view_and_every_link_stays_in_it() {
    with_reader(async |_, reader: Reader| {
        for (page, status) in PAGES.map(|page| (page, 200)).into_iter().chain(WITHOUT) {
            assert_eq!(reader.one(page).await.status, status, "{page}");
            for view in views() {
                let address = view.address(page);
                let answer = reader.one(&address).await;
                assert_eq!(answer.status, status, "{address}");
                let html = answer.text();
                let escaping: Vec<String> = links(&html).into_iter().filter(|to| Variant::split(to).0 != view).collect();
                // The menu alone leads out: back to the plain page, and to the other views of this one.
                let out: Vec<String> = Variant::all().filter(|other| *other != view).map(|other| other.address(page)).collect();
                let escaped = |to: &String| out.iter().any(|other| other.replace('&', "&#38;") == *to);
                assert!(escaping.iter().all(escaped), "{address}: {escaping:?}");
                let back = if view.is_elder() { view.with_text(TextSize::Ordinary) } else { Variant::default() };
                assert!(escaping.contains(&back.address(page).replace('&', "&#38;")), "no way back from {address}");
            }
        }
    });
}

#[test]
fn a_page_in_traditional_characters_is_so_throughout_and_an_error_too() {
    with_reader(async |_, reader: Reader| {
        let work = reader.one("/hk/works/video").await.text();
        for words in ["<html lang=\"zh-Hant-HK\">", "讀懂短視頻", "<title>讀懂短視頻 · 兩翼</title>", "為什麼", "主題"]
        {
            assert!(work.contains(words), "{words}: {work}");
        }
        // What programs read tells of the work as it was written.
        let (before, after) = work.split_once("<script type=\"application/ld+json\">").unwrap();
        let work = [before, after.split_once("</script>").unwrap().1].concat();
        for words in ["读懂", "视频", "为什么"] {
            assert!(!work.contains(words), "{words}: {work}");
        }
        assert!(reader.one("/tw/works/absent").await.text().contains("沒有找到這個頁面"));
        assert!(reader.one("/elder-hk/works/gone").await.text().contains("數字有誤"));
    });
}

#[test]
fn a_view_is_kept_compressed_and_known_again() {
    with_reader(async |_, reader: Reader| {
        for page in ["/", "/policies/plan", "/works/video"] {
            let plain = reader.one(page).await;
            for view in views() {
                let address = view.address(page);
                let get = || TestRequest::get().uri(&address).insert_header((ACCEPT_ENCODING, "br"));
                let [first, again] = reader.ask(vec![get(), get()]).await.try_into().unwrap_or_else(|_| panic!("two answers"));
                assert_eq!((first.header(CONTENT_ENCODING), &first.body), (Some("br"), &again.body), "{address}");
                let tag = first.header(ETAG).unwrap();
                assert_ne!(Some(tag), plain.header(ETAG));
                let known = reader.ask(vec![get().insert_header((IF_NONE_MATCH, tag))]).await.remove(0);
                assert_eq!((known.status, known.body.len()), (304, 0), "{address}");
            }
        }
    });
}

#[test]
fn what_is_published_is_seen_in_every_view() {
    with_reader(async |site: &Site, reader: Reader| {
        let lists: Vec<String> = views().into_iter().chain([Variant::default()]).map(|view| view.address("/works")).collect();
        for list in reader.get(&lists).await {
            assert!(!list.text().contains("/works/later"));
        }
        Folder::new().work(&Work::new("later", "后来的一篇").clause("plan#2.2")).import(site);
        reader.freshness.advance(99);
        for (address, list) in lists.iter().zip(reader.get(&lists).await) {
            assert!(list.text().contains("/works/later"), "{address} is as it was");
        }
    });
}

#[test]
fn what_moved_is_followed_in_the_view_and_what_has_no_views_is_found_without() {
    with_reader(async |site: &Site, reader: Reader| {
        let tag = site.texts("SELECT tag FROM works WHERE slug = 'video'").await.remove(0);
        let renamed = Work::new("film", "读懂短视频").clause("plan#2.1").line(&format!("tag: \"{tag}\""));
        Folder::new().work(&renamed).import(site);
        for (from, to) in [
            ("/elder-30/works/video", "/elder-30/works/film"),
            ("/elder/feed.atom?after=1", "/feed.atom?after=1"),
            ("/elder/assets/site.css", "/assets/site.css"),
            ("/elder/topics/video/feed.atom", "/topics/video/feed.atom"),
        ] {
            let answer = reader.one(from).await;
            assert_eq!((answer.status, answer.header(LOCATION)), (301, Some(to)), "{from}");
        }
        for wrong in ["/elder//evil.example/feed.atom", "/elder-99/works", "/elder/elder/works", "/elderly"] {
            assert_eq!(reader.one(wrong).await.status, 404, "{wrong}");
        }
    });
}

#[test]
fn an_english_list_shows_what_is_in_english_first_and_then_says_what_is_not() {
    with_reader(async |site: &Site, reader: Reader| {
        let none = reader.one("/en/topics/video").await.text();
        assert!(none.contains("Nothing in this list is in English yet") && none.contains("/en/works/video\""), "{none}");
        assert!(reader.one("/en/audiences/officials").await.text().contains("There are no works here yet"));
        let folder = Folder::new();
        folder.work(&Work::new("video-en", "Short videos, read").language("en").line("translation_of: video").clause("plan#2.1"));
        folder.work(&Work::new("only-zh", "只有中文的一篇").clause("plan#2.3").published("2026-10-20 09:00"));
        folder.work(&Work::new("only-en", "Written in English").language("en").clause("plan#2.3").published("2026-10-01 09:00"));
        folder.import(site);
        reader.freshness.advance(99);
        let (english, chinese) = ("In English<span class=\"count\">2<", "Not in English yet<span class=\"count\">1<");
        for list in ["/works", "/topics/video", "/campaigns/month", "/genres/expert", "/organisations/green-hill", "/people/lin"]
        {
            let html = reader.one(&format!("/en{list}")).await.text();
            let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{list} does not say {words}: {html}"));
            let order = [english, "/en/works/video-en\"", "/en/works/only-en\"", chinese, "/en/works/only-zh\""].map(at);
            assert!(order.is_sorted(), "{list}: {order:?}");
            assert!(!html.contains("/en/works/video\""), "{list} shows the original beside its translation");
            assert!(html.contains("lang=\"zh-Hans\"><a href=\"/en/works/only-zh\""), "{list}");
            // In Chinese the list is what it was.
            let plain = reader.one(list).await.text();
            assert!(plain.contains("共3件") && !plain.contains("/works/video-en\""), "{list}");
        }
        let own = reader.one("/en/languages/en").await.text();
        assert!(own.contains("/en/works/video-en\"") && !own.contains("Not in English yet"));
    });
}

#[test]
fn many_works_are_walked_in_english_without_a_gap_or_a_double() {
    with_reader(async |site: &Site, reader: Reader| {
        let folder = Folder::new();
        for n in 0..25 {
            let day = format!("2026-09-{:02} 09:00", n + 1);
            folder.work(&Work::new(&format!("zh-{n}"), "一篇").clause("plan#2.2").published(&day));
            folder.work(&Work::new(&format!("en-{n}"), "One").language("en").clause("plan#2.2").published(&day));
        }
        folder.import(site);
        let (mut seen, mut at) = (Vec::new(), Some("/en/works".to_owned()));
        while let Some(address) = at {
            let html = reader.one(&address).await.text();
            let titles = html.split("class=\"card-title\"").skip(1).map(|rest| rest.split("href=\"").nth(1).unwrap());
            seen.extend(titles.map(|rest| rest.split('"').next().unwrap().to_owned()));
            at = html.split("class=\"button\" href=\"").nth(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            assert!(seen.len() < 100, "no end");
        }
        let first_chinese = seen.iter().position(|work| !work.contains("/en-")).expect("a work in Chinese");
        assert_eq!((first_chinese, seen.len()), (25, 25 + 26), "{seen:?}");
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all, "a work came twice");
    });
}

#[test]
fn an_english_page_around_a_chinese_work_says_where_its_english_version_is_and_errors_are_english() {
    with_reader(async |site: &Site, reader: Reader| {
        let translation = Work::new("video-en", "Short videos, read").language("en").line("translation_of: video");
        Folder::new().work(&translation.clause("plan#2.1")).work(&Work::new("alone", "只有中文").clause("plan#2.3")).import(site);
        let video = reader.one("/en/works/video").await.text();
        assert!(
            video.contains("<html lang=\"en\">") && video.contains("<h1 lang=\"zh-Hans\" dir=\"auto\">读懂短视频"),
            "{video}"
        );
        assert!(video.contains("<a href=\"/en/works/video-en\" hreflang=\"en\">Read it in English</a>"), "{video}");
        assert!(video.contains("<link rel=\"canonical\" href=\"https://liangyi.example/works/video\">"), "{video}");
        assert!(reader.one("/en/works/alone").await.text().contains("exists only in Chinese"));
        assert!(reader.one("/en/works/absent").await.text().contains("This page was not found"));
        assert!(reader.one("/en/search?genre=absent").await.text().contains("The filter genre has no value"));
        assert!(reader.one("/elder-en/works/gone").await.text().contains("This work has been withdrawn"));
        // Who comes from a search engine to a work in English reads on in English.
        let plain = reader.one("/works/video-en").await.text();
        assert!(plain.contains("<a href=\"/en/works\" aria-current=\"true\">Works</a>"), "{plain}");
    });
}

#[test]
fn a_list_is_a_page_of_its_own_in_english_and_each_version_names_the_other() {
    with_reader(async |_, reader: Reader| {
        for (view, own) in [("", ""), ("/en", "/en"), ("/elder-en", "/en"), ("/hk", "/hk")] {
            let html = reader.one(&format!("{view}/works")).await.text();
            assert!(
                html.contains(&format!("<link rel=\"canonical\" href=\"https://liangyi.example{own}/works\">")),
                "{view}: {html}"
            );
            for (language, segment) in [("zh-Hans", ""), ("zh-Hant-HK", "/hk"), ("zh-Hant-TW", "/tw"), ("en", "/en")] {
                let link = format!("hreflang=\"{language}\" href=\"https://liangyi.example{segment}/works\">");
                assert_eq!(html.matches(&link).count(), 1, "{view}: {link}");
            }
        }
    });
}
