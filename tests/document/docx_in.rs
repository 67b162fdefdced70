//! DOCX in: what Word and WPS write, what is told of what they wrote and this has no place for, and what is refused.

use crate::h5::zips::{Entry, zip};
use document::{
    Document,
    docx::{self, Imported},
    markdown,
};
use proptest::prelude::*;

const WORDS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// As WPS and the Chinese Word name them: by number, with names in the reader's language.
const STYLES: &str = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"标题 2\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"章\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"q\"><w:name w:val=\"引用\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"t1\"><w:name w:val=\"toc 1\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"题注\"/></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
    <w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";

const LINKS: &str = "<Relationship Id=\"rId9\" Type=\"x/image\" Target=\"media/image1.png\"/>\
    <Relationship Id=\"rId8\" Type=\"x/image\" Target=\"media/image2.emf\"/>\
    <Relationship Id=\"rId7\" Type=\"x/hyperlink\" Target=\"https://example.org/a\" TargetMode=\"External\"/>\
    <Relationship Id=\"rId6\" Type=\"x/hyperlink\" Target=\"javascript:alert(1)\" TargetMode=\"External\"/>";

fn related(parts: &str) -> String {
    format!("<Relationships xmlns=\"{RELATIONS}\">{parts}</Relationships>")
}

fn part(name: &str, inside: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{name} {WORDS}>{inside}</w:{name}>")
}

/// A package with this body.
fn package(body: &str) -> Vec<u8> {
    let to =
        |id: &str, kind: &str, target: &str| format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    let own = ["styles", "numbering", "footnotes"].map(|name| to(name, name, &format!("{name}.xml"))).concat();
    let notes = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p/></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> 注。</w:t></w:r></w:p></w:footnote>";
    let entry = |name: &str, text: &str| Entry::new(name, text).deflated();
    zip(&[
        entry("_rels/.rels", &related(&to("rId1", "officeDocument", "word/document.xml"))),
        entry("word/_rels/document.xml.rels", &related(&format!("{own}{LINKS}"))),
        entry("word/document.xml", &part("document", &format!("<w:body>{body}<w:sectPr/></w:body>"))),
        entry("word/styles.xml", &part("styles", STYLES)),
        entry("word/numbering.xml", &part("numbering", NUMBERING)),
        entry("word/footnotes.xml", &part("footnotes", notes)),
        Entry::new("word/media/image1.png", "\u{89}PNG"),
        Entry::new("word/media/image2.emf", "emf"),
    ])
}

fn imported(body: &str) -> Imported {
    docx::read(&package(body)).unwrap_or_else(|refusal| panic!("{refusal}\n{body}"))
}

fn p(style: &str, runs: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr>{style}</w:pPr>") };
    format!("<w:p>{style}{runs}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn text_of(body: &str) -> String {
    markdown::write(&imported(body).document)
}

#[test]
fn headings_are_known_by_their_style_and_by_the_level_of_their_outline() {
    let styled = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let body = [
        p(&styled("1"), &r("文章的题目")),
        p("", &r("　　开头。")),
        p(&styled("2"), &r("第一节")),
        p(&styled("own"), &r("第二节")),
        p("<w:outlineLvl w:val=\"2\"/>", &r("更小的")),
        p(&styled("t1"), &r("目录\t1")),
    ]
    .concat();
    let read = imported(&body);
    assert_eq!(read.title.as_deref(), Some("文章的题目"));
    assert_eq!(markdown::write(&read.document), "开头。\n\n## 第一节 {#s1}\n\n## 第二节 {#s2}\n\n### 更小的 {#s3}\n");
    assert_eq!(read.losses, ["目录没有带进来，网站会按小标题另外生成。"]);
}

#[test]
fn what_word_counts_becomes_lists_and_chinese_numbers_stay_words() {
    let counted = |id: u8, level: u8| format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>");
    let body = [
        p(&counted(1, 0), &r("总则")),
        p(&counted(2, 0), &r("甲")),
        p(&counted(2, 1), &r("乙")),
        p(&counted(2, 0), &r("丙")),
        p(&counted(1, 0), &r("附则")),
    ]
    .concat();
    assert_eq!(text_of(&body), "一、总则\n\n3. 甲\n   - 乙\n4. 丙\n\n二、附则\n");
}

#[test]
fn marks_links_notes_and_scripts_survive_and_changes_are_accepted() {
    let look = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/f\" </w:instrText></w:r>\
        <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>域</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = [
        p("", &[&r("甲"), &look("<w:b/>", "粗 "), &look("<w:b w:val=\"0\"/><w:em w:val=\"dot\"/>", "点"), &r("。")].map(String::as_str).concat()),
        p("", &[&r("H"), &look("<w:vertAlign w:val=\"subscript\"/>", "2"), &r("O，10"), &look("<w:vertAlign w:val=\"superscript\"/>", "-6")].map(String::as_str).concat()),
        p("", &format!("<w:hyperlink r:id=\"rId7\">{}</w:hyperlink>，{field}<w:hyperlink r:id=\"rId6\">{}</w:hyperlink>", r("链"), r("坏"))),
        p("", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
        p("<w:rPr><w:del/></w:rPr>", &r("前半")),
        p("", &r("后半")),
    ]
    .concat();
    let read = imported(&body);
    assert_eq!(
        markdown::write(&read.document),
        "甲**粗** *点*。\n\nH₂O，10⁻⁶\n\n[链](https://example.org/a)[域](https://example.org/f)坏\n\n新[^1]\n\n前半后半\n\n[^1]: 注。\n"
    );
    assert!(read.losses.iter().any(|line| line.contains("读者打不开") && line.contains("第 3 段")), "{:?}", read.losses);
    assert!(read.losses.iter().any(|line| line.contains("修订")));
}

#[test]
fn a_note_alone_on_a_line_joins_the_words_before_and_one_of_a_title_goes_to_the_end() {
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    assert_eq!(text_of(&[p("", &r("甲")), p("", note), p("", &r("乙"))].concat()), "甲[^1]\n\n乙\n\n[^1]: 注。\n");
    for alone in [p("", note), p("<w:rPr><w:del/></w:rPr>", note), p("<w:pStyle w:val=\"1\"/>", note)] {
        assert_eq!(text_of(&alone), "注。\n", "{alone}");
    }
    let read = imported(&[p("<w:pStyle w:val=\"1\"/>", &[r("题"), note.to_owned()].concat()), p("", &r("甲"))].concat());
    assert_eq!((read.title.as_deref(), markdown::write(&read.document).as_str()), (Some("题"), "甲\n\n注。\n"));
    assert_eq!(read.losses, ["标题、署名等处不能带注释，那里的注释移到了文末。"]);
}

#[test]
fn merged_cells_come_apart_text_boxes_follow_and_every_loss_has_its_place() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", &r(text)));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "跨"),
        cell("", "丙"),
        cell("<w:vMerge w:val=\"restart\"/>", "竖"),
        cell("", "1"),
        cell("", "2"),
        cell("<w:vMerge/>", ""),
        cell("", "3"),
        cell("", "4"),
    );
    let drawing = |id: &str| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"一只鹤\"/><a:blip r:embed=\"{id}\"/></wp:inline></w:drawing></w:r>"
        )
    };
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        p("", &r("框里"))
    );
    let formula = "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>";
    let body = [
        table,
        p("", &format!("{}{boxed}", r("有框"))),
        p("", &drawing("rId8")),
        p("<w:pStyle w:val=\"q\"/>", &r("引一")),
        p("<w:pStyle w:val=\"q\"/>", &r("引二")),
        p("", formula),
    ]
    .concat();
    let read = imported(&body);
    assert_eq!(
        markdown::write(&read.document),
        "| 跨 |  | 丙 |\n| --- | --- | --- |\n| 竖 | 1 | 2 |\n|  | 3 | 4 |\n\n有框\n\n框里\n\n> 引一\n>\n> 引二\n\nE=mc\n"
    );
    for (what, place) in [("合并的单元格", ""), ("文本框", "第 1 段“有框"), ("EMF", "第 3 段"), ("公式", "第")]
    {
        assert!(read.losses.iter().any(|line| line.contains(what) && line.contains(place)), "{what}: {:?}", read.losses);
    }
}

#[test]
fn what_is_no_document_is_refused_with_what_to_do() {
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old".to_vec();
    let dtd = "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>";
    let entities = zip(&[
        Entry::new(
            "_rels/.rels",
            related(&format!("<Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>")),
        ),
        Entry::new(
            "word/document.xml",
            format!("{dtd}<w:document {WORDS}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"),
        ),
    ]);
    let deep = package(&format!("{}{}", "<w:ins>".repeat(5000), "</w:ins>".repeat(5000)));
    // What comments hold is no end of anything.
    let misleading = format!("{}<!--{}-->", "<w:ins>".repeat(100), "</".repeat(100)).repeat(50);
    let deeper = package(&format!("{misleading}{}", "</w:ins>".repeat(5000)));
    let wide = package(&format!("<w:p {}/>", (0..5000).map(|n| format!("a{n}=\"\"")).collect::<Vec<_>>().join(" ")));
    let bomb = package(&p("", &r(&"字".repeat(8 << 20))));
    let twice = zip(&[Entry::new("word/document.xml", "<a/>"), Entry::new("WORD/document.xml", "<b/>")]);
    for (bytes, words) in [
        (Vec::new(), "空的"),
        (b"plain words".to_vec(), "不是 Word 文档"),
        (old, ".doc"),
        (b"%PDF-1.7".to_vec(), "PDF"),
        (b"{\\rtf1".to_vec(), "RTF"),
        (zip(&[Entry::new("mimetype", "application/vnd.oasis.opendocument.text")]), "OpenDocument"),
        (zip(&[Entry::new("a.txt", "x")]), "没有 Word 文档"),
        (entities, "DTD"),
        (deep, "结构"),
        (deeper, "结构"),
        (wide, "结构"),
        (bomb, "炸弹"),
        (twice, "同名"),
        (package(""), "没有文字"),
        (vec![b'P'; docx::MOST_BYTES + 1], "50 MB"),
    ] {
        let refusal = docx::read(&bytes).expect_err(words);
        assert!(refusal.to_string().contains(words), "{words}: {refusal}");
    }
}

/// Pieces of what may stand in a body, and of what may not.
const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:p><w:r><w:t>字</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>题</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
    "<w:p><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"q\"/></w:pPr><w:r><w:t>引</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> “粗” </w:t></w:r>",
    "<w:r><w:rPr><w:i/></w:rPr><w:t>斜*</w:t></w:r>",
    "<w:r><w:br/></w:r>",
    "<w:r><w:tab/><w:t>_[x](y)</w:t></w:r>",
    "<w:hyperlink r:id=\"rId7\"><w:r><w:t>链</w:t></w:r></w:hyperlink>",
    "<w:hyperlink w:anchor=\"s1\"><w:r><w:t> </w:t></w:r></w:hyperlink>",
    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>|</w:t></w:r></w:p></w:tc><w:tc/></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:sdt><w:sdtPr><w:tag w:val=\"quote\"/></w:sdtPr><w:sdtContent>",
    "<w:sdt><w:sdtPr><w:tag w:val=\"question\"/></w:sdtPr><w:sdtContent>",
    "<w:sdt><w:sdtPr><w:tag w:val=\"item:3\"/></w:sdtPr><w:sdtContent>",
    "<w:sdt><w:sdtPr><w:tag w:val=\"code:x y\"/></w:sdtPr><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:instrText>HYPERLINK \\l \"s1\"</w:instrText></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:r><w:drawing><a:blip r:embed=\"rId9\"/></w:drawing></w:r>",
];

/// Every rule of a document holds but what is owed for pictures, and the text can be written.
fn assert_sound(read: &Imported) {
    if let Err(flaws) = Document::from_json(&read.document.to_json()) {
        assert!(flaws.iter().all(|flaw| flaw.message.contains("picture")), "{flaws:?}");
        return;
    }
    let source = markdown::write(&read.document);
    let again = markdown::read(&source).unwrap_or_else(|faults| panic!("{faults:?}\n{source}"));
    assert_eq!(markdown::write(&again.document), source);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if crate::chance::is_soak() { 100_000 } else { 600 }, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_body_is_refused_or_becomes_a_sound_document(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..16)) {
        if let Ok(read) = docx::read(&package(&pieces.concat())) {
            assert_sound(&read);
        }
    }

    #[test]
    fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..600), cut in 0usize..4000, at in 0usize..4000) {
        docx::read(&bytes).ok();
        let mut broken = package("<w:p><w:r><w:t>字</w:t></w:r></w:p>");
        broken.truncate(broken.len().saturating_sub(cut));
        if let Some((byte, other)) = broken.get_mut(at).zip(bytes.first()) {
            *byte ^= other;
        }
        docx::read(&broken).ok();
    }
}
