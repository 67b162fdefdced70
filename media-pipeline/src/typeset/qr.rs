//! A QR code as an SVG drawing, for the typesetter.

use anyhow::Result;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// Modules that have to stay light around it (ISO/IEC 18004).
const QUIET: usize = 4;

pub fn svg(text: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M)?;
    let width = code.width();
    let size = width + 2 * QUIET;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{size}\" height=\"{size}\"><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\""
    );
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, color)| **color == Color::Dark) {
            write!(out, "M{} {}h1v1h-1z", x + QUIET, y + QUIET)?;
        }
    }
    out.push_str("\"/></svg>");
    Ok(out)
}
