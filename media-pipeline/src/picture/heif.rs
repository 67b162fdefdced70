//! HEIC and AVIF: a container of items (ISO/IEC 23008-12), of which one is the picture. What codes it, HEVC or AV1, is decoded
//! by libav; how tiles make a picture, which way is up, what is transparent stands in the container and is read here,
//! because libav's own reader shows a telephone's picture as dozens of tiles.

mod boxes;
mod container;
mod picture;
mod place;
mod properties;

use super::{
    decode::{Caps, Raw},
    kind::Kind,
    warning::Warning,
};
use crate::picture::Refusal;
use container::Container;
pub use container::item_of_type;

/// The first or only picture of the file as it is coded, with what has to be done to it to stand upright.
pub fn decode(kind: Kind, bytes: &[u8], caps: &Caps) -> Result<Raw, Refusal> {
    let container = Container::read(bytes)?;
    let made = picture::decode(&container, caps)?;
    let mut warnings = Vec::new();
    if container.is_sequence {
        warnings.push(Warning::Animation);
    }
    Ok(Raw { kind, pixels: made.pixels, orientation: made.turned.exif(), colour: made.colour, warnings })
}
