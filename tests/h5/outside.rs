//! Addresses outside of the package: those that are plainly written are told with their line, and nothing else is.

use super::{accepted, page_with, refused, zips::Entry};

/// The places that are told of a file, as `line address`.
fn found(name: &str, text: &str) -> Vec<String> {
    let zip = page_with(vec![Entry::new(name, text)]);
    let Err(refusals) = h5::read(&zip) else { return Vec::new() };
    let place = |refusal: h5::Refusal| {
        assert_eq!(refusal.file.as_deref(), Some(name), "{refusal}");
        let address = refusal.reason.strip_prefix("地址 ").and_then(|rest| rest.split(' ').next()).unwrap().to_owned();
        format!("{} {address}", refusal.line.unwrap())
    };
    refusals.into_iter().map(place).collect()
}

#[test]
fn each_attribute_that_leads_outside_is_told_with_its_line() {
    let html = "<!doctype html>\n<img src=\"https://a.example/1.png\">\n<a href='//b.example'>b</a>\n<script src=http://c.example/c.js></script>\n\
        <img srcset=\"x.png 1x, https://d.example/2.png 2x\">\n<div style=\"background:url(https://e.example/e.png)\">\n\
        <form action=\"https://f.example/\">\n<meta http-equiv=\"refresh\" content=\"0; url=https://g.example/\">\n\
        <svg><image xlink:href=\"https://h.example/h.png\"/></svg>\n<video poster=\"HTTPS://I.example/i.png\"></video>\n\
        <button onclick=\"go('https://j.example/')\">j</button>\n<div data-src=\"//k.example/k.png\"></div>\n";
    let expected = [
        "2 https://a.example/1.png",
        "3 //b.example",
        "4 http://c.example/c.js",
        "5 https://d.example/2.png",
        "6 https://e.example/e.png",
        "7 https://f.example/",
        "8 https://g.example/",
        "9 https://h.example/h.png",
        "10 HTTPS://I.example/i.png",
        "11 https://j.example/",
        "12 //k.example/k.png",
    ];
    assert_eq!(found("more.html", html), expected);
}

#[test]
fn an_address_in_disguise_is_read_as_a_browser_reads_it() {
    for (name, text) in [
        ("a.html", "<img src=\"&#104;ttps://a.example/\">"),
        ("a.html", "<img src=\"&#x68;ttps&colon;&sol;&sol;a.example/\">"),
        ("a.html", "<img src=\"  ht\ttps://a.example/\">"),
        ("a.html", "<img src=\"\\\\a.example/x\">"),
        ("a.html", "<img src=\"/\\a.example/x\">"),
        ("a.html", "<img src=\"https:a.example\">"),
        ("a.html", "<iframe srcdoc=\"<img src=&quot;https://a.example/&quot;>\"></iframe>"),
        ("a.html", "<a href=\"javascript:open('https://a.example/')\">a</a>"),
        ("a.html", "<style>@import \"https://a.example/a.css\";</style>"),
        ("a.html", "<script>fetch('https://a.example/')</script>"),
        ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"https://a.example/#x\"/></svg>"),
        ("a.css", "p{background:url( https://a.example/a.png )}"),
        ("a.css", "p{background:url('\\68 ttps://a.example/a.png')}"),
        ("a.css", "@IMPORT url(\"//a.example/a.css\");"),
        ("a.css", "p{background:image-set('https://a.example/a.png' 1x)}"),
        ("a.js", "new WebSocket('wss://a.example/')"),
        ("a.js", "fetch(\"\\x68ttps:\\/\\/a.example/\")"),
        ("a.js", "fetch('\\u{68}ttps://a.example/')"),
        ("a.js", "fetch(`https://${host}/x`)"),
        ("a.js", "const re = /['\"]/; fetch('https://a.example/')"),
        ("a.js", "const n = a / b; fetch('//a.example/x') / 2"),
        ("a.mjs", "import x from 'https://a.example/x.js'"),
    ] {
        assert_eq!(found(name, text).len(), 1, "{name}: {text}: {:?}", found(name, text));
    }
}

#[test]
fn what_stays_inside_or_is_no_address_is_left_alone() {
    accepted(&page_with(vec![
        Entry::new(
            "pages/a.html",
            "<!-- https://a.example --><p title=\"见 https://a.example\">见 https://a.example 一文</p>\
             <a href=\"../index.html#top\">回</a><img src=\"../img/a.png\" alt=\"https://a.example\"><a href=\"mailto:a@b.example\">写信</a>\
             <img src=\"data:image/png;base64,AA//AA\"><a href=\"#x\">x</a><p itemtype=\"https://schema.org/Thing\">",
        ),
        Entry::new("a.css", "/* https://a.example */ p{background:url(img/a.png)} a::after{content:'见 //'} @import 'b.css';"),
        Entry::new(
            "a.js",
            "// https://a.example\n/* 'https://b.example' */\nconst ns = 'http://www.w3.org/2000/svg';\nconst words = '见 https://a.example';\n\
             const slashes = '//';\nconst comment = '// so it was';\nconst re = /https:\\/\\/a/;\nconst t = `第 ${n} 页`;",
        ),
        Entry::new(
            "a.svg",
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\
             <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><path d=\"M0 0//1\"/>\
             <metadata><rdf:Description rdf:about=\"https://a.example/\"/></metadata></svg>",
        ),
    ]));
}

#[test]
fn an_address_of_the_site_or_above_the_package_is_told_too() {
    for (text, words) in [
        ("<script src=\"/assets/site.js\"></script>", "指向网站"),
        ("<img src=\"../../secret.png\">", "走出了这个包"),
        ("<img src=\"..%2fx/%2e%2e/../../x.png\">", "走出了这个包"),
    ] {
        let refusals = refused(&page_with(vec![Entry::new("sub/a.html", text)]));
        assert!(refusals.len() == 1 && refusals[0].reason.contains(words), "{text}: {refusals:?}");
    }
}

#[test]
fn texts_that_end_in_the_middle_are_read_to_their_end() {
    let pieces = [
        "<a href=\"x",
        "<script>'",
        "<style>url(",
        "<!--",
        "`${`${",
        "'\\",
        "\"字\\",
        "/[",
        "@import '\\",
        "&#x",
        "<é=\"字",
        "url('\\字",
    ];
    for a in pieces {
        for b in pieces {
            for name in ["a.html", "a.css", "a.js", "a.svg"] {
                // Only that it comes to an end, and not how.
                h5::read(&page_with(vec![Entry::new(name, format!("{a}{b}"))])).ok();
            }
        }
    }
    h5::read(&page_with(vec![Entry::new("deep.js", "`${".repeat(200_000))])).ok();
}
