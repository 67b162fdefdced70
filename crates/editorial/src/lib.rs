//! Every act that changes content: one file, one public function, one transaction, its rows in the change log.
//!
//! Absent from here: HTTP, files on disk, blobs, clocks and chance (they come in as arguments), and SQL.

mod attach_renditions;
mod carry_links;
mod correct;
mod error;
mod export_works;
mod import_policy;
mod import_works;
mod publish;
mod rebuild_index;
mod register_upload;
mod reinstate;
mod relist;
mod save_work;
mod set_clause_status;
mod tag;
mod withdraw;

pub use attach_renditions::{Renditions, attach_renditions, refuse_picture};
pub use carry_links::Carried;
pub use correct::correct;
pub use error::{Error, Fault, Faults};
pub use export_works::{ExportedFile, Exports, export_works};
pub use import_policy::{ImportPolicy, PolicyImport, import_policy};
pub use import_works::{File, Limits, Picture, Plan, WorksImport, plan_works};
pub use rebuild_index::rebuild_index;
pub use register_upload::{PICTURE_JOB, PictureJob};
pub use reinstate::reinstate;
pub use save_work::Saved;
pub use set_clause_status::set_clause_status;
pub use tag::TagAuthority;
pub use withdraw::withdraw;

pub type Result<T, E = Error> = std::result::Result<T, E>;
