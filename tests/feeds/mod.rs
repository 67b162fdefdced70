//! Tests of `feeds`.

mod atom;
mod entry_ids;
mod hostile_text;
mod other_programs;
mod resolved_html;
mod sample;
mod withdrawn;
