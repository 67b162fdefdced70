//! Tests of the doors: the real program serving, asked as browsers, feed readers and vandals ask.

mod addresses;
mod archives;
mod cards;
mod checking;
mod copied_media;
mod delivery;
mod feeds;
mod glossary;
mod h5_pages;
mod harvesting;
mod lists;
mod media;
mod partners;
mod policies;
mod popular;
mod processes;
mod quizzes;
mod reading;
mod related;
mod reporting;
mod republishing;
mod searching;
mod settings;
mod sitemaps;
mod videos;
mod views;
