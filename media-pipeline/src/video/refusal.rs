//! Why a film was not taken. Each sentence in Chinese says what to do.

use super::{MAX_BYTES, MAX_PIXELS, MAX_RATE, MAX_SECONDS};

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("not a regular file")]
    NotAFile,
    #[error("empty file")]
    Empty,
    #[error("larger than {} MiB", MAX_BYTES / 1024 / 1024)]
    TooManyBytes,
    #[error("no film of a known kind: {0}")]
    Unknown(String),
    #[error("sound only")]
    NoPicture,
    #[error("no decoder for {0}")]
    Codec(String),
    #[error("{width} × {height} pixels are more than {MAX_PIXELS} in all")]
    TooManyPixels { width: u32, height: u32 },
    #[error("longer than {MAX_SECONDS} s")]
    TooLong,
    #[error("more than {MAX_RATE} pictures a second over a long time")]
    TooManyPictures,
    #[error("its files grow beyond what a film may make")]
    TooMuchOutput,
    #[error("no picture of it can be decoded: {0}")]
    Broken(String),
}

impl Refusal {
    /// Stable; the studio and the worker may depend on it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAFile => "not-a-file",
            Self::Empty => "empty",
            Self::TooManyBytes => "too-many-bytes",
            Self::Unknown(_) => "unknown-kind",
            Self::NoPicture => "no-picture",
            Self::Codec(_) => "unknown-codec",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::TooLong => "too-long",
            Self::TooManyPictures => "too-many-pictures",
            Self::TooMuchOutput => "too-much-output",
            Self::Broken(_) => "broken",
        }
    }

    /// For the editor.
    pub fn reason(&self) -> String {
        match self {
            Self::NotAFile => "上传的不是普通文件，请选择一个视频文件。".into(),
            Self::Empty => "文件是空的，请重新选择视频并上传。".into(),
            Self::TooManyBytes => format!("文件超过 {} MB，请压缩或剪短后再上传。", MAX_BYTES / 1024 / 1024),
            Self::Unknown(_) => "这不是可以识别的视频文件。请用手机或剪辑软件导出为 MP4（H.264 + AAC）再上传。".into(),
            Self::NoPicture => "文件里只有声音，没有画面。短视频需要画面，请检查导出设置后重新上传。".into(),
            Self::Codec(codec) => {
                format!("画面的编码格式（{codec}）无法解码。请在剪辑软件中导出为 MP4（H.264 + AAC）再上传。")
            }
            Self::TooManyPixels { width, height } => format!(
                "画面尺寸为 {width}×{height}，超出上限（总像素不超过 {} 万）。请导出为 4K 或更小的尺寸再上传。",
                MAX_PIXELS / 10_000
            ),
            Self::TooLong => format!("视频超过 {} 分钟。请剪短，或分成几个视频上传。", MAX_SECONDS / 60),
            Self::TooManyPictures => {
                format!("画面过密：平均每秒超过 {MAX_RATE} 幅，可能已损坏。请导出为每秒 60 幅以内的 MP4（H.264）再上传。")
            }
            Self::TooMuchOutput => "处理后的文件总量超出了上限。请剪短，或导出为较小的尺寸再上传。".into(),
            Self::Broken(_) => "视频已损坏，无法读出画面，可能上传或保存时中断。请重新导出并上传。".into(),
        }
    }
}
