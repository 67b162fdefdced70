//! What is taken from the pictures as they pass: candidates for the poster, and small pictures for the storyboard.

use super::clock::TICKS_PER_SECOND;
use crate::{
    libav::{Frame, Scaler},
    picture::Pixels,
};
use anyhow::Result;
use ffmpeg_next::ffi::AVPixelFormat::AV_PIX_FMT_RGB24;

/// The longer side of a small picture, in pixels.
const SMALL: u32 = 160;
/// Small pictures of a storyboard at most.
const MOST: usize = 100;
/// Looked at twice a second at first.
const STEP: i64 = TICKS_PER_SECOND / 2;

/// A small picture and its time, in ticks.
pub struct Small {
    pub at: i64,
    pub pixels: Pixels,
}

pub struct Side {
    scaler: Scaler,
    width: u32,
    height: u32,
    next: i64,
    step: i64,
    smalls: Vec<Small>,
    /// Score and frame of the best poster so far.
    best: Option<(f64, Frame)>,
    /// When somebody chose the poster's time.
    wanted: Option<i64>,
    last: Option<Vec<u8>>,
}

impl Side {
    /// For pictures of the given size; `wanted` is the poster's time in ticks, where somebody chose it.
    pub fn new((width, height): (u32, u32), wanted: Option<i64>) -> Result<Self> {
        let factor = f64::from(SMALL) / f64::from(width.max(height));
        let side = |pixels: u32| ((f64::from(pixels) * factor.min(1.0)).round() as u32).max(1);
        let (w, h) = (side(width), side(height));
        Ok(Self {
            scaler: Scaler::new((width, height), (w, h), AV_PIX_FMT_RGB24)?,
            width: w,
            height: h,
            next: 0,
            step: STEP,
            smalls: Vec::new(),
            best: None,
            wanted,
            last: None,
        })
    }

    pub fn see(&mut self, frame: &Frame) -> Result<()> {
        if let Some(wanted) = self.wanted
            && (self.best.is_none() || frame.pts() <= wanted)
        {
            self.best = Some((f64::INFINITY, frame.share()?));
        }
        if frame.pts() < self.next {
            return Ok(());
        }
        self.next = (frame.pts() / self.step + 1) * self.step;
        let pixels = rgb(&mut self.scaler, frame, (self.width, self.height))?;
        if self.wanted.is_none() {
            let score = score(&pixels, self.last.as_deref(), frame.pts());
            if self.best.as_ref().is_none_or(|(best, _)| score > *best) {
                self.best = Some((score, frame.share()?));
            }
        }
        self.last = Some(pixels.bytes.clone());
        self.smalls.push(Small { at: frame.pts(), pixels });
        if self.smalls.len() > MOST {
            // A longer film gets every second one, and so on.
            let mut keep = false;
            self.smalls.retain(|_| {
                keep = !keep;
                keep
            });
            self.step *= 2;
        }
        Ok(())
    }

    /// The poster, and the small pictures in order.
    pub fn finish(self) -> (Option<Frame>, Vec<Small>) {
        (self.best.map(|(_, frame)| frame), self.smalls)
    }
}

/// The pixels of a picture, in the scaler's size.
pub fn rgb(scaler: &mut Scaler, frame: &Frame, (width, height): (u32, u32)) -> Result<Pixels> {
    let scaled = scaler.scale(frame)?;
    let row = width as usize * 3;
    let mut bytes = Vec::with_capacity(row * height as usize);
    for y in 0..height as usize {
        bytes.extend_from_slice(scaled.row(0, y, row));
    }
    Ok(Pixels { width, height, has_alpha: false, bytes })
}

/// How good a poster a picture makes: detailed, neither dark nor washed out, and not in the middle of a fade or a pan.
fn score(pixels: &Pixels, before: Option<&[u8]>, at: i64) -> f64 {
    let luma: Vec<f64> = pixels
        .bytes
        .chunks_exact(3)
        .map(|p| 0.2126 * f64::from(p[0]) + 0.7152 * f64::from(p[1]) + 0.0722 * f64::from(p[2]))
        .collect();
    let n = luma.len() as f64;
    let mean = luma.iter().sum::<f64>() / n;
    let contrast = (luma.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n).sqrt();
    let width = pixels.width as usize;
    let mut edges = 0.0;
    for (i, v) in luma.iter().enumerate() {
        let right = if (i + 1) % width == 0 { *v } else { luma[i + 1] };
        let down = luma.get(i + width).copied().unwrap_or(*v);
        edges += (v - right).abs() + (v - down).abs();
    }
    let sharpness = edges / n;
    let moved =
        before.map_or(0.0, |b| pixels.bytes.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / (n * 3.0));
    // Of 255; outside of this range little can be seen.
    let light = if (40.0..=225.0).contains(&mean) { 1.0 } else { 0.25 };
    // Films begin with black, a logo or a fade.
    let early = if at < TICKS_PER_SECOND { 0.6 } else { 1.0 };
    (sharpness.min(30.0) / 30.0 + contrast.min(70.0) / 70.0) * light * early / (1.0 + moved / 16.0)
}
