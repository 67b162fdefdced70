//! Tests of `feeds`.

mod atom;
mod entry_ids;
mod formats;
mod hostile_text;
mod json_feed;
mod oai;
mod other_programs;
mod resolved_html;
mod rss;
mod sample;
mod schemas;
mod sitemaps;
mod withdrawn;
