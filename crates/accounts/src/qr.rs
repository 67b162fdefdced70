//! A QR code as the path of a drawing, one unit to a module.

use qrcode::{Color, EcLevel, QrCode};

/// Modules that have to stay light around it (ISO/IEC 18004).
const QUIET: usize = 4;

pub struct Drawing {
    /// Units of width and height, the light margin included.
    pub size: usize,
    /// SVG path data of the dark modules.
    pub path: String,
}

pub fn draw(text: &str) -> anyhow::Result<Drawing> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Ok(Drawing { size: width + 2 * QUIET, path })
}
