//! Why a zip is no H5 page.

use crate::limits::{FILES, TOLD, UNPACKED};
use archive::{Fault, RATIO, Spoilt};
use std::fmt;

/// One reason, in words for the editor, with the remedy. `Display` is one line: `js/app.js:12：…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Inside the package; none where it is about the whole.
    pub file: Option<String>,
    /// Counted from 1.
    pub line: Option<u32>,
    pub reason: String,
}

impl Refusal {
    pub(crate) fn whole(reason: impl Into<String>) -> Self {
        Self { file: None, line: None, reason: reason.into() }
    }

    pub(crate) fn file(file: &str, reason: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), line: None, reason: reason.into() }
    }

    pub(crate) fn line(file: &str, line: u32, reason: impl Into<String>) -> Self {
        Self { file: Some(file.to_owned()), line: Some(line), reason: reason.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}：{}", self.reason),
            (Some(file), None) => write!(f, "{file}：{}", self.reason),
            (None, _) => f.write_str(&self.reason),
        }
    }
}

/// Why the zip as a whole is not looked at.
pub(crate) fn of_archive(fault: Fault) -> Refusal {
    Refusal::whole(match fault {
        Fault::NoZip => "这不是 zip 压缩包，请把页面的文件打包为 zip 后再上传。".to_owned(),
        Fault::Broken => "压缩包不完整或已损坏，请重新打包为 zip 后再上传。".to_owned(),
        Fault::Zip64 => {
            format!("压缩包是 Zip64 格式或条目过多；H5 最多 {FILES} 个文件，请用普通 zip 格式重新打包。")
        }
        Fault::TooMany(count) => {
            format!("压缩包里有 {count} 个条目，最多 {FILES} 个。请删去用不到的文件，或合并图片和脚本。")
        }
        Fault::Split => "这是分卷压缩包，请打包为单个 zip 后再上传。".to_owned(),
        Fault::Overlap => "压缩包里的文件互相重叠，这样的压缩包不能使用。请重新打包后再上传。".to_owned(),
    })
}

/// Why one file of it has no bytes.
pub(crate) fn of_entry(spoilt: Spoilt) -> String {
    match spoilt {
        Spoilt::Bomb => format!("解压后超过压缩前的 {RATIO} 倍，像是压缩炸弹，不能使用。请检查这个文件后重新打包。"),
        Spoilt::TooMuch => {
            format!("到这个文件为止，解压后的总大小超过了 {} MB。请压缩图片和视频，或删去用不到的文件。", UNPACKED >> 20)
        }
        Spoilt::Broken => "内容已损坏，解压不出来。请重新打包后再上传。".to_owned(),
        Spoilt::Method => "压缩方法不受支持。请用系统自带的“压缩”功能重新打包为 zip。".to_owned(),
    }
}

/// As many as are told, and one that counts the others.
pub(crate) fn shortened(mut refusals: Vec<Refusal>) -> Vec<Refusal> {
    if refusals.len() > TOLD {
        let more = refusals.len() - TOLD;
        refusals.truncate(TOLD);
        refusals.push(Refusal::whole(format!("另有 {more} 处问题没有列出，请先改正以上各处，再上传一次。")));
    }
    refusals
}
