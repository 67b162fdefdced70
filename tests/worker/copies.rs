//! What robots.txt allows, and what is read out of other people's pages.

use std::time::Duration;
use worker::{Robots, SeenPage};

#[test]
fn the_longest_rule_of_the_group_that_names_us_decides() {
    let robots = Robots::read(
        "# a comment\nUser-agent: other\nDisallow: /\n\nUser-Agent: first\nuser-agent: LIANGYI # two names\nDisallow: /a/\n\
         Allow: /a/b\nDisallow: /*.pdf$\nDisallow: /q?*x=1\nDisallow:\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /c\n",
    );
    let allowed = ["/", "/c", "/a", "/a/b/c", "/x.pdf?page=1", "/q?y=1"];
    let forbidden = ["/a/", "/a/c", "/x.pdf", "/a.pdf/y.pdf", "/q?y=2&x=1"];
    assert!(allowed.iter().all(|path| robots.allows(path)), "{robots:?}");
    assert!(!forbidden.iter().any(|path| robots.allows(path)), "{robots:?}");
    assert_eq!(robots.pause(), Some(Duration::from_millis(2500)));

    let everybody = Robots::read("\u{feff}User-agent: *\nDisallow: /c\nCrawl-delay: 86400\nAllow: /c\n");
    assert!(everybody.allows("/c") && everybody.pause() == Some(Duration::from_secs(60)), "of two alike the one that allows");
    for nothing in ["", "<html>no such page</html>", "Disallow: /"] {
        assert!(Robots::read(nothing).allows("/c"), "{nothing}");
    }
}

#[test]
fn marks_links_and_words_are_found_however_a_page_is_written() {
    let tag = "tag:liangyi.example,2026:work/1";
    let shows = |html: &str| SeenPage::read(html.as_bytes(), "text/html").shows(tag, 7);
    assert_eq!(shows(&format!("<p DATA-liangyi-copy='{tag} 12'>")), Some(12));
    assert_eq!(shows(&format!("<meta content=\"{tag} 13\" name=liangyi-copy />")), Some(13));
    assert_eq!(shows("<img alt='' src=https://site.example/reprints/7.gif?copy=14 width=1>"), Some(14));
    assert_eq!(shows("<img src=\"https://site.example/reprints/8.gif?copy=15\">"), None, "of another work");
    assert_eq!(shows(&format!("<!-- <p data-liangyi-copy='{tag} 12'> -->")), None);
    assert_eq!(shows(&format!("<script>'<p data-liangyi-copy=\"{tag} 12\">'</script>")), None);
    let linked = format!("<SCRIPT type='application/ld+json'>[{{\"version\": \"16\", \"identifier\": \"{tag}\"}}]</SCRIPT >");
    assert_eq!(shows(&linked), Some(16));

    let page = SeenPage::read(
        "<title>1 < 2</title><link rel=canonical href='https://site.example/works/frost?from=x'><p>年份应为<b>2024</b>&nbsp;年。<br".as_bytes(),
        "text/html",
    );
    assert!(page.leads_to("/works/frost") && !page.leads_to("/works/fros"));
    assert!(page.says("年份应为 2024 年。") && page.says("1 < 2") && !page.says("2025") && !page.says(" "));
    let (gb18030, ..) = encoding_rs::GB18030.encode("<meta charset=\"gb2312\"><p>撤回说明</p>");
    assert!(SeenPage::read(&gb18030, "text/html").says("撤回说明"));
    assert!(SeenPage::read(&gb18030, "text/html; charset=GBK").says("撤回说明"));
}
