//! Article HTML far from its page.

use super::sample::address;
use feeds::Html;
use proptest::prelude::*;

fn resolved(html: &str) -> String {
    Html::resolved(html, &address("https://liangyi.example/works/a?x=1")).as_str().to_owned()
}

#[test]
fn every_kind_of_relative_address_becomes_absolute() {
    for (before, after) in [
        ("<a href=\"/works/b\">", "<a href=\"https://liangyi.example/works/b\">"),
        ("<a href=\"b#c\">", "<a href=\"https://liangyi.example/works/b#c\">"),
        ("<a href=\"#note-1\">", "<a href=\"https://liangyi.example/works/a?x=1#note-1\">"),
        ("<a href=\"?p=2&amp;q=3\">", "<a href=\"https://liangyi.example/works/a?p=2&amp;q=3\">"),
        ("<img src='//cdn.example/x.png'>", "<img src='https://cdn.example/x.png'>"),
        ("<img alt=\"a=b\" SRC=\"../m/x.png\"/>", "<img alt=\"a=b\" SRC=\"https://liangyi.example/m/x.png\"/>"),
        ("<blockquote cite=\"/policies/p/4.2.5\">", "<blockquote cite=\"https://liangyi.example/policies/p/4.2.5\">"),
        ("<a href='/it&#39;s?q=&quot;&amp;r=1'>", "<a href='https://liangyi.example/it&#39;s?q=%22&amp;r=1'>"),
        ("<a href=\"/政策\">", "<a href=\"https://liangyi.example/%E6%94%BF%E7%AD%96\">"),
    ] {
        assert_eq!(resolved(before), after);
    }
}

#[test]
fn each_candidate_of_a_srcset_becomes_absolute() {
    assert_eq!(
        resolved("<img srcset=\"/m/360.webp 360w,/m/720.webp 720w, https://x.example/1,2.webp 2x, /last.webp\">"),
        "<img srcset=\"https://liangyi.example/m/360.webp 360w, https://liangyi.example/m/720.webp 720w, \
         https://x.example/1,2.webp 2x, https://liangyi.example/last.webp\">"
    );
}

#[test]
fn what_is_absolute_and_what_is_no_address_stays_byte_for_byte() {
    for html in [
        "<a href=\"https://other.example/a?b=1&amp;c=2#d\">文</a>",
        "<a href=\"mailto:a@b.example\">",
        "<p title=\"/works/b\">/works/b href=\"/x\" 3 > 2</p>",
        "<td data-href=\"/x\">",
        "text only",
        "<!-- <a> -->",
        "<a href=\"unclosed",
        "<",
        "",
    ] {
        assert_eq!(resolved(html), html);
    }
}

proptest! {
    #[test]
    fn text_without_tags_is_never_changed(text in "[^<]{0,80}") {
        prop_assert_eq!(resolved(&text), text);
    }

    #[test]
    fn resolving_twice_changes_nothing_more(html in "(<(a href|img src|img srcset)=\"[a-z/#?., 0-9]{0,12}\">|[a-z中 ]{1,5}){0,6}") {
        let once = resolved(&html);
        prop_assert_eq!(resolved(&once), once);
    }
}
