//! A piece of a coded stream.

use super::{
    error::{AvError, Result, allocated, check},
    stream::Rational,
};
use ffmpeg_next::ffi;
use std::{ptr, slice};

pub struct Packet(pub(super) *mut ffi::AVPacket);

// SAFETY: the value alone points to the packet, whose buffer is counted atomically.
unsafe impl Send for Packet {}

impl Packet {
    pub fn new() -> Result<Self> {
        // SAFETY: a fresh packet or null.
        Ok(Self(allocated("a packet", unsafe { ffi::av_packet_alloc() })?))
    }

    /// A copy of `bytes`.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        let new = Self::new()?;
        let size = i32::try_from(bytes.len()).map_err(|_| AvError::new("a packet", -libc::ENOMEM))?;
        // SAFETY: libav gives the packet room for `size` bytes, which are written once.
        unsafe {
            check("a packet", ffi::av_new_packet(new.0, size))?;
            ptr::copy_nonoverlapping(bytes.as_ptr(), (*new.0).data, bytes.len());
        }
        Ok(new)
    }

    /// A second reference to the same bytes.
    pub fn share(&self) -> Result<Self> {
        let new = Self::new()?;
        // SAFETY: both are packets; the target is blank.
        check("a packet", unsafe { ffi::av_packet_ref(new.0, self.0) })?;
        Ok(new)
    }

    pub fn data(&self) -> &[u8] {
        // SAFETY: libav keeps `size` bytes from `data` on as long as the packet holds its reference.
        unsafe {
            let packet = &*self.0;
            if packet.data.is_null() || packet.size <= 0 { &[] } else { slice::from_raw_parts(packet.data, packet.size as usize) }
        }
    }

    pub fn stream(&self) -> usize {
        // SAFETY: `self.0` is a packet, here and below.
        unsafe { (*self.0).stream_index as usize }
    }

    pub fn pts(&self) -> i64 {
        unsafe { (*self.0).pts }
    }

    pub fn dts(&self) -> i64 {
        unsafe { (*self.0).dts }
    }

    pub fn duration(&self) -> i64 {
        unsafe { (*self.0).duration }
    }

    pub fn is_key(&self) -> bool {
        unsafe { (*self.0).flags & ffi::AV_PKT_FLAG_KEY != 0 }
    }

    /// True where an edit list cuts it out: it is decoded for others' sake at most, and never shown.
    pub fn is_cut(&self) -> bool {
        unsafe { (*self.0).flags & ffi::AV_PKT_FLAG_DISCARD != 0 }
    }

    /// Sets the place of the packet in its stream's time.
    pub fn place(&mut self, pts: i64, dts: i64, duration: i64) {
        unsafe { ((*self.0).pts, (*self.0).dts, (*self.0).duration) = (pts, dts, duration) }
    }

    pub(super) fn set_stream(&mut self, index: usize) {
        unsafe {
            (*self.0).stream_index = index as i32;
            (*self.0).pos = -1;
        }
    }

    pub(super) fn rescale(&mut self, from: Rational, to: Rational) {
        // SAFETY: rewrites three integers of the packet.
        unsafe { ffi::av_packet_rescale_ts(self.0, from.into(), to.into()) }
    }

    pub(super) fn clear(&mut self) {
        // SAFETY: lets go of the buffer.
        unsafe { ffi::av_packet_unref(self.0) }
    }
}

impl Drop for Packet {
    fn drop(&mut self) {
        // SAFETY: frees what this value owns.
        unsafe { ffi::av_packet_free(&mut self.0) }
    }
}
