//! The bytes of one file, counted while they come.

use crate::{
    directory::{Entry, Method},
    limits::{RATIO, SMALL, UNPACKED},
};
use flate2::{Crc, bufread::DeflateDecoder};
use std::io::Read;

/// Why there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoilt {
    /// More than any file shrinks.
    Bomb,
    /// More than `left`.
    TooMuch,
    Broken,
    Method,
}

impl Spoilt {
    pub fn words(self) -> String {
        match self {
            Self::Bomb => format!("解压后超过压缩前的 {RATIO} 倍，像是压缩炸弹，不能使用。请检查这个文件后重新打包。"),
            Self::TooMuch => {
                format!("到这个文件为止，解压后的总大小超过了 {} MB。请压缩图片和视频，或删去用不到的文件。", UNPACKED >> 20)
            }
            Self::Broken => "内容已损坏，解压不出来。请重新打包后再上传。".to_owned(),
            Self::Method => "压缩方法不受支持。请用系统自带的“压缩”功能重新打包为 zip。".to_owned(),
        }
    }
}

/// At most `left` bytes.
pub(crate) fn inflate(entry: &Entry<'_>, left: u64) -> Result<Vec<u8>, Spoilt> {
    let most = left.min(SMALL.max((entry.packed.len() as u64).saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    let taken = match entry.method {
        Method::Stored => entry.packed.take(left + 1).read_to_end(&mut bytes),
        Method::Deflated => DeflateDecoder::new(entry.packed).take(most + 1).read_to_end(&mut bytes),
        Method::Other => return Err(Spoilt::Method),
    };
    taken.map_err(|_| Spoilt::Broken)?;
    match bytes.len() as u64 {
        length if length > left => Err(Spoilt::TooMuch),
        length if length > most && entry.method == Method::Deflated => Err(Spoilt::Bomb),
        _ => {
            let mut crc = Crc::new();
            crc.update(&bytes);
            if crc.sum() == entry.crc { Ok(bytes) } else { Err(Spoilt::Broken) }
        }
    }
}
