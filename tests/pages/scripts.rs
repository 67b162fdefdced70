//! Traditional characters: what is written in them, and what must stay as it is.

use super::{markup::parse, sample};
use pages::{Script, TextSize, Variant, dress};

fn hong_kong() -> Variant {
    Variant::default().with_script(Script::HongKong)
}

/// A page with this between its tags, in Hong Kong's characters.
fn written(main: &str) -> String {
    let page =
        format!("<!doctype html>\n<html lang=\"zh-Hans\">\n<head>\n<title>发展</title>\n</head>\n<body>{main}</body>\n</html>");
    let html = dress(&page, hong_kong(), "/here", &sample::site());
    html.split_once("<body>").unwrap().1.split_once("</body>").unwrap().0.to_owned()
}

#[test]
fn a_phrase_is_written_as_a_whole_and_no_word_is_changed_for_another() {
    for (simplified, traditional) in [
        ("科学技术普及", "科學技術普及"),
        ("头发和发展", "頭髮和發展"),
        ("干部在干净的后台", "幹部在乾淨的後台"),
        ("信息与网络", "信息與網絡"),
        ("《“十四五”规划》第3条：2022年", "《“十四五”規劃》第3條：2022年"),
        ("a &#60; b &amp; 甲级", "a &#60; b &amp; 甲級"),
    ] {
        assert_eq!(written(simplified), traditional);
    }
}

#[test]
fn regions_differ_in_their_forms() {
    let page = "<!doctype html>\n<html lang=\"zh-Hans\"><head></head><body>这里面</body></html>";
    let [hk, tw] = Script::TRADITIONAL.map(|script| dress(page, Variant::default().with_script(script), "/", &sample::site()));
    assert!(hk.contains("<html lang=\"zh-Hant-HK\">") && hk.contains("這裏面"), "{hk}");
    assert!(tw.contains("<html lang=\"zh-Hant-TW\">") && tw.contains("這裡面"), "{tw}");
}

#[test]
fn what_people_read_is_written_and_what_machines_read_is_not() {
    for (before, after) in [
        ("<img src=\"/media/发\" alt=\"发展\" title=\"发展\">", "<img src=\"/media/发\" alt=\"發展\" title=\"發展\">"),
        ("<a href=\"/works/x#发展\" aria-label=\"发展\">发展</a>", "<a href=\"/hk/works/x#发展\" aria-label=\"發展\">發展</a>"),
        ("<p id=\"发展\" class=\"发展\">发展</p>", "<p id=\"发展\" class=\"发展\">發展</p>"),
        ("<input name=\"q\" value=\"发展\" placeholder=\"发展\">", "<input name=\"q\" value=\"发展\" placeholder=\"發展\">"),
        ("<p><code>发展</code>发展</p>", "<p><code>发展</code>發展</p>"),
        (
            "<script type=\"application/ld+json\">{\"name\":\"发展<b>\"}</script>发展",
            "<script type=\"application/ld+json\">{\"name\":\"发展<b>\"}</script>發展",
        ),
        ("<!--发展-->", "<!--发展-->"),
    ] {
        assert_eq!(written(before), after);
    }
}

#[test]
fn only_simplified_chinese_is_written_in_other_characters() {
    for (before, after) in [
        ("<p lang=\"ja\">国会<b>学校</b></p><p>国会</p>", "<p lang=\"ja\">国会<b>学校</b></p><p>國會</p>"),
        (
            "<p lang=\"en\">a <span lang=\"zh-Hans\">国</span> 国</p>",
            "<p lang=\"en\">a <span lang=\"zh-Hant-HK\">國</span> 国</p>",
        ),
        ("<div lang=\"zh-Hant\"><div>皇后</div>皇后</div>皇后发展", "<div lang=\"zh-Hant\"><div>皇后</div>皇后</div>皇后發展"),
        ("<ul translate=\"no\"><li>简体</ul>简体", "<ul translate=\"no\"><li>简体</ul>簡體"),
    ] {
        assert_eq!(written(before), after);
    }
}

#[test]
fn the_menu_names_each_script_in_its_own_characters() {
    let (_, html) = sample::written().remove(0);
    let page = dress(&html, hong_kong(), "/here", &sample::site());
    for name in [">简体</a>", ">繁體（香港）</a>", ">繁體（台灣）</a>", "aria-label=\"簡體、繁體或英文\""] {
        assert!(page.contains(name), "{name}");
    }
}

#[test]
fn every_page_keeps_its_addresses_and_its_shape_in_traditional_characters() {
    for (page, html) in sample::written() {
        let (plain, traditional) = (parse(&sample::ordinary(&html)), dress(&html, hong_kong(), "/here", &sample::site()));
        let tags = parse(&traditional);
        assert_eq!(tags.len(), plain.len(), "{page}");
        for (old, new) in plain.iter().zip(&tags) {
            for name in ["id", "class", "src", "srcset", "datetime", "aria-labelledby", "for", "name", "value"] {
                assert_eq!(old.get(name), new.get(name), "{page}: {name} of <{}>", old.name);
            }
        }
        let simplified = html.contains("<html lang=\"zh-Hans\"");
        assert_eq!(traditional.contains("<html lang=\"zh-Hant-HK\""), simplified, "{page}");
    }
}

#[test]
fn a_traditional_page_is_kept_by_search_engines_as_itself_and_an_elderly_one_as_the_page_it_shows() {
    let (_, html) = sample::written().into_iter().find(|(name, _)| *name == "policy").expect("a sample");
    let canonical = |variant: Variant| {
        let tags = parse(&dress(&html, variant, "/here", &sample::site()));
        tags.iter().find(|t| t.get("rel") == Some("canonical")).and_then(|t| t.get("href")).expect("an address").to_owned()
    };
    let plain = canonical(Variant::default());
    let path = plain.strip_prefix("https://liangyi.example").unwrap();
    assert_eq!(canonical(hong_kong()), format!("https://liangyi.example/hk{path}"));
    for text in TextSize::ALL {
        assert_eq!(canonical(Variant::default().with_text(text)), plain);
        assert_eq!(canonical(hong_kong().with_text(text)), canonical(hong_kong()));
    }
    for (lang, address) in [("zh-Hans", ""), ("zh-Hant-HK", "/hk"), ("zh-Hant-TW", "/tw")] {
        let link = format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"https://liangyi.example{address}{path}\">");
        assert_eq!(html.matches(&link).count(), 1, "{link}");
    }
}
