//! Why a file was not taken: a code for programs, a sentence in Chinese for the editor who uploaded it, and one in
//! English for the log. Each Chinese sentence says what to do.

use super::{MAX_BYTES, MAX_PIXELS, MAX_SIDE};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not a regular file")]
    NotAFile,
    #[error("empty file")]
    Empty,
    #[error("larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooManyBytes,
    /// A document that may hold script.
    #[error("{0} is refused because it may hold script")]
    Active(&'static str),
    /// A known kind of file that is not taken.
    #[error("{0} is not one of PNG, JPEG, WebP, AVIF, HEIC, GIF and TIFF")]
    OtherKind(&'static str),
    /// A kind of file that is taken, coded in a way that nothing here decodes; the words are for the log.
    #[error("coded as {0}")]
    OtherCoding(String),
    #[error("not a picture of a known kind")]
    Unknown,
    #[error("{width} × {height} pixels are more than {MAX_PIXELS} in all or {MAX_SIDE} on a side")]
    TooManyPixels { width: u32, height: u32 },
    #[error("built to exhaust a decoder: {0}")]
    Bomb(&'static str),
    #[error("cut short")]
    Truncated,
    #[error("cannot be decoded: {0}")]
    Broken(String),
}

impl Refusal {
    /// Stable; the studio and the worker may depend on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAFile => "not-a-file",
            Self::Empty => "empty",
            Self::TooManyBytes => "too-many-bytes",
            Self::Active(_) => "active-content",
            Self::OtherKind(_) => "other-kind",
            Self::OtherCoding(_) => "other-coding",
            Self::Unknown => "unknown-kind",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::Bomb(_) => "bomb",
            Self::Truncated => "truncated",
            Self::Broken(_) => "broken",
        }
    }

    /// For the editor.
    pub fn reason(&self) -> String {
        match self {
            Self::NotAFile => "上传的不是普通文件，请选择一个图片文件。".into(),
            Self::Empty => "文件是空的，请重新选择图片并上传。".into(),
            Self::TooManyBytes => format!("文件超过 {} MB，请压缩后再上传。", MAX_BYTES / 1024 / 1024),
            Self::Active(kind) => format!("这是 {kind} 文件，可能含有脚本，不能作为图片使用。请另存为 PNG 再上传。"),
            Self::OtherKind(kind) => {
                format!("这是 {kind} 文件。图片只接受 PNG、JPEG、WebP、AVIF、HEIC、GIF 和 TIFF，请另存为 JPEG 或 PNG 再上传。")
            }
            Self::OtherCoding(_) => {
                "这个文件的格式可以接受，但它的编码方式无法读取。请用看图软件打开后另存为 JPEG 或 PNG 再上传。".into()
            }
            Self::Unknown => "这不是可以识别的图片。图片只接受 PNG、JPEG、WebP、AVIF、HEIC、GIF 和 TIFF，请检查文件。".into(),
            Self::TooManyPixels { width, height } => format!(
                "图片尺寸为 {width}×{height}，超出限制：总像素不超过 {} 万，边长不超过 {MAX_SIDE}。请缩小后再上传。",
                MAX_PIXELS / 10_000
            ),
            Self::Bomb(_) => "图片的内部结构异常，处理它会耗尽资源。请用看图软件打开后另存一份再上传。".into(),
            Self::Truncated => "图片不完整，可能上传或保存时中断。请重新保存并上传。".into(),
            Self::Broken(_) => "图片已损坏，无法读取。请用看图软件打开后另存一份再上传。".into(),
        }
    }
}
