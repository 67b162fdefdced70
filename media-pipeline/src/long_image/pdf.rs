//! A PDF of pictures (ISO 32000-1), one to a page, written while they arrive.

use crate::picture::{Draft, xmp_of};
use anyhow::{Context, Result};
use std::io::Write;

/// Of every page, in points: that of A4.
const WIDTH: f64 = 595.0;
/// Catalogue, pages, metadata; then three objects for each page.
const FIXED: usize = 3;

pub struct Pdf {
    draft: Draft,
    /// Where each object begins, the first being number 1.
    places: Vec<u64>,
    pages: usize,
    has_metadata: bool,
}

impl Pdf {
    /// `label` is that of AI content, which stands in the metadata.
    pub fn begin(mut draft: Draft, label: Option<&str>) -> Result<Self> {
        draft.write_all(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        let mut pdf = Self { draft, places: vec![0; FIXED], pages: 0, has_metadata: label.is_some() };
        if let Some(label) = label {
            let packet = xmp_of(label);
            pdf.places[2] = pdf.draft.bytes();
            write!(pdf.draft, "3 0 obj\n<</Type/Metadata/Subtype/XML/Length {}>>\nstream\n", packet.len())?;
            pdf.draft.write_all(packet.as_bytes())?;
            pdf.draft.write_all(b"\nendstream\nendobj\n")?;
        }
        Ok(pdf)
    }

    /// A page that is filled by a JPEG of so many pixels.
    pub fn page(&mut self, jpeg: &[u8], width: u32, height: u32) -> Result<()> {
        let first = FIXED + 1 + 3 * self.pages;
        let tall = f64::from(height) * WIDTH / f64::from(width);
        let drawing = format!("q {WIDTH:.2} 0 0 {tall:.2} 0 0 cm /P Do Q");
        let (content, picture) = (first + 1, first + 2);
        self.object(format_args!(
            "{first} 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH:.2} {tall:.2}]/Contents {content} 0 R\
             /Resources<</XObject<</P {picture} 0 R>>>>>>\nendobj\n"
        ))?;
        self.object(format_args!("{content} 0 obj\n<</Length {}>>\nstream\n{drawing}\nendstream\nendobj\n", drawing.len()))?;
        self.object(format_args!(
            "{picture} 0 obj\n<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB\
             /BitsPerComponent 8/Filter/DCTDecode/Length {}>>\nstream\n",
            jpeg.len()
        ))?;
        self.draft.write_all(jpeg)?;
        self.draft.write_all(b"\nendstream\nendobj\n")?;
        self.pages += 1;
        Ok(())
    }

    fn object(&mut self, words: std::fmt::Arguments<'_>) -> Result<()> {
        self.places.push(self.draft.bytes());
        self.draft.write_fmt(words).context("writing the PDF")
    }

    pub fn finish(mut self) -> Result<Draft> {
        let metadata = if self.has_metadata { "/Metadata 3 0 R" } else { "" };
        self.places[0] = self.draft.bytes();
        writeln!(self.draft, "1 0 obj\n<</Type/Catalog/Pages 2 0 R{metadata}>>\nendobj")?;
        self.places[1] = self.draft.bytes();
        let pages: Vec<String> = (0..self.pages).map(|page| format!("{} 0 R", FIXED + 1 + 3 * page)).collect();
        writeln!(self.draft, "2 0 obj\n<</Type/Pages/Count {}/Kids[{}]>>\nendobj", self.pages, pages.join(" "))?;
        let table = self.draft.bytes();
        let count = self.places.len() + 1;
        write!(self.draft, "xref\n0 {count}\n0000000000 65535 f \n")?;
        for place in &self.places {
            // One that was not written is free.
            let (number, used) = if *place == 0 { (65_535, 'f') } else { (0, 'n') };
            writeln!(self.draft, "{place:010} {number:05} {used} ")?;
        }
        write!(self.draft, "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n")?;
        Ok(self.draft)
    }
}
