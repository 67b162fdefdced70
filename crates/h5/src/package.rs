//! From the bytes of a zip to its files.

use crate::{
    Refusal, content,
    limits::{FILES, UNPACKED, ZIPPED},
    name, outside,
    refusal::{of_archive, of_entry, shortened},
};
use archive::{Entry, inflate};
use std::collections::{BTreeMap, HashMap};

/// Where a page begins.
pub const INDEX: &str = "index.html";

/// Refusals after which nothing more is looked at.
const ENOUGH: usize = 1000;

/// A page that may be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// By path; [`INDEX`] is one of them.
    pub files: Vec<File>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Steps between single slashes, none of them `..`; unique whatever the case.
    pub path: String,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

impl Package {
    /// Bytes of all files.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|file| file.bytes.len() as u64).sum()
    }
}

/// # Errors
/// Every reason at once, where they do not follow from each other.
pub fn read(zip: &[u8]) -> Result<Package, Vec<Refusal>> {
    if zip.len() as u64 > ZIPPED {
        return Err(vec![Refusal::whole(format!("压缩包超过 {} MB。请压缩图片和视频，或删去用不到的文件。", ZIPPED >> 20))]);
    }
    let entries = archive::entries(zip, FILES).map_err(|fault| vec![of_archive(fault)])?;
    let mut refusals = Vec::new();
    let named = names(&entries, &mut refusals);
    let mut files = Vec::with_capacity(named.len());
    let mut left = UNPACKED;
    for (path, entry) in &named {
        if refusals.len() > ENOUGH {
            return Err(shortened(refusals));
        }
        let (media_type, form) = match content::kind(path) {
            Ok(kind) => kind,
            Err(reason) => {
                refusals.push(Refusal::file(path, reason));
                continue;
            }
        };
        let bytes = match inflate(entry, left) {
            Ok(bytes) => bytes,
            // What comes after it is not looked at: that would go on without end.
            Err(spoilt) => {
                refusals.push(Refusal::file(path, of_entry(spoilt)));
                return Err(shortened(refusals));
            }
        };
        left -= bytes.len() as u64;
        match content::check(path, form, &bytes) {
            Ok(()) => refusals.extend(outside::of_file(path, form, &bytes)),
            Err(reason) => refusals.push(Refusal::file(path, reason)),
        }
        files.push(File { path: path.clone(), media_type, bytes });
    }
    if !named.contains_key(INDEX) {
        let close = named
            .keys()
            .find(|path| path.rsplit('/').next().is_some_and(|last| last.to_ascii_lowercase().starts_with("index.htm")));
        let found = close.map(|path| format!("找到的是 {path}。")).unwrap_or_default();
        refusals.push(Refusal::whole(format!(
            "最外层没有 {INDEX}，不知道从哪一页打开。{found}请把首页命名为 {INDEX}，放在压缩包的最外层。"
        )));
    }
    if refusals.is_empty() { Ok(Package { files }) } else { Err(shortened(refusals)) }
}

/// The files that are kept, by path; a single folder around all of them is taken away.
fn names<'a, 'b>(entries: &'b [Entry<'a>], refusals: &mut Vec<Refusal>) -> BTreeMap<String, &'b Entry<'a>> {
    let mut kept: Vec<(String, &Entry<'_>)> = Vec::new();
    let mut folded: HashMap<String, String> = HashMap::new();
    for entry in entries {
        let shown = String::from_utf8_lossy(entry.name).chars().map(|c| if c.is_control() { '�' } else { c }).collect::<String>();
        let mut refuse = |reason: String| refusals.push(Refusal::file(&shown, reason));
        let path = match name::read(entry.name) {
            Ok(path) => path,
            Err(reason) => {
                refuse(reason);
                continue;
            }
        };
        if entry.is_special() {
            refuse("是链接或特殊文件，不能放进 H5。请换成真正的文件。".to_owned());
        } else if entry.encrypted {
            refuse("加了密码。请不设密码，重新打包。".to_owned());
        } else if name::is_litter(path) || entry.is_folder() {
            // Nothing is lost without it.
        } else if name::is_hidden(path) {
            refuse("是隐藏文件（名称以句点开头），不会被公开。请删去。".to_owned());
        } else if let Some(other) = folded.insert(name::folded(path), path.to_owned()) {
            match other == path {
                true => refuse("在压缩包里出现了两次。请重新打包。".to_owned()),
                false => refuse(format!("与 {other} 只有大小写不同，在一些系统上是同一个文件。请改名。")),
            }
        } else {
            kept.push((path.to_owned(), entry));
        }
    }
    for (path, _) in &kept {
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        for folder in folders.filter(|folder| folded.contains_key(&name::folded(folder))) {
            refusals.push(Refusal::file(path, format!("在文件夹 {folder} 里，而 {folder} 又是一个文件。请改名。")));
        }
    }
    let wrapper = wrapper(&kept);
    kept.into_iter().map(|(path, entry)| (path[wrapper..].to_owned(), entry)).collect()
}

/// How many bytes of each path are a folder around everything.
fn wrapper(kept: &[(String, &Entry<'_>)]) -> usize {
    let Some(folder) = kept.first().and_then(|(path, _)| path.split_once('/')).map(|(folder, _)| format!("{folder}/")) else {
        return 0;
    };
    let around = kept.iter().all(|(path, _)| path.starts_with(&folder));
    let index = kept.iter().any(|(path, _)| path.strip_prefix(&folder) == Some(INDEX));
    if around && index { folder.len() } else { 0 }
}
