//! The page of an H5 work as its file has it: the name of a zip, or of a folder. Read and written here, both ways.

use super::{Picture, files::picture, front_matter::WorkFile};
use crate::Faults;
use domain::{Digest, H5Page};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Under the key `h5` of the front matter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct H5Fields {
    /// Of a zip, or of a folder that holds `index.html`.
    pub file: String,
    /// In CSS pixels.
    #[serde(default = "H5Page::usual_height")]
    pub height: u32,
}

/// The front matter with nothing but the page in it.
#[derive(Serialize, Deserialize)]
pub(crate) struct OnlyH5 {
    pub h5: H5Fields,
}

/// A page of the folder that may be served; its bytes are to be stored before [`super::Plan::apply`].
#[derive(Clone, Debug)]
pub struct H5Zip {
    /// What the library calls it.
    pub name: String,
    pub digest: Digest,
    pub bytes: Vec<u8>,
}

/// Fills in what the name means; the page of the work, where it has one that may be served.
pub(super) fn resolve(work: &mut WorkFile, files: &BTreeMap<String, Picture>, faults: &mut Faults) -> Option<H5Zip> {
    let fields = work.h5.clone()?;
    let found = zip(work, &fields.file, files).ok_or_else(|| vec![format!("there is no zip or folder {} here", fields.file)]);
    let checked = found.and_then(|(name, bytes)| match h5::read(&bytes) {
        Ok(_) => Ok(H5Zip { name, digest: super::sha256(&[&bytes]), bytes }),
        Err(refusals) => Err(refusals.iter().map(|refusal| format!("{}: {refusal}", fields.file)).collect()),
    });
    match checked {
        Ok(page) => {
            work.content.h5 = Some(H5Page { original: page.digest.clone(), height: fields.height });
            Some(page)
        }
        Err(told) => {
            for message in told {
                faults.add(&work.file, work.line_saying("h5", &fields.file), message);
            }
            // What would be said of the rest follows from this.
            work.broken.insert("h5".to_owned());
            None
        }
    }
}

/// The zip called so, or the folder called so as one; and its name.
fn zip(work: &WorkFile, name: &str, files: &BTreeMap<String, Picture>) -> Option<(String, Vec<u8>)> {
    if let Some(found) = picture(files, &work.file, name) {
        let own = name.rsplit('/').next().unwrap_or(name);
        return Some((own.to_owned(), found.bytes.clone()));
    }
    let name = name.trim_end_matches('/');
    let beside = work.file.rsplit_once('/').map(|(folder, _)| format!("{folder}/{name}/"));
    let folder = beside.into_iter().chain([format!("{name}/")]).find(|folder| below(files, folder).next().is_some())?;
    let packed: Vec<(&str, &[u8])> = below(files, &folder).collect();
    Some((format!("{}.zip", name.rsplit('/').next().unwrap_or(name)), h5::pack(&packed)))
}

fn below<'a>(files: &'a BTreeMap<String, Picture>, folder: &str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    files.iter().filter_map(move |(path, file)| Some((path.strip_prefix(folder)?, file.bytes.as_slice())))
}
