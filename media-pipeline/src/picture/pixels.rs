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

    /// What is transparent comes from another picture, a byte for each pixel. Where all of it is opaque there is no alpha.
    pub fn with_alpha(self, alpha: impl Iterator<Item = u8>, is_premultiplied: bool) -> Self {
        let pairs = self.bytes.chunks_exact(3).zip(alpha);
        let bytes = pairs.flat_map(|(rgb, alpha)| [rgb[0], rgb[1], rgb[2], alpha]).collect();
        Self { has_alpha: true, bytes, ..self }.straight(is_premultiplied)
    }

    /// RGBA as it came: taken without alpha where nothing is transparent, and never premultiplied.
    pub fn straight(mut self, is_premultiplied: bool) -> Self {
        if self.bytes.chunks_exact(4).all(|pixel| pixel[3] == 255) {
            let bytes = self.bytes.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
            return Self { has_alpha: false, bytes, ..self };
        }
        if is_premultiplied {
            for pixel in self.bytes.chunks_exact_mut(4) {
                let alpha = u32::from(pixel[3]).max(1);
                pixel[..3].iter_mut().for_each(|value| *value = ((u32::from(*value) * 255 + alpha / 2) / alpha).min(255) as u8);
            }
        }
        self
    }

    /// `width` × `height` from the point `left`, `top` on, which lie inside.
    pub fn part(&self, left: u32, top: u32, width: u32, height: u32) -> Self {
        let (channels, stride) = (self.channels(), self.width as usize * self.channels());
        let rows = self.bytes.chunks_exact(stride).skip(top as usize).take(height as usize);
        let span = left as usize * channels..(left + width) as usize * channels;
        let bytes = rows.flat_map(|row| &row[span.clone()]).copied().collect();
        Self { width, height, has_alpha: self.has_alpha, bytes }
    }

    /// No pixel has a colour.
    pub fn is_grey(&self) -> bool {
        self.bytes.chunks_exact(self.channels()).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2])
    }

    /// Turned and mirrored as Exif's number says, 1 to 8.
    pub fn upright(self, orientation: u8) -> Self {
        use image::{DynamicImage, RgbImage, RgbaImage, metadata::Orientation};
        let turn = Orientation::from_exif(orientation).unwrap_or(Orientation::NoTransforms);
        let Self { width, height, has_alpha, bytes } = self;
        if turn == Orientation::NoTransforms {
            return Self { width, height, has_alpha, bytes };
        }
        let image = if has_alpha {
            RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
        } else {
            RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
        };
        let mut image = image.expect("pixels have the bytes that they say");
        image.apply_orientation(turn);
        let (width, height) = (image.width(), image.height());
        Self { width, height, has_alpha, bytes: image.into_bytes() }
    }

    pub fn average(&self) -> Average {
        let count = u64::from(self.width) * u64::from(self.height);
        if !self.has_alpha {
            let mut sum = Sum::default();
            sum.add(&self.bytes);
            return sum.average();
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

/// The average of pixels that come piece by piece.
#[derive(Default)]
pub struct Sum {
    channels: [u64; 3],
    count: u64,
}

impl Sum {
    /// Whole pixels of RGB.
    pub fn add(&mut self, bytes: &[u8]) {
        self.channels.iter_mut().zip(sums(bytes)).for_each(|(sum, more)| *sum += more);
        self.count += bytes.len() as u64 / 3;
    }

    pub fn average(&self) -> Average {
        Average { rgb: self.channels.map(|sum| (sum / self.count.max(1)) as u8), alpha: 255 }
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
