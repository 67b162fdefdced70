//! When a long image may be published: its picture is ready, its words are written down, in their order and inside it, and
//! somebody held them against it.

use crate::{Error, Result, video_rules::short};
use db::{
    Write,
    assets::{self, AssetRow},
};
use domain::{AssetKind, Digest, LongImage, Panel, PartList, WorkContent, WorkKind};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// What is wrong with the long image of a work. `Display` is in English, for files; [`LongImageFault::zh`] for the studio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LongImageFault {
    Missing,
    /// A work of another kind has one.
    Stray,
    NoWords,
    Unchecked,
    /// The picture is not what its parts make.
    OtherParts,
    /// The text of the first panel that begins above the one before it, or ends before it begins.
    PanelOrder(String),
    PanelOutside(String),
}

impl LongImageFault {
    /// The field that is wrong, as the content names it.
    pub fn field(&self) -> &'static str {
        match self {
            Self::Missing | Self::Stray | Self::OtherParts => "long_image",
            Self::NoWords | Self::PanelOrder(_) | Self::PanelOutside(_) => "panels",
            Self::Unchecked => "checked",
        }
    }

    pub fn zh(&self) -> String {
        match self {
            Self::Missing => "长图作品还没有图片，请先上传。".to_owned(),
            Self::Stray => "只有长图作品可以带长图；请改作品形式，或移除长图。".to_owned(),
            Self::OtherParts => "长图与所列的图片不一致，请重新选择图片。".to_owned(),
            Self::NoWords => {
                "长图需要文字版才能发布：读屏软件、搜索和看不清图的读者都靠它。请对照图片填写每一段的文字。".to_owned()
            }
            Self::Unchecked => "请对照图片核对文字版，再勾选“文字与图片一致”。".to_owned(),
            Self::PanelOrder(text) => format!("文字版中“{text}”一段没有排在前一段之下，或结束早于开始，请调整位置。"),
            Self::PanelOutside(text) => format!("文字版中“{text}”一段超出了图片，请调整位置。"),
        }
    }
}

impl fmt::Display for LongImageFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("a long image needs a picture: give it files, and panels with the words in it"),
            Self::Stray => f.write_str("only a work of kind long-image has a long image"),
            Self::OtherParts => f.write_str("the long image is not the one that its parts make"),
            Self::NoWords => f.write_str("a long image needs panels with the words that are written in it"),
            Self::Unchecked => f.write_str("hold the words of the panels against the picture, and say so with checked: true"),
            Self::PanelOrder(text) => {
                write!(f, "the panel “{text}” begins above the one before it, or ends before it begins")
            }
            Self::PanelOutside(text) => write!(f, "the panel “{text}” reaches below the end of the picture"),
        }
    }
}

/// Everything that is wrong; places are held against `height`, in rows, where it is known.
pub fn long_image_faults(content: &WorkContent, height: Option<i32>) -> Vec<LongImageFault> {
    match (&content.long_image, content.kind) {
        (Some(image), WorkKind::LongImage) => of_image(image, height),
        (None, WorkKind::LongImage) => vec![LongImageFault::Missing],
        (Some(_), _) => vec![LongImageFault::Stray],
        (None, _) => Vec::new(),
    }
}

fn of_image(image: &LongImage, height: Option<i32>) -> Vec<LongImageFault> {
    let list = PartList { parts: image.parts.clone() };
    if Digest::from_bytes(&Sha256::digest(list.bytes()).into()) != image.original {
        return vec![LongImageFault::OtherParts];
    }
    let mut faults = Vec::new();
    if image.panels.iter().all(|panel| panel.text.trim().is_empty()) {
        return vec![LongImageFault::NoWords];
    }
    let mut above = 0;
    let disordered = image.panels.iter().find(|panel| {
        let wrong = panel.top < above || panel.bottom <= panel.top;
        above = panel.top;
        wrong
    });
    faults.extend(disordered.map(|panel| LongImageFault::PanelOrder(opening(panel))));
    let outside = image.panels.iter().find(|panel| height.is_some_and(|height| i64::from(panel.bottom) > i64::from(height)));
    faults.extend(outside.map(|panel| LongImageFault::PanelOutside(opening(panel))));
    if !image.checked {
        faults.push(LongImageFault::Unchecked);
    }
    faults
}

/// The first words of a panel, or where it is.
fn opening(panel: &Panel) -> String {
    match panel.text.split_whitespace().next() {
        Some(words) => short(words),
        None => format!("{}–{}", panel.top, panel.bottom),
    }
}

/// The long image as an original. Nothing is written.
///
/// # Errors
/// [`Error::Refused`], in words for the studio, where the work may not be published.
pub(crate) async fn settle(write: &Write, content: &WorkContent, image: &LongImage) -> Result<Vec<i64>> {
    let row = long_image_row(write, image).await?;
    let faults = long_image_faults(content, row.as_ref().and_then(|row| row.height));
    if !faults.is_empty() {
        return Err(Error::refused(faults.iter().map(LongImageFault::zh).collect::<Vec<_>>().join("\n")));
    }
    let row = row.ok_or_else(|| Error::refused("作品的长图不在素材库里，请重新上传。"))?;
    match row.state.as_str() {
        assets::READY => Ok(vec![row.id]),
        assets::FAILED => {
            let why = row.reason.as_deref().unwrap_or_default();
            Err(Error::refused(format!("作品的长图没有处理成功：{why}请换一张图或重新处理后再发布。")))
        }
        _ => Err(Error::refused("作品的长图还在处理，请等处理完成后再发布。")),
    }
}

pub(crate) async fn long_image_row(write: &Write, image: &LongImage) -> Result<Option<AssetRow>> {
    let row = assets::find(write, image.original.as_str()).await?;
    Ok(row.filter(|row| row.kind == AssetKind::LongImage.code()))
}
