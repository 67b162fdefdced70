//! The last step of a page: what it changes in a variant, and what it never touches.

use super::{
    markup::{Tag, parse},
    sample,
};
use pages::{Script, Speech, TextSize, Variant, dress, variant::has_variants};

/// The sizes of the elderly view, in Simplified characters.
fn elderly() -> impl Iterator<Item = Variant> {
    others().filter(|variant| variant.is_elder() && variant.script == Script::Simplified && !variant.is_english())
}

/// A page in English leads on in English, but for what says that it is in Chinese.
fn onward(variant: Variant, english: bool, link: &Tag) -> Variant {
    let chinese = link.get("hreflang").is_some_and(|language| language.starts_with("zh"));
    if english && !chinese { variant.with_speech(Speech::English) } else { variant }
}

fn is_english(tags: &[Tag]) -> bool {
    tags.iter().any(|tag| tag.name == "html" && tag.get("lang") == Some("en"))
}

fn others() -> impl Iterator<Item = Variant> {
    Variant::all().filter(|variant| !variant.is_plain())
}

/// What a page says of itself, without the menu of views.
fn dressed(html: &str, variant: Variant) -> String {
    dress(&html.replace("<!--views-->", ""), variant, "/here", &sample::site())
}

#[test]
fn an_address_is_a_variant_and_a_page_and_can_be_put_together_again() {
    for variant in others() {
        for page in ["/", "/works/x", "/policies/plan/4.2.5", "/search"] {
            let address = variant.address(page);
            assert_ne!(address, page);
            assert_eq!(Variant::split(&address), (variant, page));
        }
        let home = variant.address("/");
        assert_eq!(Variant::split(home.trim_end_matches('/')), (variant, "/"), "{home} without its last slash");
    }
    let segments: std::collections::HashSet<String> = others().map(|v| v.address("/")).collect();
    assert_eq!(segments.len(), others().count());
}

#[test]
fn what_only_looks_like_a_variant_is_none() {
    for path in [
        "/",
        "",
        "/works",
        "/elderly/works",
        "/elder-24/works",
        "/elder-/works",
        "/Elder/works",
        "//elder/works",
        "/elder//evil.example/x",
    ] {
        assert_eq!(Variant::split(path), (Variant::default(), path));
    }
}

#[test]
fn files_feeds_and_the_other_doors_have_no_variants() {
    for page in ["/", "/works", "/works?after=1.2", "/works/x#why", "/policies/plan/p2.4.2.5", "/search?q=a.b", "/about"] {
        assert!(has_variants(page), "{page}");
    }
    for other in [
        "/feed.atom",
        "/topics/x/feed.atom?after=1",
        "/works/x/captions.zh-Hans.vtt",
        "/works/x/certificate.json",
        "/robots.txt",
        "/assets/site.css",
        "/media/key/file",
        "/.well-known/keys",
        "/studio",
        "/api/v1/session",
        "//evil.example/",
        "#why",
        "https://example.org/",
        "mailto:a@example.org",
        "",
    ] {
        assert!(!has_variants(other), "{other}");
        assert!(others().all(|variant| variant.address(other) == other));
    }
}

#[test]
fn in_a_variant_every_link_and_form_stays_and_nothing_else_changes() {
    for (page, html) in sample::written() {
        let before = parse(&html.replace("<!--views-->", ""));
        let english = is_english(&before);
        let links = before.iter().filter(|t| stays(t).is_some()).count();
        assert!(links > 8, "{page} has {links} links");
        for variant in elderly() {
            let after = parse(&dressed(&html, variant));
            let added = |t: &&Tag| {
                [t.get("href"), t.get("src")]
                    .iter()
                    .flatten()
                    .any(|a| [pages::assets::ELDER_STYLE, pages::assets::ALOUD].contains(a))
            };
            assert_eq!(after.iter().filter(added).count(), 2, "{page}");
            let after: Vec<&Tag> = after.iter().filter(|t| !added(t)).collect();
            assert_eq!(after.len(), before.len(), "{page}");
            for (old, new) in before.iter().zip(after) {
                same(page, old, new, onward(variant, english, old));
            }
        }
    }
}

/// The address of a link or form that belongs to the site's pages.
fn stays(tag: &Tag) -> Option<&str> {
    let address = match tag.name.as_str() {
        "a" => tag.get("href")?,
        "form" => tag.get("action")?,
        _ => return None,
    };
    (has_variants(address) && tag.get("type").is_none() && tag.get("download").is_none()).then_some(address)
}

fn same(page: &str, old: &Tag, new: &Tag, variant: Variant) {
    assert_eq!(old.name, new.name, "{page}");
    let mut expected = old.attributes.clone();
    if old.name == "html" {
        expected.push(("class".into(), new.get("class").expect("a class for the style sheet").into()));
    }
    if let Some(address) = stays(old) {
        let name = if old.name == "form" { "action" } else { "href" };
        expected.iter_mut().find(|(n, _)| n == name).unwrap().1 = variant.address(address);
    }
    assert_eq!(new.attributes, expected, "{page}: <{}>", old.name);
}

#[test]
fn a_link_to_the_site_by_its_whole_address_stays_too_and_one_elsewhere_is_left() {
    let page = |href: &str| format!("<!doctype html>\n<html lang=\"zh-Hans\"><body><a href=\"{href}\">x</a></body></html>");
    for (before, after) in [
        ("https://liangyi.example/works/x?t=1", "https://liangyi.example/elder/works/x?t=1"),
        ("https://liangyi.example/feed.atom", "https://liangyi.example/feed.atom"),
        ("https://liangyi.example.org/works/x", "https://liangyi.example.org/works/x"),
        ("https://other.example/works/x", "https://other.example/works/x"),
    ] {
        assert!(
            dressed(&page(before), Variant::default().with_text(TextSize::Large)).contains(&format!("href=\"{after}\"")),
            "{before}"
        );
    }
}

#[test]
fn an_ordinary_page_gains_its_menu_and_nothing_else() {
    for (page, html) in sample::written().into_iter().filter(|(_, html)| !html.contains("<html lang=\"en\"")) {
        let (before, after) = html.split_once("<!--views-->").unwrap_or_else(|| panic!("{page} has no place for the menu"));
        let whole = sample::ordinary(&html);
        let menu = whole.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap_or_else(|| panic!("{page}"));
        assert!(menu.contains("href=\"/elder/here?page=2&#38;sort=date\""), "{menu}");
    }
}

#[test]
fn the_menu_leads_back_and_to_every_size_and_script() {
    let (_, html) = sample::written().into_iter().find(|(name, _)| *name == "work").unwrap();
    for variant in elderly() {
        let tags = parse(&dress(&html, variant, "/works/x?t=3", &sample::site()));
        let to = |address: &str| tags.iter().filter(|t| t.get("href") == Some(address)).collect::<Vec<_>>();
        assert_eq!(to("/works/x?t=3").len(), 1, "the way back");
        for size in elderly() {
            let steps = to(&size.address("/works/x?t=3"));
            assert!(!steps.is_empty() && steps.iter().all(|t| t.get("aria-current").is_some() == (size == variant)));
        }
        for script in Script::TRADITIONAL {
            assert_eq!(to(&variant.with_script(script).address("/works/x?t=3")).len(), 1);
        }
    }
}

#[test]
fn an_address_without_end_is_not_repeated_in_the_menu() {
    let (_, html) = sample::written().remove(0);
    let long = format!("/search?q={}", "a".repeat(5_000));
    let page = dress(&html, Variant::default(), &long, &sample::site());
    assert!(page.contains("href=\"/elder/search\"") && !page.contains("aaaaaaaa"));
}

#[test]
fn a_page_in_english_leads_on_in_english_and_its_chinese_sister_out_of_it() {
    let (_, html) = sample::written().into_iter().find(|(name, _)| *name == "work-english").expect("a sample");
    for (variant, english, chinese) in [("/", "/en/works", "/works/"), ("/elder/", "/elder-en/works", "/elder/works/")] {
        let tags = parse(&dress(&html, Variant::split(variant).0, "/works/x", &sample::site()));
        let links = || tags.iter().filter(|tag| tag.name == "a");
        assert!(links().any(|link| link.get("href") == Some(english)), "{variant}: no way to the works in English");
        let sister = links().find(|link| link.get("hreflang") == Some("zh-Hans")).expect("the Chinese sister");
        assert!(sister.get("href").unwrap().starts_with(chinese), "{sister:?}");
    }
}

#[test]
fn every_page_can_be_had_with_english_words_around_it_and_led_back() {
    let english = sample::site().speaking(Speech::English);
    for (page, html) in sample::written_for(&english) {
        let chinese = "\u{4e00}"..="\u{9fff}";
        let tags = parse(&dress(&html, Variant::default().with_speech(Speech::English), "/here", &english));
        assert!(is_english(&tags), "{page}");
        for tag in &tags {
            for name in ["aria-label", "placeholder"] {
                let words = tag.get(name).unwrap_or_default();
                let own = ["progress", "video", "section", "button", "div"].contains(&tag.name.as_str());
                // Notes of a text speak its language.
                let own = own || words.starts_with("返回引用处");
                assert!(own || !words.chars().any(|c| chinese.contains(&c.to_string().as_str())), "{page}: {name}={words}");
            }
        }
        let one = tags.iter().any(|tag| tag.name == "main" && tag.get("data-one-language").is_some());
        let back = tags.iter().find(|tag| tag.get("lang") == Some("zh-Hans") && tag.get("translate") == Some("no"));
        assert_eq!(back.and_then(|tag| tag.get("href")), (!one).then_some("/here"), "{page}");
    }
}

#[test]
fn an_english_page_says_which_of_its_words_are_chinese_and_which_inside_them_are_not() {
    let pages = sample::written_for(&sample::site().speaking(Speech::English));
    for (name, part) in [
        ("quiz", r#"<span class="quiz-kind" lang="en">"#),
        ("quiz-answer", r#"<p class="quiz-verdict" lang="en">"#),
        ("quiz-answer", r#"<h3 class="quiz-why" lang="en">"#),
        ("quiz-answer", r#"lang="zh-Hans">二（二）2 气象到田</a>"#),
        ("work", r#"<span data-today lang="en">date of access</span>"#),
        ("clause", r#"<ol class="way" aria-label="Clauses above"><li>"#),
        ("partners", "content=\"How media partners get works"),
    ] {
        let (_, html) = pages.iter().find(|(own, _)| *own == name).unwrap_or_else(|| panic!("no page {name}"));
        assert!(html.contains(part), "{name}: {part}");
    }
}

#[test]
fn an_english_page_has_an_english_menu() {
    let english =
        sample::written().into_iter().find(|(_, html)| html.contains("<html lang=\"en\"")).expect("a page in English").1;
    assert!(sample::ordinary(&english).contains(">Large text</a>") && !sample::ordinary(&english).contains("class=\"scripts\""));
    assert!(
        dress(&english, Variant::default().with_text(TextSize::Large), "/here", &sample::site()).contains(">Read aloud</button>")
    );
}

#[test]
fn what_a_person_typed_is_not_taken_for_the_place_of_the_menu() {
    for (page, html) in sample::hostile_pages() {
        assert_eq!(html.matches("class=\"views\"").count(), 1, "{page}");
    }
}

#[test]
fn a_place_in_an_english_page_is_reached_without_leaving_it() {
    let html = r#"<html lang="en"><body><main><a href="/works/x?t=9">0:09</a><a href="/works/y?t=9">on</a></main></body></html>"#;
    let dressed = |view: &str, address: &str| dress(html, Variant::split(view).0, address, &sample::site());
    let plain = dressed("/works/x", "/works/x?t=4");
    assert!(plain.contains(r#"href="/works/x?t=9""#) && plain.contains(r#"href="/en/works/y?t=9""#), "{plain}");
    let english = dressed("/en/works/x", "/works/x");
    assert!(english.contains(r#"href="/en/works/x?t=9""#) && english.contains(r#"href="/en/works/y?t=9""#), "{english}");
}
