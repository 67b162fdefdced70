//! Terms in running text: the longest, once, at its first place, never inside a longer word or the title of a publication.

use domain::{Glossary, Slug};

fn glossary(terms: &[(&str, &[&str])]) -> Glossary {
    let slug = |text: &str| text.parse::<Slug>().unwrap();
    Glossary::new(terms.iter().map(|(key, spellings)| (slug(key), spellings.iter().map(|s| s.to_string()).collect())))
}

/// What is marked in one text after the other, as `words=slug`.
fn marked(glossary: &Glossary, texts: &[&str]) -> Vec<String> {
    let mut marks = glossary.marks();
    texts
        .iter()
        .flat_map(|text| {
            marks.first(text).into_iter().map(|(place, slug)| format!("{}={slug}", &text[place])).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_term_is_marked_once_and_the_longest_one_is_meant() {
    let glossary = glossary(&[("kepu", &["科普", "科学普及"]), ("kepu-china", &["科普中国"]), ("wings", &["一体两翼"])]);
    assert_eq!(
        marked(&glossary, &["科普中国做科普，科普中国还做", "科学普及，“一体两翼”一起做科普。"]),
        ["科普中国=kepu-china", "科普=kepu", "一体两翼=wings"]
    );
    let mut marks = glossary.marks();
    marks.first("一体两翼与科普");
    assert_eq!(marks.met().map(Slug::as_str).collect::<Vec<_>>(), ["wings", "kepu"]);
}

#[test]
fn a_word_of_a_title_is_no_term_but_a_whole_title_is() {
    let glossary = glossary(&[("kepu", &["科普"]), ("law", &["科普法"])]);
    assert_eq!(marked(&glossary, &["《科普研究》和《论〈科普〉》都谈科普。"]), ["科普=kepu"]);
    assert_eq!(marked(&glossary, &["修订《科普法》"]), ["科普法=law"]);
    // A title that is not closed, or closed twice, does no harm.
    assert_eq!(marked(&glossary, &["》科普《科普"]), ["科普=kepu"]);
}

#[test]
fn a_latin_term_is_a_word_of_its_own_in_any_case() {
    let glossary = glossary(&[("h5", &["H5"]), ("wings", &["two wings"])]);
    assert_eq!(marked(&glossary, &["做成h5页面，不是SH5A，也不是H50。"]), ["h5=h5"]);
    assert_eq!(marked(&glossary, &["Two wings; the two wingspans"]), ["Two wings=wings"]);
    assert!(marked(&glossary, &["the two wingspans, stwo wings"]).is_empty());
}

#[test]
fn no_text_and_no_term_breaks_the_search() {
    let glossary = glossary(&[("a", &["", "é", "𠮷野"]), ("b", &["𠮷"])]);
    assert_eq!(marked(&glossary, &["e\u{301}é𠮷野𠮷", ""]), ["é=a", "𠮷=b"]);
    assert!(marked(&Glossary::default(), &["科普"]).is_empty());
}
