//! What an article became when it was set in type: files to take along.

use crate::VideoFile;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// PDF
    pub print: VideoFile,
    /// One PNG, as tall as the article is long.
    pub long_image: VideoFile,
    /// 1200 × 630, for those who share a link.
    pub card: VideoFile,
}

impl VideoFile {
    /// `JPEG`
    pub(crate) fn format_name(&self) -> &'static str {
        match self.media_type.as_str() {
            "application/pdf" => "PDF",
            "image/png" => "PNG",
            "image/webp" => "WebP",
            _ => "JPEG",
        }
    }

    /// Of the file that it is saved as.
    pub(crate) fn extension(&self) -> &'static str {
        match self.media_type.as_str() {
            "application/pdf" => "pdf",
            "image/png" => "png",
            "image/webp" => "webp",
            _ => "jpg",
        }
    }

    /// `240 KB`, `1.2 MB`
    pub(crate) fn weight(&self) -> String {
        match self.bytes {
            bytes if bytes < 1_000_000 => format!("{}\u{A0}KB", bytes.div_ceil(1000)),
            bytes => format!("{}.{}\u{A0}MB", bytes / 1_000_000, bytes / 100_000 % 10),
        }
    }
}
