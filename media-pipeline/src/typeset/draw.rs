//! A page as a PNG, strip by strip, so that memory follows the strip and not the height.

use super::{MAX_ROWS, Refusal, strip};
use anyhow::{Context, Result};
use std::io::Write;
use typst::{layout::Abs, utils::Scalar};
use typst_layout::Page;
use typst_render::RenderOptions;

/// In rows. Each strip of 1,080 pixels takes 4.4 MB.
const STRIP: u32 = 1024;

pub struct Drawn {
    pub width: u32,
    pub height: u32,
    pub png: Vec<u8>,
}

/// `scale` is pixels to a point.
pub fn draw(page: &Page, scale: f64) -> Result<Result<Drawn, Refusal>> {
    let pixels = |length: Abs| (length.to_pt() * scale).round().max(1.0);
    let (width, height) = (pixels(page.frame.width()), pixels(page.frame.height()));
    if height > MAX_ROWS {
        return Ok(Err(Refusal::TooTall(height as u64)));
    }
    let (width, height) = (width as u32, height as u32);
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    let mut writer = encoder.write_header().context("the head of the PNG")?;
    let mut rows = writer.stream_writer().context("the rows of the PNG")?;
    let options = RenderOptions { pixel_per_pt: Scalar::new(scale), render_bleed: false };
    let mut top = 0;
    while top < height {
        let bottom = (top + STRIP).min(height);
        let part = strip::cut(page, Abs::pt(f64::from(top) / scale), Abs::pt(f64::from(bottom) / scale));
        let drawn = typst_render::render(&part, &options);
        // Every template fills its page, so that nothing is transparent and nothing premultiplied.
        let stride = drawn.width() as usize * 4;
        for row in drawn.data().chunks_exact(stride).take((bottom - top) as usize) {
            let line: Vec<u8> =
                row.chunks_exact(4).take(width as usize).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            rows.write_all(&line).context("a row of the PNG")?;
        }
        top = bottom;
    }
    rows.finish().context("the end of the PNG")?;
    writer.finish().context("the end of the PNG")?;
    Ok(Ok(Drawn { width, height, png }))
}
