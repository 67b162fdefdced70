//! What an editor should know about a picture that was taken all the same.

use serde::{Serialize, Serializer, ser::SerializeStruct};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Only the first picture of a moving one is used.
    Animation,
    /// A colour profile that we cannot convert; the numbers were taken as sRGB.
    ColourProfile,
    /// Only the first page of a TIFF is used.
    FirstPage,
    /// Brought from a high dynamic range into the usual one.
    HighRange,
    /// A label of AI content (GB 45438-2025), which is kept.
    Label,
    /// One that is too long to be a label, and is not kept.
    LongLabel,
    /// Content Credentials (C2PA): they vouch for the bytes of the upload, and for none of what is made of it.
    Credentials,
    /// Narrower than a phone's screen.
    Small,
}

impl Warning {
    /// Stable.
    fn code(self) -> &'static str {
        match self {
            Self::Animation => "animation",
            Self::ColourProfile => "colour-profile",
            Self::FirstPage => "first-page",
            Self::HighRange => "hdr",
            Self::Label => "aigc",
            Self::LongLabel => "aigc-too-long",
            Self::Credentials => "c2pa",
            Self::Small => "small",
        }
    }

    /// For the editor.
    fn text(self) -> &'static str {
        match self {
            Self::Animation => "这是动图，只使用了第一帧。",
            Self::ColourProfile => "图片的颜色配置无法转换，已按 sRGB 处理，颜色可能略有偏差。",
            Self::FirstPage => "这个 TIFF 有多页，只使用了第一页。需要其余各页时，请分别另存后按顺序上传。",
            Self::HighRange => "这是 HDR 图片，已转换为普通动态范围，请看一看颜色和亮度是否合适。",
            Self::Label => "文件带有人工智能生成内容的标识，已保留在生成的每个文件里。请在作品里如实声明人工智能的使用情况。",
            Self::LongLabel => {
                "文件带有人工智能生成内容的标识，但过长，不合规定，没有保留。请核对文件的来源，并在作品里如实声明。"
            }
            Self::Credentials => {
                "文件带有内容凭证（C2PA）。凭证只证明原文件；页面上的图片重新编码过，不再带有它。单张长图的原文件如不含拍摄地点，会供读者下载。"
            }
            Self::Small => "图片宽度不足 360 像素，在手机上也会显得模糊。",
        }
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Warning", 2)?;
        object.serialize_field("code", self.code())?;
        object.serialize_field("text", self.text())?;
        object.end()
    }
}
