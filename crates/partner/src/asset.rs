//! The pictures and films in a work, and the rights in each.

use feeds::AssetFile;
use serde::Serialize;
use utoipa::ToSchema;

/// A picture, long image or film in the work. What you may not have is not here, and 410 at its address.
#[derive(Serialize, ToSchema)]
pub struct Asset {
    /// picture, long-image or video
    pub kind: String,
    /// All that you may take of it; the first is the one that `html` or `video` has.
    pub files: Vec<File>,
    /// What it shows, in words; may be empty.
    pub alt: String,
    /// To be named beside it; may be empty.
    pub credit: String,
    /// Where the site has it from, where that is known.
    pub source: Option<String>,
    /// The code of its licence, where one is known: CC-BY-4.0, partners …
    pub licence: Option<String>,
    /// The licence in words.
    pub rights: Option<String>,
    /// The licence's own page.
    pub licence_address: Option<String>,
    /// The last day on which you may show it, such as 2027-12-31; none where it has no end or none is known.
    pub rights_until: Option<String>,
    /// none, assisted or generated
    pub ai: String,
}

#[derive(Serialize, ToSchema)]
pub struct File {
    pub address: String,
    pub media_type: String,
    pub bytes: u64,
    /// Pixels.
    pub width: u32,
    pub height: u32,
    pub sha256: String,
}

impl From<feeds::Asset> for Asset {
    fn from(asset: feeds::Asset) -> Self {
        Self {
            kind: asset.kind.code().to_owned(),
            files: asset.files.into_iter().map(File::from).collect(),
            alt: asset.alt,
            credit: asset.credit,
            source: asset.source,
            licence: asset.licence.map(|licence| licence.code().to_owned()),
            rights: asset.licence.map(|licence| licence.zh().to_owned()),
            licence_address: asset.licence.and_then(|licence| licence.address()).map(str::to_owned),
            rights_until: asset.until.map(|day| day.to_string()),
            ai: asset.ai.code().to_owned(),
        }
    }
}

impl From<AssetFile> for File {
    fn from(file: AssetFile) -> Self {
        Self {
            address: file.address.as_str().to_owned(),
            media_type: file.media_type,
            bytes: file.bytes,
            width: file.width,
            height: file.height,
            sha256: file.sha256,
        }
    }
}
