//! An error of libav, with what was being done.

use ffmpeg_next::ffi;
use std::ffi::{CStr, c_int};

pub type Result<T, E = AvError> = std::result::Result<T, E>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}: {}", describe(*.code))]
pub struct AvError {
    pub what: String,
    pub code: c_int,
}

impl AvError {
    pub fn new(what: impl Into<String>, code: c_int) -> Self {
        Self { what: what.into(), code }
    }

    /// libav knows no decoder, or its decoder not this way of using the format: nothing is wrong with the data.
    pub fn is_unknown_coding(&self) -> bool {
        [ffi::AVERROR_DECODER_NOT_FOUND, ffi::AVERROR_PATCHWELCOME, -libc::ENOSYS].contains(&self.code)
    }

    /// Of a filter, which is given what a decoder made within its limits: the machine's fault, and none of the data's.
    pub fn is_machine_filtering(&self) -> bool {
        self.is_machine() || self.code == -libc::ENOMEM
    }

    /// The machine's fault and not the file's: no room on the disk, a failing one. No memory is not among them: a header
    /// that claims a packet of a gigabyte gets this answer on every machine.
    pub fn is_machine(&self) -> bool {
        [libc::ENOSPC, libc::EIO, libc::EMFILE, libc::EDQUOT].iter().any(|e| self.code == -e)
    }
}

/// What libav says of a code.
fn describe(code: c_int) -> String {
    let mut words = [0; 128];
    // SAFETY: writes at most `len` bytes with a closing zero.
    unsafe {
        ffi::av_strerror(code, words.as_mut_ptr(), words.len());
        CStr::from_ptr(words.as_ptr()).to_string_lossy().into_owned()
    }
}

/// `Ok` where libav answers zero or more.
pub(super) fn check(what: &str, code: c_int) -> Result<c_int> {
    if code < 0 { Err(AvError::new(what, code)) } else { Ok(code) }
}

/// A pointer that libav could not allocate is null.
pub(super) fn allocated<T>(what: &str, pointer: *mut T) -> Result<*mut T> {
    if pointer.is_null() { Err(AvError::new(what, -libc::ENOMEM)) } else { Ok(pointer) }
}

pub(super) const AGAIN: c_int = -libc::EAGAIN;
pub(super) const END: c_int = ffi::AVERROR_EOF;
