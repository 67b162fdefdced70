//! The long image of a work on its way out: its parts under the names they came with.

use crate::{
    Exports, Result,
    export_works::{name_of, place},
    import_works::long_image::LongImageFields,
};
use db::Db;
use domain::LongImage;

/// Gives every part its place in the export; what the front matter says of the whole.
pub(crate) async fn name_files(db: &Db, image: LongImage, exports: &mut Exports) -> Result<LongImageFields> {
    let mut files = Vec::with_capacity(image.parts.len());
    for part in image.parts {
        let name = name_of(db, &part, "png").await?;
        files.push(place(&mut exports.pictures, "pictures", &name, part));
    }
    Ok(LongImageFields { files, panels: image.panels, checked: image.checked })
}
