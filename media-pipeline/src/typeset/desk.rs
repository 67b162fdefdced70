//! The desk the typesetter works at: its library, fonts, templates and the words, and nothing else. It cannot reach a file, a
//! package or a clock.

use super::{Ready, Refusal, fonts::Fonts, one_step, panels::Group, qr};
use anyhow::Result;
use document::sheet::Sheet;
use serde_json::{Value, json};
use std::{collections::HashMap, path::Path};
use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;

pub struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
    main: FileId,
}

impl Desk {
    /// Reads the pictures of the sheet, from the folder `beside` it.
    pub fn lay(sheet: &Sheet, groups: &[Group], beside: &Path, ready: Ready) -> Result<Result<Self, Refusal>> {
        let mut files = HashMap::new();
        let mut places = serde_json::Map::new();
        for (number, (name, file)) in sheet.pictures.iter().enumerate() {
            let missing = || Ok(Err(Refusal::Picture(name.to_string())));
            if !one_step(file) {
                return missing();
            }
            let Ok(bytes) = std::fs::read(beside.join(file)) else { return missing() };
            let place = format!("/picture-{number}");
            files.insert(id(&place), Bytes::new(bytes));
            places.insert(name.to_string(), place.into());
        }
        files.insert(id("/qr.svg"), Bytes::from_string(qr::svg(&sheet.address)?));
        files.insert(id("/sheet.json"), Bytes::from_string(words(sheet, groups, places)?.to_string()));
        let Ready { fonts: Fonts { book, fonts }, templates } = ready;
        let sources = templates.0.into_iter().map(|(name, text)| (id(name), Source::new(id(name), text))).collect();
        Ok(Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(book),
            fonts,
            sources,
            files,
            main: id(super::templates::NAMES[0]),
        }))
    }

    /// Sets the sheet by the template `name`.
    pub fn set(&mut self, name: &str, warnings: &mut Vec<String>) -> Result<PagedDocument, Refusal> {
        self.main = id(name);
        let made = typst::compile::<PagedDocument>(self);
        for warning in made.warnings.iter().map(|warning| self.said(warning)) {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
        let document = made.output.map_err(|errors| {
            let said: Vec<_> = errors.iter().take(3).map(|error| self.said(error)).collect();
            Refusal::Template(said.join("; "))
        })?;
        if document.pages().is_empty() {
            return Err(Refusal::Template(format!("{name}: no page")));
        }
        Ok(document)
    }

    /// `long-image.typ:12: unknown variable: x`
    fn said(&self, diagnostic: &SourceDiagnostic) -> String {
        let place = self.sources.iter().find_map(|(id, source)| {
            let range = (diagnostic.span.id() == Some(*id)).then(|| self.range(diagnostic.span))??;
            let line = source.lines().byte_to_line(range.start)? + 1;
            Some(format!("{}:{line}: ", id.get().vpath().get_without_slash()))
        });
        format!("{}{}", place.unwrap_or_default(), diagnostic.message)
    }
}

/// The sheet as the templates read it: what was written, and what is easier to work out here.
fn words(sheet: &Sheet, groups: &[Group], places: serde_json::Map<String, Value>) -> Result<Value> {
    let mut value: Value = serde_json::from_str(&sheet.to_json())?;
    let notes: serde_json::Map<String, Value> =
        sheet.body.footnotes.iter().enumerate().map(|(i, note)| (note.label.to_string(), (i + 1).into())).collect();
    value["notes"] = notes.into();
    value["places"] = places.into();
    value["groups"] = groups.iter().map(|group| json!([group.start, group.end])).collect();
    for absent in ["names", "works"] {
        if value[absent].is_null() {
            value[absent] = json!({});
        }
    }
    Ok(value)
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("our own paths are short and plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
