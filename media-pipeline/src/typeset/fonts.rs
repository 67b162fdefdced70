//! The fonts: Noto CJK as Debian installs it, and the typesetter's own for formulae.

use anyhow::{Result, ensure};
use std::path::Path;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
};

/// In the order in which a character is looked for when the template names no family that has it.
const FILES: [&str; 5] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
];

pub struct Fonts {
    pub book: FontBook,
    pub fonts: Vec<Font>,
}

/// # Errors
/// No font for Chinese is installed.
pub fn load() -> Result<Fonts> {
    let mut found = Fonts { book: FontBook::new(), fonts: Vec::new() };
    for bytes in FILES.iter().filter_map(|file| std::fs::read(Path::new(file)).ok()) {
        // A collection holds five regions of the same design; two are ours.
        let faces = Font::iter(Bytes::new(bytes)).filter(|font| {
            let family = &font.info().family;
            !family.contains("CJK") || family.ends_with("CJK SC") || family.ends_with("CJK TC")
        });
        found.fonts.extend(faces.filter(|font| !font.info().family.contains("Mono")));
    }
    ensure!(
        found.fonts.iter().any(|font| font.info().family == "Noto Sans CJK SC"),
        "no font for Chinese: install the package fonts-noto-cjk"
    );
    found
        .fonts
        .extend(typst_assets::fonts().filter(|bytes| is_for_formulae(bytes)).flat_map(|bytes| Font::iter(Bytes::new(bytes))));
    for font in &found.fonts {
        found.book.push(font.info().clone());
    }
    Ok(found)
}

fn is_for_formulae(bytes: &'static [u8]) -> bool {
    Font::new(Bytes::new(bytes), 0).is_some_and(|font| font.info().family.contains("Math"))
}
