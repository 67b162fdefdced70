//! Pictures, in the line of a paragraph of their own.

use super::{Writer, xml::escaped};
use crate::{Figure, docx::CREDIT_AND_LICENCE};

/// English Metric Units of a pixel at 96 to the inch, and of the width between the margins.
const PIXEL: u64 = 9525;
const WIDEST: u64 = 5_274_000;
const TALLEST: u64 = 8_400_000;

impl<'a> Writer<'a> {
    pub(super) fn figure(&mut self, figure: &'a Figure) {
        match self.file_of(figure.picture.as_str()) {
            Some((target, width, height)) => {
                let id = self.relate("image", target, false);
                let number = self.next_id();
                let drawing = drawing(&id, number, &figure.alt, size(width, height));
                self.open("Figure", "");
                self.out.push_str(&drawing);
                self.close();
            }
            None => {
                self.leave_out(format!("图片“{}”还没有处理好，已写成文字。", figure.alt));
                self.titled("Figure", &format!("（图片：{}）", figure.alt));
            }
        }
        if !figure.caption.is_empty() {
            self.open("Caption", "");
            self.inlines(&figure.caption);
            self.close();
        }
        self.titled("FigureCredit", &format!("{}{CREDIT_AND_LICENCE}{}", figure.credit, figure.licence.zh()));
    }

    /// Its place in the package, from the folder of the text, and its size in pixels.
    fn file_of(&mut self, picture: &str) -> Option<(String, u32, u32)> {
        let file = self.files.get(picture)?;
        let ending = match file.media_type.as_str() {
            "image/png" => "png",
            "image/jpeg" => "jpeg",
            "image/gif" => "gif",
            _ => return None,
        };
        let size = (file.width.max(1), file.height.max(1));
        if let Some((_, target)) = self.media.iter().find(|(name, _)| name == picture) {
            return Some((target.clone(), size.0, size.1));
        }
        let target = format!("media/image{}.{ending}", self.media.len() + 1);
        self.media.push((picture.to_owned(), target.clone()));
        Some((target, size.0, size.1))
    }
}

/// As large as it is, but inside of the margins.
fn size(width: u32, height: u32) -> (u64, u64) {
    let (width, height) = (u64::from(width) * PIXEL, u64::from(height) * PIXEL);
    let (width, height) = if width > WIDEST { (WIDEST, (height * WIDEST / width).max(1)) } else { (width, height) };
    if height > TALLEST { ((width * TALLEST / height).max(1), TALLEST) } else { (width, height) }
}

fn drawing(id: &str, number: usize, alt: &str, (width, height): (u64, u64)) -> String {
    let alt = escaped(alt);
    format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
         <wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
         <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
