//! Tests of the doors: the real program serving, asked as browsers, feed readers and vandals ask.

mod addresses;
mod checking;
mod delivery;
mod lists;
mod media;
mod policies;
mod processes;
mod searching;
mod settings;
mod videos;
