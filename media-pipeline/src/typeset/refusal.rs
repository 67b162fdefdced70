//! Why an article could not be set.

use super::MAX_BYTES;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not a regular file")]
    NotAFile,
    #[error("larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooManyBytes,
    #[error("not a sheet: {0}")]
    Sheet(String),
    #[error("picture {0} is not there")]
    Picture(String),
    #[error("{0} pixels high, more than one picture may be")]
    TooTall(u64),
    /// What the typesetter says, with file and line.
    #[error("the template fails: {0}")]
    Template(String),
}

impl Refusal {
    /// Stable; the studio and the worker may depend on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAFile | Self::TooManyBytes | Self::Sheet(_) => "not-a-sheet",
            Self::Picture(_) => "picture-missing",
            Self::TooTall(_) => "too-many-pixels",
            Self::Template(_) => "template",
        }
    }

    /// For the editor.
    pub fn reason(&self) -> String {
        match self {
            Self::NotAFile | Self::TooManyBytes | Self::Sheet(_) => format!("排版数据有误（{self}），请联系管理员。"),
            Self::Picture(name) => format!("正文里的图片“{name}”还没有处理好，请稍后重新排版。"),
            Self::TooTall(_) => "文章太长，排不成一张长图。请分成几篇，或只使用 PDF。".to_owned(),
            Self::Template(why) => format!("排版模板出错（{why}），请联系管理员检查模板文件。"),
        }
    }
}
