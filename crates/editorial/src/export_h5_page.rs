//! The page of an H5 work on its way out: its zip under the name it came with.

use crate::{
    Exports, Result,
    export_works::{name_of, place},
    import_works::h5_page::H5Fields,
};
use db::Db;
use domain::H5Page;

/// Gives the zip its place in the export; what the front matter says of it.
pub(crate) async fn name_file(db: &Db, page: H5Page, exports: &mut Exports) -> Result<H5Fields> {
    let name = name_of(db, &page.original, "zip").await?;
    Ok(H5Fields { file: place(&mut exports.pages, "h5", &name, page.original), height: page.height })
}
