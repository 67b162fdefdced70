//! A text for the editor of a public account: inline style alone, complete addresses, nothing lost in silence.

use document::{
    html::{ClauseTarget, Links, Picture},
    markdown,
    wechat::{Around, Article, write},
};
use domain::Language;

fn article(source: &str) -> Article {
    let mut links = Links { base: "https://example.org".into(), ..Links::new(Language::ZhHans) };
    let picture =
        Picture { src: "/media/k/p.jpg".into(), width: 8, height: 6, media_type: "image/jpeg".into(), alternatives: Vec::new() };
    links.pictures.insert("crane.png".into(), picture);
    let clause =
        ClauseTarget { href: "/policies/plan#2.1".into(), label: "二（一）".into(), heading: "办好短视频".into() };
    links.clauses.insert("plan#2.1".parse().unwrap(), clause);
    let closing = ["许可：CC BY <4.0>".to_owned()];
    write(&markdown::read(source).unwrap().document, &links, &Around { lead: "导语 & 话", closing: &closing })
}

const WHOLE: &str = "\
## 题目

甲**乙**，*丙*，`<script>`，[外面](https://other.example/?a=1&b=2)，又说[外面](https://other.example/?a=1&b=2)，[条款](clause:plan#2.1)[^1]。

![一只\"鹤\"](crane.png \"水边\"){credit=\"图：某人\" licence=CC-BY-4.0}

![没有的](absent.png){credit=\"图：某人\" licence=CC-BY-4.0}

3. 三
4. 四

| 甲 | 乙 |
| --- | ---: |
| 一 | 二 |

> 原文
> —— clause:plan#2.1

[^1]: 注里<的>话
";

#[test]
fn every_element_has_inline_style_alone_and_every_address_is_complete() {
    let Article { html, left_out } = article(&WHOLE.replace("<的>", "\\<的\\>"));
    let page = format!("<body>{html}</body>");
    let page = roxmltree::Document::parse(&page).unwrap();
    for element in page.root_element().descendants().filter(|node| node.is_element()).skip(1) {
        let name = element.tag_name().name();
        let known = ["p", "h2", "strong", "em", "code", "sup", "img", "ol", "li", "table", "tr", "th", "td", "blockquote", "hr"];
        assert!(known.contains(&name), "{name}");
        for attribute in element.attributes() {
            let allowed = match attribute.name() {
                "style" => !attribute.value().contains("url("),
                "src" => attribute.value().starts_with("https://"),
                other => ["alt", "start"].contains(&other),
            };
            assert!(allowed, "{name} {attribute:?}");
        }
    }
    assert!(html.contains("<img src=\"https://example.org/media/k/p.jpg\" alt=\"一只&quot;鹤&quot;\""), "{html}");
    assert!(html.contains("&lt;script&gt;") && !html.contains("<script") && !html.contains("href=") && !html.contains("class="));
    assert!(html.contains("<ol start=\"3\"") && html.contains("text-align:right;\">二</td>"), "{html}");
    assert!(html.contains("导语 &amp; 话") && html.contains("CC BY &lt;4.0&gt;"));
    assert_eq!(left_out, ["图片“没有的”还没有处理好，已写成文字。"]);
}

#[test]
fn links_and_footnotes_become_numbers_that_are_told_below_once_each() {
    let html = article(&WHOLE.replace("<的>", "")).html;
    let below = html.split("注释和链接").nth(1).unwrap();
    let lines: Vec<&str> = below.split("\">[").skip(1).map(|line| line.split("</p>").next().unwrap()).collect();
    assert_eq!(
        lines,
        ["1] https://other.example/?a=1&amp;b=2", "2] 二（一） 办好短视频：https://example.org/policies/plan#2.1", "3] 注里话",]
    );
    assert_eq!(html.matches("[1]</sup>").count(), 2, "the same address has one number");
    assert_eq!(html.matches("[2]</sup>").count(), 2, "the link and the quote of one clause");
}
