//! Tests of `worker` with the real `media-pipeline`: what becomes of a video, whatever happens on the way.

mod av1;
mod budgets;
mod copies;
mod cores;
mod editions;
mod ends;
mod files;
mod films;
mod kills;
mod links;
mod long_images;
mod manifests;
mod walls;
