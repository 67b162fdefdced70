//! Tests of `media-pipeline`: the built program, run on files made here and on photographs where they are at hand.

mod against_vips;
pub mod coded;
mod colours;
mod copies;
mod formats;
mod harmful;
mod harmful_boxes;
mod hostile;
mod labels;
mod long_images;
pub mod made;
mod photographs;
mod privacy;
pub mod program;
mod refusals;
mod renditions;
mod typeset;
mod upright;
