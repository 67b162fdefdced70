//! Why a long image was not taken; see [`picture::Refusal`] for what can be wrong with any picture.

use super::{MAX_BYTES, MAX_PIXELS, MAX_WHOLE_PIXELS, MAX_WIDTH};
use crate::picture;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Picture(#[from] picture::Refusal),
    #[error("larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooManyBytes,
    #[error("{width} pixels wide, more than {MAX_WIDTH}")]
    TooWide { width: u32 },
    #[error("{height} rows of {width} are more than {MAX_PIXELS} pixels")]
    TooManyPixels { width: u32, height: u64 },
    #[error("{width} × {height} pixels that cannot be read in strips ({why}) are more than {MAX_WHOLE_PIXELS}")]
    TooManyAtOnce { width: u32, height: u32, why: &'static str },
    #[error("{width} pixels wide, and the first part is {first}")]
    OtherWidth { width: u32, first: u32 },
    /// Counted from one.
    #[error("part {number}: {refusal}")]
    InPart { number: usize, refusal: Box<Refusal> },
}

impl Refusal {
    /// Stable; the studio and the worker may depend on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Picture(refusal) => refusal.code(),
            Self::TooManyBytes => "too-many-bytes",
            Self::TooWide { .. } | Self::TooManyPixels { .. } | Self::TooManyAtOnce { .. } => "too-many-pixels",
            Self::OtherWidth { .. } => "other-width",
            Self::InPart { refusal, .. } => refusal.code(),
        }
    }

    /// For the editor.
    pub fn reason(&self) -> String {
        match self {
            Self::Picture(refusal) => refusal.reason(),
            Self::TooManyBytes => format!("文件超过 {} MB，请压缩后再上传，或分成几张按顺序上传。", MAX_BYTES / 1024 / 1024),
            Self::TooWide { width } => {
                format!("图片宽 {width} 像素，超过 {MAX_WIDTH} 像素。请缩小到 1080 或 2160 像素宽再上传。")
            }
            Self::TooManyPixels { width, height } => {
                format!("长图共 {width}×{height} 像素，超过 {} 万像素。请缩小宽度，或分成几个作品发布。", MAX_PIXELS / 10_000)
            }
            Self::TooManyAtOnce { width, height, why } => format!(
                "图片尺寸为 {width}×{height}，而{why}只能整张读入，不能超过 {} 万像素。请另存为不隔行的 PNG 或普通（非渐进式）JPEG，或分成几张按顺序上传。",
                MAX_WHOLE_PIXELS / 10_000
            ),
            Self::OtherWidth { width, first } => {
                format!("这一张宽 {width} 像素，第 1 张宽 {first} 像素，接不上。请把各张导出成同样的宽度再上传。")
            }
            Self::InPart { number, refusal } => format!("第 {number} 张：{}", refusal.reason()),
        }
    }
}
