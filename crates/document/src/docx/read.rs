//! The way in.

mod assemble;
mod blocks;
mod figures;
mod inlines;
mod losses;
mod notes;
mod numbering;
mod numerals;
mod package;
mod run;
mod scripts;
mod spans;
mod structure;
mod styles;
mod table;
mod xml;

use crate::{Document, MAX_NODES, PictureName, markdown};
use domain::Licence;
use losses::Losses;
use notes::Notes;
use numbering::Numbering;
use package::{Package, Part, Relations};
use std::collections::HashMap;
use structure::Structure;
use styles::Styles;

pub use package::MOST_BYTES;

/// Why a file was not read, in Chinese, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub(crate) String);

/// What a file came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub title: Option<String>,
    pub lead: Option<String>,
    /// Keeps every rule of a document but one: what is owed for a picture is empty where the file does not say it.
    pub document: Document,
    /// Each once, in the order of the text.
    pub pictures: Vec<Brought>,
    /// What did not come along, and where it stood; in Chinese.
    pub losses: Vec<String>,
}

/// A picture of the file, by the name that the document has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub name: PictureName,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
    /// Empty where the file has none.
    pub alt: String,
    pub credit: String,
    pub licence: Option<Licence>,
}

/// # Errors
/// What is no DOCX, is broken, or is larger than [`MOST_BYTES`] or any text that is written by people.
pub fn read(bytes: &[u8]) -> Result<Imported, Refusal> {
    let mut package = Package::open(bytes)?;
    let main = package.main()?;
    let related = package.relations(&main)?;
    let body = package.required(&main)?;
    let optional = |package: &mut Package, kind: &str| -> Result<(String, Relations), Refusal> {
        let Some(name) = related.of_kind(kind) else { return Ok((String::new(), Relations::default())) };
        let text = package.text(&name)?.unwrap_or_default();
        Ok((text, package.relations(&name)?))
    };
    let (styles, _) = optional(&mut package, "styles")?;
    let (numbering, _) = optional(&mut package, "numbering")?;
    let (footnotes, of_footnotes) = optional(&mut package, "footnotes")?;
    let (endnotes, of_endnotes) = optional(&mut package, "endnotes")?;
    let (comments, _) = optional(&mut package, "comments")?;
    let body = xml::parse(&body)?;
    let styles = xml::parse_optional(&styles)?;
    let numbering = xml::parse_optional(&numbering)?;
    let footnotes = xml::parse_optional(&footnotes)?;
    let endnotes = xml::parse_optional(&endnotes)?;
    let mut reader = Reader {
        styles: Styles::of(styles.as_ref()),
        numbering: Numbering::of(numbering.as_ref()),
        part: Part::Body,
        relations: [related, of_footnotes, of_endnotes],
        package,
        notes: Notes::of(footnotes.as_ref(), endnotes.as_ref()),
        structure: Structure::default(),
        losses: Losses::default(),
        fields: Vec::new(),
        pictures: Vec::new(),
        brought: HashMap::new(),
        title: None,
        lead: None,
        paragraphs: 0,
        begun: false,
        carried: Vec::new(),
        bookmark: None,
        failed: 0,
    };
    if comments.contains(":comment ") {
        reader.losses.note("批注没有带进来", None);
    }
    let root = xml::child(body.root_element(), "body")
        .ok_or_else(|| Refusal("文件里没有正文，不是 Word 文档。请用 Word 或 WPS 打开，另存为 .docx 后再试。".to_owned()))?;
    let blocks = reader.blocks(root, blocks::Around::body());
    reader.finish(blocks)
}

type Node<'a> = roxmltree::Node<'a, 'a>;

struct Reader<'a> {
    styles: Styles,
    numbering: Numbering,
    /// Of which the words are read now.
    part: Part,
    /// Of the body, the footnotes and the endnotes.
    relations: [Relations; 3],
    package: Package<'a>,
    notes: Notes<'a>,
    structure: Structure,
    losses: Losses,
    /// Those that are open, the outermost first; they may go on over paragraphs.
    fields: Vec<run::Field>,
    pictures: Vec<Brought>,
    /// Names by the part of the package, `None` of one that cannot be used.
    brought: HashMap<String, Option<PictureName>>,
    title: Option<String>,
    lead: Option<String>,
    /// Of the body so far, for places.
    paragraphs: usize,
    /// Some of the text was read: what comes now is no title of it.
    begun: bool,
    /// Words of a paragraph whose end somebody took away, and its reviewer's program not yet.
    carried: Vec<spans::Span>,
    /// Begun just before, and so around what comes next.
    bookmark: Option<String>,
    /// Pictures whose bytes could not be had.
    failed: usize,
}

impl Reader<'_> {
    fn finish(mut self, blocks: Vec<crate::Block>) -> Result<Imported, Refusal> {
        let mut document = Document { blocks, footnotes: self.notes.finish() };
        self.structure.settle(&mut document, self.title.is_some(), &mut self.losses);
        if notes::to_the_end(&mut document) {
            self.losses.note("标题、署名等处不能带注释，那里的注释移到了文末", None);
        }
        let mut nodes = 0;
        document.walk(&mut |_, _| nodes += 1);
        if nodes > MAX_NODES || markdown::write(&document).len() > markdown::MAX_SOURCE {
            return Err(Refusal("文档太长，一篇作品放不下。请拆成几篇，分别导入。".to_owned()));
        }
        let title = self.title.or_else(|| self.structure.title.take());
        let shown: Vec<_> = document.pictures().iter().map(|(_, figure)| figure.picture.clone()).collect();
        self.pictures.retain(|picture| shown.contains(&picture.name));
        if document.blocks.is_empty() && title.is_none() {
            return Err(Refusal("文档里没有文字，也没有能用的图片。请检查是不是选对了文件。".to_owned()));
        }
        Ok(Imported { title, lead: self.lead, document, pictures: self.pictures, losses: self.losses.said() })
    }
}
