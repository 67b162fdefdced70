//! When an H5 work may be published: its page is ready. That its text says the same is looked at where the body is.

use crate::{Error, Result};
use db::{
    Write,
    assets::{self, AssetRow},
};
use domain::{AssetKind, H5Page, WorkContent, WorkKind};
use std::fmt;

/// What is wrong with the page of a work. `Display` is in English, for files; [`H5Fault::zh`] for the studio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum H5Fault {
    Missing,
    /// A work of another kind has one.
    Stray,
    Height,
    /// Nobody who cannot see or run the page would know what it says.
    NoText,
}

impl H5Fault {
    /// The field that is wrong, as the content names it.
    pub fn field(self) -> &'static str {
        match self {
            Self::Missing | Self::Stray => "h5",
            Self::Height => "height",
            Self::NoText => "body",
        }
    }

    pub fn zh(self) -> String {
        match self {
            Self::Missing => "H5 作品还没有页面，请先上传 zip。".to_owned(),
            Self::Stray => "只有 H5 作品可以带 H5 页面；请改作品形式，或移除页面。".to_owned(),
            Self::Height => {
                format!("H5 页面的高度请填 {} 到 {} 之间的数。", H5Page::LOWEST, H5Page::HIGHEST)
            }
            Self::NoText => {
                "H5 作品需要文字版才能发布：读屏软件、搜索和打不开页面的读者都靠它。请在正文里写出页面的全部内容。".to_owned()
            }
        }
    }
}

impl fmt::Display for H5Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("an H5 work needs a page: give it h5 with the file of a zip, or a folder"),
            Self::Stray => f.write_str("only a work of kind h5 has an H5 page"),
            Self::Height => write!(f, "height is a number of pixels from {} to {}", H5Page::LOWEST, H5Page::HIGHEST),
            Self::NoText => f.write_str("an H5 work needs a body that says in words what its page shows"),
        }
    }
}

/// Everything that is wrong, but for the body.
pub fn h5_faults(content: &WorkContent) -> Vec<H5Fault> {
    match (&content.h5, content.kind) {
        (Some(page), WorkKind::H5) if page.height != page.fitting_height() => vec![H5Fault::Height],
        (None, WorkKind::H5) => vec![H5Fault::Missing],
        (Some(_), kind) if kind != WorkKind::H5 => vec![H5Fault::Stray],
        _ => Vec::new(),
    }
}

/// The page as an original. Nothing is written.
///
/// # Errors
/// [`Error::Refused`], in words for the studio, where the work may not be published.
pub(crate) async fn settle(write: &Write, content: &WorkContent, page: &H5Page) -> Result<Vec<i64>> {
    let faults = h5_faults(content);
    if !faults.is_empty() {
        return Err(Error::refused(faults.iter().map(|fault| fault.zh()).collect::<Vec<_>>().join("\n")));
    }
    let row = h5_row(write, page).await?;
    let row = row.ok_or_else(|| Error::refused("作品的 H5 页面不在素材库里，请重新上传。"))?;
    match row.state.as_str() {
        assets::READY => Ok(vec![row.id]),
        assets::FAILED => {
            let why = row.reason.as_deref().unwrap_or_default();
            Err(Error::refused(format!("作品的 H5 页面没有通过检查：\n{why}\n请改正后重新上传。")))
        }
        _ => Err(Error::refused("作品的 H5 页面还在检查，请等检查完成后再发布。")),
    }
}

pub(crate) async fn h5_row(write: &Write, page: &H5Page) -> Result<Option<AssetRow>> {
    let row = assets::find(write, page.original.as_str()).await?;
    Ok(row.filter(|row| row.kind == AssetKind::H5.code()))
}
