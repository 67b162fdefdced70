//! Names that mean one thing on every system, and stay inside their folder.

use crate::limits::{DEPTH, NAME};
use unicode_normalization::is_nfc;

/// Signs that end or change an address, or are no part of a name on some system.
const SIGNS: [char; 11] = [':', '*', '?', '"', '<', '>', '|', '#', '%', '`', '\u{feff}'];

/// The name as text.
///
/// # Errors
/// In words, with the remedy.
pub(crate) fn read(bytes: &[u8]) -> Result<&str, String> {
    let Ok(name) = std::str::from_utf8(bytes) else {
        return Err("文件名不是 UTF-8 编码。请改用英文字母和数字命名，或用支持 UTF-8 的压缩软件重新打包。".to_owned());
    };
    if name.len() > NAME {
        return Err(format!("路径超过 {NAME} 个字节。请缩短文件名或减少文件夹的层数。"));
    }
    if name.chars().any(|c| c.is_control() || is_unseen(c)) {
        return Err("文件名里有看不见的控制字符。请改名后重新打包。".to_owned());
    }
    if !is_nfc(name) {
        return Err("文件名的字符没有按 Unicode NFC 组合（常见于 macOS 的带声调字母）。请改用英文字母和数字命名。".to_owned());
    }
    if name.contains('\\') {
        return Err("文件名里有反斜杠。请改名，文件夹之间用 /。".to_owned());
    }
    if let Some(sign) = name.chars().find(|c| SIGNS.contains(c)) {
        return Err(format!("文件名里有“{sign}”，在网址里另有含义。请改名后重新打包。"));
    }
    if name.starts_with('/') {
        return Err("路径以 / 开头，会写到文件夹以外。请重新打包，只用相对路径。".to_owned());
    }
    let steps: Vec<&str> = name.strip_suffix('/').unwrap_or(name).split('/').collect();
    if steps.contains(&"..") || steps.contains(&".") {
        return Err("路径里有 . 或 ..，会走出文件夹。请重新打包，只用相对路径。".to_owned());
    }
    if steps.iter().any(|step| step.is_empty()) {
        return Err("路径里有空的一段（//）。请重新打包。".to_owned());
    }
    if steps.iter().any(|step| step.starts_with(' ') || step.ends_with([' ', '.'])) {
        return Err("文件名以空格开头，或以空格、句点结尾。请改名后重新打包。".to_owned());
    }
    if steps.len() > DEPTH {
        return Err(format!("文件夹超过 {DEPTH} 层。请减少层数。"));
    }
    Ok(name)
}

/// What systems leave in archives; it is left out without a word.
pub(crate) fn is_litter(name: &str) -> bool {
    let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    name.starts_with("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last) || last.starts_with("._")
}

pub(crate) fn is_hidden(name: &str) -> bool {
    name.split('/').any(|step| step.starts_with('.'))
}

/// Two names with the same one are the same file on systems that fold case.
pub(crate) fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Marks of direction and characters without width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
}
