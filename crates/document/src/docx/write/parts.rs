//! The parts of the package (ECMA-376, parts 1 and 2), and what they say of each other.

use super::{Around, Relation, Writer, styles::styles, xml::escaped};

/// Relations of the body that stand before all others, so the number of the first of the others.
pub(super) const FIRST: usize = 10;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const WORDS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

pub(super) fn package(writer: &Writer<'_>, body: &str, notes: &str, around: &Around<'_>) -> Vec<u8> {
    let page = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
        <w:pgMar w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";
    let lines = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
        <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";
    let settings = "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
        <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>";
    let part = |name: &str, inside: &str| format!("{HEAD}<w:{name} {WORDS}>{inside}</w:{name}>");
    let [of_body, of_notes] = &writer.relations;
    let mut files: Vec<(String, Vec<u8>)> = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", of_package()),
        ("docProps/app.xml", app(around)),
        ("docProps/core.xml", core(around)),
        ("docProps/custom.xml", custom(around)),
        ("word/_rels/document.xml.rels", relations(of_body, &fixed())),
        ("word/_rels/footnotes.xml.rels", relations(of_notes, "")),
        ("word/document.xml", part("document", &format!("<w:body>\n{body}{page}</w:body>"))),
        ("word/footnotes.xml", part("footnotes", &format!("{lines}\n{notes}"))),
        ("word/numbering.xml", part("numbering", &writer.numbering())),
        ("word/settings.xml", part("settings", settings)),
        ("word/styles.xml", part("styles", &styles())),
    ]
    .into_iter()
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .collect();
    for (picture, target) in &writer.media {
        if let Some(file) = writer.files.get(picture) {
            files.push((format!("word/{target}"), file.bytes.clone()));
        }
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    archive::pack(&files)
}

fn content_types() -> String {
    let defaults = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
        ("gif", "image/gif"),
    ]
    .map(|(ending, kind)| format!("<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>"));
    let words = ["document.main", "footnotes", "numbering", "settings", "styles"].map(|name| {
        let file = name.split('.').next().unwrap_or(name);
        format!("<Override PartName=\"/word/{file}.xml\" ContentType=\"{TYPES}.{name}+xml\"/>")
    });
    let said = [
        ("app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("core", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("custom", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    .map(|(name, kind)| format!("<Override PartName=\"/docProps/{name}.xml\" ContentType=\"{kind}\"/>"));
    let all = [defaults.concat(), words.concat(), said.concat()].concat();
    format!("{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">{all}</Types>")
}

fn of_package() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let all = [
        ("rId1", format!("{OFFICE}/relationships/officeDocument"), "word/document.xml"),
        ("rId2", core.to_owned(), "docProps/core.xml"),
        ("rId3", format!("{OFFICE}/relationships/extended-properties"), "docProps/app.xml"),
        ("rId4", format!("{OFFICE}/relationships/custom-properties"), "docProps/custom.xml"),
    ]
    .map(|(id, kind, target)| format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>"));
    whole(&all.concat())
}

/// Of the body to what every file has.
fn fixed() -> String {
    let parts = ["styles", "numbering", "footnotes", "settings"].iter().zip(1..);
    let one = |(name, id): (&&str, usize)| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/relationships/{name}\" Target=\"{name}.xml\"/>")
    };
    parts.map(one).collect()
}

fn relations(all: &[Relation], before: &str) -> String {
    let mut out = before.to_owned();
    for (Relation { kind, target, outside }, id) in all.iter().zip(FIRST..) {
        let mode = if *outside { " TargetMode=\"External\"" } else { "" };
        let target = escaped(target);
        out.push_str(&format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"{mode}/>"));
    }
    whole(&out)
}

fn whole(inside: &str) -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
    )
}

/// Dublin Core.
fn core(around: &Around<'_>) -> String {
    let said = [
        ("dc:title", around.title.to_owned()),
        ("dc:creator", around.authors.join("; ")),
        ("dc:description", around.lead.to_owned()),
        ("dc:identifier", around.address.to_owned()),
    ];
    let said = said.iter().filter(|(_, text)| !text.trim().is_empty());
    let inside: String = said.map(|(name, text)| format!("<{name}>{}</{name}>", escaped(text.trim()))).collect();
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{inside}</cp:coreProperties>"
    )
}

fn app(around: &Around<'_>) -> String {
    let company = escaped(around.organisation);
    format!(
        "{HEAD}<Properties xmlns=\"{OFFICE}/extended-properties\"><Application>Liangyi</Application><Company>{company}</Company></Properties>"
    )
}

/// What Dublin Core as Word has it has no place for.
fn custom(around: &Around<'_>) -> String {
    const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
    let said = [("来源", around.source), ("许可", around.licence), ("发布单位", around.organisation), ("原文", around.address)];
    let said = said.iter().filter(|(_, text)| !text.trim().is_empty()).zip(2..);
    let one = |((name, text), id): (&(&str, &str), usize)| {
        format!(
            "<property fmtid=\"{FORMAT}\" pid=\"{id}\" name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            escaped(text.trim())
        )
    };
    let inside: String = said.map(one).collect();
    format!("{HEAD}<Properties xmlns=\"{OFFICE}/custom-properties\" xmlns:vt=\"{OFFICE}/docPropsVTypes\">{inside}</Properties>")
}
