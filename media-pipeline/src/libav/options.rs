//! Options by name. One that nobody took is an error here: libav leaves misspelt ones lying in silence.

use super::error::{AvError, Result, check};
use ffmpeg_next::ffi;
use std::{
    ffi::{CStr, CString},
    ptr,
};

pub struct Options(pub(super) *mut ffi::AVDictionary);

impl Options {
    pub fn new(pairs: &[(&str, &str)]) -> Result<Self> {
        let mut options = Self(ptr::null_mut());
        for (name, value) in pairs {
            options.set(name, value)?;
        }
        Ok(options)
    }

    pub fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let (Ok(key), Ok(text)) = (CString::new(name), CString::new(value)) else {
            return Err(AvError::new(format!("option {name} holds a zero byte"), -libc::EINVAL));
        };
        // SAFETY: both strings outlive the call, which copies them.
        check(name, unsafe { ffi::av_dict_set(&mut self.0, key.as_ptr(), text.as_ptr(), 0) }).map(drop)
    }

    /// # Errors
    /// Names the first option that was not taken.
    pub fn all_taken(&self) -> Result<()> {
        match pairs(self.0).first() {
            None => Ok(()),
            Some((name, _)) => Err(AvError::new(format!("libav knows no option {name} here"), -libc::EINVAL)),
        }
    }
}

impl Drop for Options {
    fn drop(&mut self) {
        // SAFETY: frees what this value owns; null is allowed.
        unsafe { ffi::av_dict_free(&mut self.0) }
    }
}

/// Names and values of a dictionary, which may be null.
pub(super) fn pairs(dictionary: *const ffi::AVDictionary) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut entry: *const ffi::AVDictionaryEntry = ptr::null();
    loop {
        // SAFETY: walks a dictionary that outlives the loop; key and value are strings with a closing zero.
        unsafe {
            entry = ffi::av_dict_get(dictionary, c"".as_ptr(), entry, ffi::AV_DICT_IGNORE_SUFFIX);
            if entry.is_null() {
                return pairs;
            }
            let text = |p| CStr::from_ptr(p).to_string_lossy().into_owned();
            pairs.push((text((*entry).key), text((*entry).value)));
        }
    }
}
