//! What a file is, by its first bytes: programs and archives are refused under whatever name, and a picture has to be one.

use crate::media_type::{Form, ending, found};

/// Endings that are told apart in words; every other one that is not in the list of types is refused too.
const PROGRAMS: [&str; 22] = [
    "exe", "dll", "com", "bat", "cmd", "msi", "scr", "ps1", "vbs", "jar", "class", "sh", "so", "dylib", "app", "apk", "php",
    "jsp", "asp", "aspx", "py", "pl",
];
const ARCHIVES: [&str; 8] = ["zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"];

const PROGRAM_MAGIC: [&[u8]; 9] = [
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"dex\n",
    b"\x00asm",
    b"#!",
];
const ARCHIVE_MAGIC: [&[u8]; 6] =
    [b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ\x00"];

/// The type that `path` is served as, and what of it can be looked at.
///
/// # Errors
/// In words, where it is not served.
pub(crate) fn kind(path: &str) -> Result<(&'static str, Form), String> {
    let Some(ending) = ending(path) else {
        return Err("没有扩展名，不知道是什么类型的文件。请改名或删去。".to_owned());
    };
    if PROGRAMS.contains(&ending.as_str()) {
        return Err(format!("是程序文件（.{ending}），不能放进 H5。请删去。"));
    }
    if ARCHIVES.contains(&ending.as_str()) {
        return Err(format!("是压缩包（.{ending}），不能放进 H5。请解压后只保留页面用到的文件。"));
    }
    let served = "网页、样式、脚本、图片、字体、音频和视频";
    found(path).ok_or_else(|| format!("是不支持的文件类型（.{ending}）。H5 里可以有{served}，其余请删去。"))
}

/// # Errors
/// In words, where the bytes are not what the name says.
pub(crate) fn check(path: &str, form: Form, bytes: &[u8]) -> Result<(), String> {
    let begins = |all: &[&[u8]]| all.iter().any(|magic| bytes.starts_with(magic));
    let text = matches!(form, Form::Markup | Form::Style | Form::Script | Form::Text);
    // Two letters may begin a text; a program has zeros soon after.
    let windows = bytes.starts_with(b"MZ") && !text;
    if begins(&PROGRAM_MAGIC) || windows || bytes.starts_with(b"MZ") && bytes.contains(&0) {
        return Err("内容是程序或脚本文件，与扩展名不符，不能放进 H5。请删去。".to_owned());
    }
    if begins(&ARCHIVE_MAGIC) {
        return Err("内容是压缩包，与扩展名不符，不能放进 H5。请解压后只保留页面用到的文件。".to_owned());
    }
    if let Form::Picture(at, magic) = form
        && !magic.iter().any(|magic| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic)))
    {
        let ending = ending(path).unwrap_or_default();
        return Err(format!("内容与扩展名不符：不是真正的 .{ending} 文件。请重新导出这个文件。"));
    }
    if text && std::str::from_utf8(bytes).is_err() {
        return Err("不是 UTF-8 编码。请用编辑器另存为 UTF-8，再打包。".to_owned());
    }
    if text && bytes.contains(&0) {
        return Err("是文字文件，却含有空字节。请检查这个文件。".to_owned());
    }
    Ok(())
}
