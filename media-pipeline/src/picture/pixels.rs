//! Decoded pixels: what every step after decoding speaks of.

/// Rows from the top without padding; 3 bytes a pixel (RGB), or 4 (RGBA, not premultiplied) where `has_alpha`.
#[derive(Clone)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub has_alpha: bool,
    pub bytes: Vec<u8>,
}

/// An average of pixels, weighted by how opaque they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Average {
    pub rgb: [u8; 3],
    pub alpha: u8,
}

impl Pixels {
    pub fn channels(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    /// The same without transparency, on the white of paper.
    pub fn on_white(self) -> Self {
        if !self.has_alpha {
            return self;
        }
        let bytes = self.bytes.chunks_exact(4).flat_map(over_white).collect();
        Self { has_alpha: false, bytes, ..self }
    }

    pub fn average(&self) -> Average {
        let count = u64::from(self.width) * u64::from(self.height);
        if !self.has_alpha {
            return Average { rgb: sums(&self.bytes).map(|sum| (sum / count.max(1)) as u8), alpha: 255 };
        }
        let mut sum = [0u64; 3];
        let mut weight = 0u64;
        for pixel in self.bytes.chunks_exact(4) {
            let alpha = u64::from(pixel[3]);
            weight += alpha;
            for (sum, &value) in sum.iter_mut().zip(pixel) {
                *sum += u64::from(value) * alpha;
            }
        }
        // Nothing to see is shown as white, the colour of the page.
        let rgb = sum.map(|sum| sum.checked_div(weight).map_or(255, |mean| mean as u8));
        Average { rgb, alpha: (weight / count.max(1)) as u8 }
    }
}

/// Of each channel of RGB. A row's worth at a time fits 32 bits, which the machine adds many of at once.
fn sums(bytes: &[u8]) -> [u64; 3] {
    let mut sums = [0u64; 3];
    for run in bytes.chunks(3 * 4096) {
        let mut of_run = [0u32; 3];
        for pixel in run.chunks_exact(3) {
            for (sum, &value) in of_run.iter_mut().zip(pixel) {
                *sum += u32::from(value);
            }
        }
        sums.iter_mut().zip(of_run).for_each(|(sum, run)| *sum += u64::from(run));
    }
    sums
}

/// One pixel of RGBA on white.
pub fn over_white(pixel: &[u8]) -> [u8; 3] {
    let alpha = u32::from(pixel[3]);
    [0, 1, 2].map(|i| ((u32::from(pixel[i]) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
}

impl Average {
    /// Of parts of about the same size.
    pub fn of_all(parts: &[Self]) -> Self {
        let count = parts.len().max(1) as u32;
        let mean = |channel: &dyn Fn(&Self) -> u8| (parts.iter().map(|part| u32::from(channel(part))).sum::<u32>() / count) as u8;
        Self { rgb: [0, 1, 2].map(|i| mean(&|part| part.rgb[i])), alpha: mean(&|part| part.alpha) }
    }

    /// `#a1b2c3`, to stand in a picture's place until it is loaded.
    pub fn hex(self) -> String {
        let [r, g, b] = self.rgb;
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}
