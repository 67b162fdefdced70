//! What stands where the other program has libav. No file that would need it is handed over, and one that comes all the same
//! is refused as a coding that nobody here reads.

/// There is nothing here that could decode it.
#[derive(Debug, thiserror::Error)]
#[error("libav is not part of this program")]
pub struct AvError;

impl AvError {
    pub fn is_unknown_coding(&self) -> bool {
        true
    }
}

pub mod still {
    use super::AvError;
    use std::convert::Infallible;

    #[derive(Clone, Copy)]
    pub enum StillCodec {
        Hevc,
        Av1,
        Tiff,
    }

    #[derive(Clone, Copy)]
    pub struct Numbers {
        pub matrix: u16,
        pub is_full_range: bool,
    }

    /// There is none.
    pub struct Frame(Infallible);

    impl Frame {
        pub fn width(&self) -> u32 {
            match self.0 {}
        }

        pub fn height(&self) -> u32 {
            match self.0 {}
        }
    }

    pub fn decode(_: StillCodec, _: &[u8], _: &[u8], _: u64) -> Result<Frame, AvError> {
        Err(AvError)
    }

    pub fn to_rgb(frame: &Frame, _: Option<Numbers>, _: bool) -> Result<Vec<u8>, AvError> {
        match frame.0 {}
    }
}
