//! Tests of `media-pipeline`: the built program, run on files made here and on photographs where they are at hand.

mod colours;
mod long_images;
pub mod made;
mod photographs;
mod privacy;
pub mod program;
mod refusals;
mod renditions;
mod typeset;
mod upright;
