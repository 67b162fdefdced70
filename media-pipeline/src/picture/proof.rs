//! Every output is decoded again before anybody hears of it. An encoder that goes wrong writes black or half a picture
//! and reports success.

use super::{
    encode::Format,
    pixels::{Average, Pixels},
};
use anyhow::{Context, Result, ensure};

/// How far the average of a channel may move. Lossy coding moves it by one or two; fine red and blue patterns, whose
/// colour is stored at half resolution, by more; swapped channels or a lost half by far more.
const TOLERANCE: u8 = 40;

pub fn prove(bytes: &[u8], format: Format, expected: &Pixels) -> Result<()> {
    let name = format.media_type();
    let image =
        image::load_from_memory_with_format(bytes, format.decoder()).with_context(|| format!("the {name} cannot be decoded"))?;
    let (width, height, has_alpha) = (image.width(), image.height(), image.color().has_alpha());
    let bytes = if has_alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
    ensure!(has_alpha == expected.has_alpha, "the {name} came out with alpha {has_alpha}");
    let average = Pixels { width, height, has_alpha, bytes }.average();
    compare(name, expected, expected.average(), (width, height, average))
}

/// The same of what [`Format::encode_fast`] made, by the decoders of its makers; `average` is that of `expected`.
pub fn prove_fast(bytes: &[u8], format: Format, expected: &Pixels, average: Average) -> Result<()> {
    let name = format.media_type();
    let decoded = format.average_fast(bytes).with_context(|| format!("the {name} cannot be decoded"))?;
    compare(name, expected, average, decoded)
}

fn compare(name: &str, expected: &Pixels, was: Average, (width, height, is): (u32, u32, Average)) -> Result<()> {
    ensure!(
        (width, height) == (expected.width, expected.height),
        "the {name} came out {width} × {height} instead of {} × {}",
        expected.width,
        expected.height
    );
    let moved = was.rgb.iter().chain([&was.alpha]).zip(is.rgb.iter().chain([&is.alpha])).map(|(a, b)| a.abs_diff(*b)).max();
    ensure!(moved <= Some(TOLERANCE), "the {name} came out {is:?} instead of {was:?}");
    Ok(())
}
