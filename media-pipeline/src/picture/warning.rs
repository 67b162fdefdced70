//! What an editor should know about a picture that was taken all the same.

use serde::{Serialize, Serializer, ser::SerializeStruct};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// Only the first picture of a moving one is used.
    Animation,
    /// A colour profile that we cannot convert; the numbers were taken as sRGB.
    ColourProfile,
    /// Narrower than a phone's screen.
    Small,
}

impl Warning {
    /// Stable.
    fn code(self) -> &'static str {
        match self {
            Self::Animation => "animation",
            Self::ColourProfile => "colour-profile",
            Self::Small => "small",
        }
    }

    /// For the editor.
    fn text(self) -> &'static str {
        match self {
            Self::Animation => "这是动图，只使用了第一帧。",
            Self::ColourProfile => "图片的颜色配置无法转换，已按 sRGB 处理，颜色可能略有偏差。",
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
