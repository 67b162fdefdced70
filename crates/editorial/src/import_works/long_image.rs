//! The long image of a work as its file has it: names of pictures, and the words in them. Read and written here, both ways.

use super::{Picture, files::picture, front_matter::WorkFile};
use crate::Faults;
use domain::{Digest, LongImage, Panel, PartList};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Under the key `long_image` of the front matter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LongImageFields {
    /// From top to bottom.
    pub files: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
    #[serde(default)]
    pub checked: bool,
}

/// The front matter with nothing but the long image in it.
#[derive(Serialize, Deserialize)]
pub(crate) struct OnlyLongImage {
    pub long_image: LongImageFields,
}

/// Fills in what the names mean; the parts of the work's long image, where it has one.
pub(super) fn resolve(work: &mut WorkFile, pictures: &BTreeMap<String, Picture>, faults: &mut Faults) -> Option<PartList> {
    let fields = work.long_image.clone()?;
    let (mut parts, mut wrong) = (Vec::<Digest>::new(), Vec::new());
    for name in &fields.files {
        match picture(pictures, &work.file, name) {
            Some(found) => parts.push(found.digest.clone()),
            None => wrong.push((name.clone(), format!("there is no picture {name} in this folder"))),
        }
    }
    if !(1..=PartList::MOST).contains(&fields.files.len()) {
        let message = format!("a long image is made of 1 to {} pictures, here are {}", PartList::MOST, fields.files.len());
        wrong.push(("files".to_owned(), message));
    }
    if !wrong.is_empty() {
        for (name, message) in wrong {
            faults.add(&work.file, work.line_saying("long_image", &name), message);
        }
        // What would be said of the rest follows from this.
        work.broken.insert("long_image".to_owned());
        return None;
    }
    let list = PartList { parts };
    let original = super::sha256(&[&list.bytes()]);
    work.content.long_image =
        Some(LongImage { original, parts: list.parts.clone(), panels: fields.panels, checked: fields.checked });
    Some(list)
}
