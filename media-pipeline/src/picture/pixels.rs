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

    pub fn average(&self) -> Average {
        let mut sum = [0u64; 3];
        let mut weight = 0u64;
        for pixel in self.bytes.chunks_exact(self.channels()) {
            let alpha = pixel.get(3).map_or(255, |&a| u64::from(a));
            weight += alpha;
            for (sum, &value) in sum.iter_mut().zip(pixel) {
                *sum += u64::from(value) * alpha;
            }
        }
        let count = (self.bytes.len() / self.channels()) as u64;
        // Nothing to see is shown as white, the colour of the page.
        let rgb = sum.map(|sum| sum.checked_div(weight).map_or(255, |mean| mean as u8));
        Average { rgb, alpha: (weight / count.max(1)) as u8 }
    }
}

impl Average {
    /// `#a1b2c3`, to stand in a picture's place until it is loaded.
    pub fn hex(self) -> String {
        let [r, g, b] = self.rgb;
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}
