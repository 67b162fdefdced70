//! Handing a long image over to the program that has no more than it needs for it.

use crate::picture::Kind;
use std::{
    fs::{self, File},
    io::{self, Read},
    os::unix::process::CommandExt,
    path::Path,
    process::Command,
};

/// Beside this program; where it is missing, this one does it all.
const NAME: &str = "media-pipeline-strips";

/// Becomes that program where it can read `parts`; returns where it is missing or cannot.
pub fn where_it_may(parts: &[&Path]) {
    let Ok(program) = std::env::current_exe().map(|own| own.with_file_name(NAME)) else { return };
    if program.is_file() && parts.iter().all(|part| is_plain(part)) {
        // Comes back with an error only, and then it is done here.
        let _ = Command::new(program).args(std::env::args_os().skip(1)).exec();
    }
}

/// By its first bytes, which are compared and no more. What is no regular file is left to whoever says so in words.
fn is_plain(part: &Path) -> bool {
    let mut head = [0; 16];
    let length = first_bytes(part, &mut head).unwrap_or(0);
    matches!(Kind::of(&head[..length]), Ok(Kind::Png | Kind::Jpeg | Kind::WebP | Kind::Gif))
}

fn first_bytes(part: &Path, head: &mut [u8]) -> io::Result<usize> {
    // Asked before it is opened: opening a pipe would wait for its writer for ever.
    if !fs::metadata(part)?.is_file() {
        return Ok(0);
    }
    File::open(part)?.read(head)
}
