//! The parts of a package (ECMA-376, part 2), each only when it is asked for, and no more bytes of all than are allowed.

use super::{Refusal, xml};
use archive::{Entry, Fault, Spoilt, inflate};
use std::collections::HashMap;

/// Bytes of a file.
pub const MOST_BYTES: usize = 50 << 20;
/// Bytes of one part that is XML: a hundred thousand characters with all of Word's own marks are a third of it.
const MOST_XML: u64 = 16 << 20;
/// Bytes of all parts together that are asked for.
const MOST_UNPACKED: u64 = 100 << 20;
const MOST_PARTS: usize = 5000;

/// Whose words are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    Footnotes,
    Endnotes,
}

pub(super) struct Package<'a> {
    /// By their names in small letters: names of parts are the same in any case.
    entries: HashMap<String, Entry<'a>>,
    left: u64,
}

/// Where the references of a part lead.
#[derive(Default)]
pub(super) struct Relations(Vec<Relation>);

struct Relation {
    id: String,
    /// The last word of its type.
    kind: String,
    /// The name of a part, or an address outside.
    target: String,
    outside: bool,
}

impl Relations {
    pub fn of_kind(&self, kind: &str) -> Option<String> {
        self.0.iter().find(|one| one.kind == kind && !one.outside).map(|one| one.target.clone())
    }

    /// The part that a reference names.
    pub fn part(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|one| one.id == id && !one.outside).map(|one| one.target.as_str())
    }

    /// The address outside.
    pub fn address(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|one| one.id == id && one.outside).map(|one| one.target.as_str())
    }
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        if bytes.len() > MOST_BYTES {
            let most = MOST_BYTES >> 20;
            return refuse(format!("文件超过 {most} MB。请在 Word 或 WPS 里压缩图片，或者拆成几篇，再导入。"));
        }
        if let Some(words) = foreign(bytes) {
            return refuse(words);
        }
        let entries = archive::entries(bytes, MOST_PARTS).map_err(|fault| {
            Refusal(match fault {
                Fault::NoZip => "这不是 Word 文档（.docx）。请用 Word 或 WPS 打开，另存为 .docx 后再导入。".to_owned(),
                Fault::TooMany(count) => format!("文件里有 {count} 个部分，不像是正常的文档，不能导入。"),
                Fault::Overlap => "文件里的各部分互相重叠，像是有人动过手脚，不能导入。".to_owned(),
                Fault::Broken | Fault::Zip64 | Fault::Split => {
                    "文件不完整或已损坏。请重新取得文件，或用 Word 打开后另存为 .docx，再导入。".to_owned()
                }
            })
        })?;
        let mut named = HashMap::new();
        for entry in entries.into_iter().filter(|entry| !entry.is_folder() && !entry.is_special()) {
            let name = String::from_utf8_lossy(entry.name).trim_start_matches('/').to_lowercase();
            // Which of the two is meant nobody can say, and programs that differ about it show different texts.
            if named.insert(name, entry).is_some() {
                return refuse("文件里有两个同名的部分，像是有人动过手脚，不能导入。");
            }
        }
        Ok(Self { entries: named, left: MOST_UNPACKED })
    }

    /// The part with the text.
    pub fn main(&mut self) -> Result<String, Refusal> {
        let of_kind = self.relations("")?.of_kind("officeDocument");
        if let Some(name) = of_kind.filter(|name| self.entries.contains_key(&name.to_lowercase())) {
            let folder = name.to_lowercase();
            if folder.starts_with("xl/") || folder.starts_with("ppt/") {
                return refuse("这是表格或幻灯片，不是文档。请把文字放进 Word 文档，再导入。");
            }
            return Ok(name);
        }
        let odt = self.entries.contains_key("mimetype");
        refuse(match odt {
            true => "这是 OpenDocument 或电子书格式的文件。请在 LibreOffice 或 WPS 里另存为 .docx，再导入。",
            false => "压缩包里没有 Word 文档。请选择 .docx 文件本身，不要另外打包。",
        })
    }

    /// Of a part, or of the whole package (`""`).
    pub fn relations(&mut self, of: &str) -> Result<Relations, Refusal> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let place = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = self.text(&place)? else { return Ok(Relations::default()) };
        let document = xml::parse(&text)?;
        let found =
            document.root_element().children().filter(|node| node.tag_name().name() == "Relationship").filter_map(|node| {
                let target = node.attribute("Target")?;
                let outside = node.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                Some(Relation {
                    id: node.attribute("Id")?.to_owned(),
                    kind: node.attribute("Type")?.rsplit('/').next()?.to_owned(),
                    target: if outside { target.to_owned() } else { resolved(folder, target) },
                    outside,
                })
            });
        Ok(Relations(found.collect()))
    }

    /// A part that is XML, as text; `None` where there is none.
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Refusal> {
        let Some(bytes) = self.bytes(name, MOST_XML)? else { return Ok(None) };
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| Refusal("文件里的文字不是 UTF-8 编码。请用 Word 或 WPS 打开，另存为 .docx 后再导入。".to_owned()))
    }

    pub fn required(&mut self, name: &str) -> Result<String, Refusal> {
        self.text(name)?.ok_or_else(|| Refusal("文件里没有正文。请重新取得文件后再导入。".to_owned()))
    }

    /// At most `most` bytes of a part.
    pub fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(entry) = self.entries.get(&name.to_lowercase()) else { return Ok(None) };
        if entry.encrypted {
            return refuse("文件加了密码。请在 Word 或 WPS 里去掉密码，再导入。");
        }
        let bytes = inflate(entry, most.min(self.left)).map_err(|spoilt| {
            Refusal(match spoilt {
                Spoilt::Bomb => "文件解压后大得不正常，像是压缩炸弹，不能导入。".to_owned(),
                Spoilt::TooMuch => "文档太大，解压后超过了限制。请压缩图片，或者拆成几篇，再导入。".to_owned(),
                Spoilt::Broken => "文件已损坏，解压不出来。请重新取得文件后再导入。".to_owned(),
                Spoilt::Method => "文件的压缩方法不受支持。请用 Word 打开后另存为 .docx，再导入。".to_owned(),
            })
        })?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// What begins as something else.
fn foreign(bytes: &[u8]) -> Option<String> {
    let begins: [(&[u8], &str); 5] = [
        (
            b"\xd0\xcf\x11\xe0",
            "这是旧格式（.doc、.wps）的文件，或者加了密码。请用 Word 或 WPS 打开，去掉密码，另存为 .docx，再导入。",
        ),
        (b"%PDF", "这是 PDF 文件，里面没有段落和标题可读。请找到它的 Word 原稿再导入。"),
        (b"{\\rtf", "这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx，再导入。"),
        (b"<", "这是网页文件。请在浏览器里打开，复制正文，粘贴到编辑器里。"),
        (b"", "文件是空的。请检查是不是选对了文件。"),
    ];
    let found = begins.iter().find(|(magic, _)| if magic.is_empty() { bytes.is_empty() } else { bytes.starts_with(magic) });
    found.map(|(_, words)| (*words).to_owned())
}

/// A target as it is written from inside `folder`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn refuse<T>(words: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal(words.into()))
}
