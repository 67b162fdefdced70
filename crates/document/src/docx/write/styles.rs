//! `styles.xml`: names that Word shows in the reader's own language, and a calm look.

use crate::docx::named;

/// Fonts that a Chinese office has; without them a program takes what it has.
const SONG: &str =
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" w:cs=\"Times New Roman\"/>";
const HEI: &str = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"黑体\" w:cs=\"Arial\"/>";
const MONO: &str = "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:eastAsia=\"宋体\" w:cs=\"Consolas\"/>";

/// Without its head.
pub(super) fn styles() -> String {
    let mut out = format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{SONG}<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr>\
         </w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line=\"400\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
    );
    let mut paragraph = |id: &str, name: &str, place: &str, look: &str| {
        let place = if place.is_empty() { String::new() } else { format!("<w:pPr>{place}</w:pPr>") };
        let look = if look.is_empty() { String::new() } else { format!("<w:rPr>{look}</w:rPr>") };
        out.push_str(&format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/>{place}{look}</w:style>\n"
        ));
    };
    let small = "<w:color w:val=\"5F656D\"/><w:sz w:val=\"20\"/>";
    let centred = "<w:jc w:val=\"center\"/>";
    paragraph("BodyText", "Body Text", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>", "");
    paragraph(
        "Title",
        "Title",
        &format!("<w:spacing w:before=\"240\" w:after=\"240\"/>{centred}"),
        &format!("{HEI}<w:b/><w:sz w:val=\"40\"/>"),
    );
    paragraph("Subtitle", "Subtitle", "<w:spacing w:after=\"240\"/>", "<w:color w:val=\"454B53\"/>");
    for (level, size) in [(1, 32), (2, 28), (3, 24)] {
        let place = format!("<w:keepNext/><w:spacing w:before=\"280\" w:after=\"140\"/><w:outlineLvl w:val=\"{}\"/>", level - 1);
        paragraph(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &place,
            &format!("{HEI}<w:b/><w:sz w:val=\"{size}\"/>"),
        );
    }
    paragraph("ListParagraph", "List Paragraph", "", "");
    let bar = "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"A3271B\"/></w:pBdr><w:ind w:left=\"420\" w:right=\"420\"/>";
    paragraph("Quote", "Quote", bar, "");
    paragraph("QuoteSource", named::QUOTE_SOURCE, "<w:jc w:val=\"right\"/>", small);
    paragraph("Figure", "Figure", &format!("<w:keepNext/>{centred}"), "");
    paragraph("Caption", "caption", centred, "<w:sz w:val=\"21\"/>");
    paragraph("FigureCredit", named::CREDIT, &format!("<w:spacing w:after=\"240\"/>{centred}"), small);
    let grey = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F1EA\"/>";
    paragraph("HTMLPreformatted", "HTML Preformatted", grey, &format!("{MONO}<w:sz w:val=\"20\"/>"));
    let line = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"8A8577\"/></w:pBdr>";
    paragraph("HorizontalLine", named::RULE, line, "");
    paragraph("EmbeddedWork", named::EMBED, "", "");
    paragraph("Question", named::QUESTION, "<w:keepNext/><w:spacing w:before=\"240\"/>", "<w:b/>");
    paragraph("Answerer", named::ANSWERER, "<w:keepNext/>", "<w:b/>");
    paragraph("TableHeader", "Table Header", "", "<w:b/><w:sz w:val=\"21\"/>");
    paragraph("TableText", "Table Text", "", "<w:sz w:val=\"21\"/>");
    paragraph("FootnoteText", "footnote text", "", "<w:sz w:val=\"20\"/>");
    paragraph("Colophon", named::COLOPHON, "", small);
    for (id, name, look) in [
        ("HTMLCode", "HTML Code", format!("{MONO}<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F1EA\"/>")),
        ("Hyperlink", "Hyperlink", "<w:color w:val=\"14497F\"/><w:u w:val=\"single\"/>".to_owned()),
        ("FootnoteReference", "footnote reference", "<w:vertAlign w:val=\"superscript\"/>".to_owned()),
        ("Asker", named::ASKER, "<w:color w:val=\"454B53\"/>".to_owned()),
    ] {
        out.push_str(&format!(
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:rPr>{look}</w:rPr></w:style>\n"
        ));
    }
    out
}
