//! HTML for pages and for feeds.

use super::read;
use document::html::{Alternative, ClauseTarget, Links, Picture, WorkTarget, write, write_with_terms};
use domain::{Glossary, Language, WorkKind};

fn links() -> Links {
    let mut links = Links::new(Language::ZhHans);
    let target = ClauseTarget { href: "/policies/p/1.1".into(), label: "一（一）".into(), heading: "供给".into() };
    links.clauses.insert("p#1.1".parse().unwrap(), target);
    links
        .works
        .insert("w".parse().unwrap(), WorkTarget { href: "/works/w".into(), title: "题<名>".into(), kind: WorkKind::Article });
    let alternative = |width: u32, media_type: &str| Alternative {
        width,
        height: width / 2,
        url: format!("/media/{width}.{}", media_type.trim_start_matches("image/")),
        media_type: media_type.into(),
    };
    let alternatives = vec![
        alternative(400, "image/webp"),
        alternative(800, "image/webp"),
        alternative(400, "image/jpeg"),
        alternative(800, "image/jpeg"),
    ];
    let picture =
        Picture { src: "/media/800.jpeg".into(), width: 800, height: 400, media_type: "image/jpeg".into(), alternatives };
    links.pictures.insert("pictures/x.png".into(), picture);
    links
}

#[track_caller]
fn shows(source: &str, links: &Links, expected: &str) {
    let html = write(&read(source), links);
    assert!(html.contains(expected), "{html}");
}

#[test]
fn a_picture_offers_its_sizes_and_reserves_its_place() {
    let html = write(&read("![替\"代\"](pictures/x.png \"说明\"){credit=\"图：甲\" licence=CC-BY-4.0}"), &links());
    assert_eq!(
        html.trim(),
        "<figure><picture><source type=\"image/webp\" srcset=\"/media/400.webp 400w, /media/800.webp 800w\" sizes=\"(min-width: 48rem) 38em, 100vw\"/>\
         <img src=\"/media/800.jpeg\" srcset=\"/media/400.jpeg 400w, /media/800.jpeg 800w\" sizes=\"(min-width: 48rem) 38em, 100vw\" \
         width=\"800\" height=\"400\" alt=\"替&quot;代&quot;\" loading=\"lazy\" decoding=\"async\"/></picture>\
         <figcaption><span class=\"caption\">说明</span> <span class=\"credit\">图：甲</span> \
         <a class=\"licence\" href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"noopener\">知识共享 署名 4.0</a></figcaption></figure>"
    );
}

#[test]
fn in_a_feed_every_address_is_absolute_and_no_class_is_left() {
    let mut links = links();
    links.plain = true;
    links.base = "https://example.org".into();
    links.page = "https://example.org/works/this".into();
    let source = "## 题 {#a}\n\n[见](#a)[^1] [条](clause:p#1.1) [作](work:w)\n\n![替](pictures/x.png){credit=x licence=reserved}\n\n> 甲\n> —— clause:p#1.1\n\n\
                  | a |\n|:-:|\n| 1 |\n\n::work[w]\n\n::work[gone]\n\n:::qa {#q outlet=x}\n问\n\n答\n:::\n\n```mathml {alt=x}\n<math><mi>x</mi></math>\n```\n\n[^1]: 注";
    let html = write(&read(source), &links);
    for absent in ["class=", "tabindex", "role=", "aria-", "srcset", "=\"/", "=\"#"] {
        assert!(!html.contains(absent), "{absent} in {html}");
    }
    for present in [
        "https://example.org/works/this#a",
        "https://example.org/works/this#fn-1",
        "https://example.org/media/800.jpeg",
        "https://example.org/policies/p/1.1",
    ] {
        assert!(html.contains(present), "{present} in {html}");
    }
}

#[test]
fn a_reprint_has_no_id_no_section_and_no_picture_that_may_not_be_reprinted() {
    let mut links = links();
    (links.plain, links.reprint) = (true, true);
    links.base = "https://example.org".into();
    links.page = "https://example.org/works/this".into();
    let source = "## 题 {#a}\n\n[见](#a)[^1] [外](https://a.example/)\n\n![可](pictures/x.png \"说明\"){credit=\"甲\" licence=CC-BY-4.0}\n\n\
                  ![否](pictures/x.png){credit=\"乙\" licence=partners}\n\n> 句\n> —— clause:p#1.1\n\n:::qa {#q outlet=x}\n问\n\n答\n:::\n\n\
                  ```mathml {alt=\"甲加乙\"}\n<math><mi>x</mi></math>\n```\n\n[^1]: 注";
    assert_eq!(
        write(&read(source), &links).trim(),
        "<h2>题</h2>\n\
         <p><a href=\"https://example.org/works/this#a\">见</a><sup>1</sup> <a href=\"https://a.example/\">外</a></p>\n\
         <p><img src=\"https://example.org/media/800.jpeg\" width=\"800\" height=\"400\" alt=\"可\"/></p>\n\
         <p>说明 甲 <a href=\"https://creativecommons.org/licenses/by/4.0/\">知识共享 署名 4.0</a></p>\n\
         <p>图片未获转载许可，请到原文查看（否）</p>\n\
         <blockquote cite=\"https://example.org/policies/p/1.1\">\n<p>句</p>\n\
         <p>——<cite><a href=\"https://example.org/policies/p/1.1\">一（一） 供给</a></cite></p>\n</blockquote>\n\
         <h3>问</h3>\n<p>提问：x</p>\n<p>答</p>\n\n\
         <p>甲加乙</p>\n\
         <ol>\n<li><p>注</p></li>\n</ol>"
    );
}

#[test]
fn an_exact_quote_links_to_its_clause_or_names_it() {
    shows(
        "> 甲\n> —— clause:p#1.1",
        &links(),
        "<blockquote cite=\"/policies/p/1.1\" class=\"clause-quote\">\n<p>甲</p>\n<footer>——<cite><a href=\"/policies/p/1.1\">一（一） 供给</a></cite></footer>\n</blockquote>",
    );
    shows("> 甲\n> —— clause:p#9", &links(), "<footer>——<cite>p#9</cite></footer>");
}

#[test]
fn what_cannot_be_resolved_becomes_neutral_text_in_the_language_of_the_work() {
    shows("[条](clause:p#9)", &links(), "<p>条</p>");
    shows("::work[gone]", &links(), "<p class=\"unavailable\">作品暂不可用</p>");
    shows("::work[gone]", &Links::new(Language::En), "Work not available");
    shows("[某作](work:gone)", &links(), "某作<span class=\"unavailable\">（作品暂不可用）</span>");
    shows("::work[w]", &links(), "<span class=\"embed-kind\">文章</span> <a href=\"/works/w\">题&lt;名&gt;</a>");
}

#[test]
fn footnotes_lead_there_and_back_each_time() {
    let source = "甲[^x]乙[^x]\n\n[^x]: 注";
    shows(source, &links(), "<sup><a id=\"fnref-1-2\" href=\"#fn-1\" role=\"doc-noteref\" aria-label=\"脚注 1\">1</a></sup>");
    shows(source, &links(), "<a href=\"#fnref-1-2\" role=\"doc-backlink\" aria-label=\"返回正文引用处 1-2\">↩</a>");
    shows(source, &Links::new(Language::En), "aria-label=\"Back to reference 1\"");
}

#[test]
fn a_question_is_a_section_one_level_below_the_heading_above() {
    let source = "### 一 {#a}\n\n:::qa {#q outlet=\"某报\" speaker=\"某人\"}\n问？\n\n答。\n:::";
    shows(
        source,
        &links(),
        "<section id=\"q\" class=\"qa\">\n<h4>问？</h4>\n<p class=\"qa-outlet\">提问：某报</p>\n<p class=\"qa-speaker\">回答：某人</p>\n<p>答。</p>\n</section>",
    );
    let mut shifted = links();
    shifted.heading_shift = 1;
    shows(source, &shifted, "<h4 id=\"a\">一</h4>");
}

#[test]
fn a_table_scrolls_in_a_region_with_a_name() {
    shows(
        "| a | b |\n|---|--:|\n| 1 | 2 |",
        &links(),
        "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"表格 1\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"align-right\">b</th></tr></thead>",
    );
}

#[test]
fn tight_lists_have_no_paragraphs_and_loose_ones_do() {
    shows("- 甲\n  - 乙\n- 丙", &links(), "<li>甲<ul>\n<li>乙</li>\n</ul></li>\n<li>丙</li>");
    shows("3. 甲\n\n   乙", &links(), "<ol start=\"3\">\n<li><p>甲</p>\n<p>乙</p>\n</li>");
}

#[test]
fn links_out_of_the_house_carry_noopener_and_everything_is_escaped() {
    shows(
        "[a&b](https://example.org/?a=1&b='2')",
        &links(),
        "<a href=\"https://example.org/?a=1&amp;b=&#39;2&#39;\" rel=\"noopener\">a&amp;b</a>",
    );
    shows("1 \\< 2 \\&amp; `<i>`", &links(), "1 &lt; 2 &amp;amp; <code>&lt;i&gt;</code>");
}

#[test]
fn a_page_asks_without_answering_and_a_feed_carries_the_explanation() {
    let source = "## 题 {#a}\n\n:::quiz {#z kind=single clause=\"p#1.1\"}\n问\n\n- [x] 甲\n- [ ] 乙\n\n因为丙。\n:::";
    let open = Links { quiz: Some("/works/this/quiz".into()), ..links() };
    let page = write(&read(source), &open);
    assert!(
        page.contains("<section id=\"z\" class=\"quiz\">") && page.contains("<h3>问</h3>") && page.contains("单选题"),
        "{page}"
    );
    assert!(page.contains("<li>甲</li>\n<li>乙</li>") && page.contains("href=\"/works/this/quiz#z\">开始作答</a>"), "{page}");
    let swapped = write(&read(&source.replace("[x] 甲", "[ ] 甲").replace("[ ] 乙", "[x] 乙")), &open);
    assert_eq!(page, swapped, "nothing tells which is right");
    assert!(!page.contains("因为丙") && !write(&read(source), &links()).contains("开始作答"));

    let checked = write(&read(source), &Links { answers: true, ..links() });
    assert!(
        checked.contains("<li>甲 <strong>（正确答案）</strong></li>\n<li>乙</li>") && checked.contains("<p>解析：因为丙。"),
        "{checked}"
    );

    let feed = write(&read(source), &Links { plain: true, base: "https://example.org".into(), ..open });
    for part in
        ["<h3>问</h3>", "<li>甲</li>", "<p>解析：因为丙。 <a href=\"https://example.org/policies/p/1.1\">一（一） 供给</a></p>"]
    {
        assert!(feed.contains(part), "{part} in {feed}");
    }
    assert!(!feed.contains("class=") && !feed.contains("开始作答"), "{feed}");
}

#[test]
fn a_term_is_marked_where_it_first_stands_in_a_sentence_and_nowhere_else() {
    let source = "## 科普是什么 {#a}\n\n[科普](#a)与`科普`。\n\n> 抓好科普。\n> —— clause:p#1.1\n\n| 科普 |\n|---|\n| 甲 |\n\n\
                  说**科普**，再说科普。[^1]\n\n[^1]: 注里的短视频。";
    let mut links = links();
    let slug = |text: &str| text.parse().unwrap();
    links.terms = Glossary::new([(slug("kepu"), vec!["科普".into()]), (slug("video"), vec!["短视频".into()])]);
    let (html, met) = write_with_terms(&read(source), &links);
    let mark = |key: &str, word: &str| {
        format!("<a class=\"term\" role=\"doc-glossref\" id=\"glossref-{key}\" href=\"#term-{key}\">{word}</a>")
    };
    assert!(html.contains(&format!("说<strong>{}</strong>，再说科普。", mark("kepu", "科普"))), "{html}");
    assert!(html.contains(&format!("注里的{}。", mark("video", "短视频"))), "{html}");
    assert_eq!(html.matches("class=\"term\"").count(), 2, "{html}");
    assert_eq!(met.iter().map(|slug| slug.as_str()).collect::<Vec<_>>(), ["kepu", "video"]);
    // Without its marks it is the same to the byte.
    let bare = html.replace(&mark("kepu", "科普"), "科普").replace(&mark("video", "短视频"), "短视频");
    assert_eq!(bare, write(&read(source), &Links { terms: Glossary::default(), ..links }));
}
