//! What goes wrong on the way from a decoder through the filters to whoever takes the result.

use crate::libav::AvError;

pub enum Fault {
    /// The data is such that no filter takes it, like any other damage: the piece is left out.
    Data(AvError),
    /// Ours or the machine's.
    Ours(anyhow::Error),
}

impl From<AvError> for Fault {
    fn from(error: AvError) -> Self {
        if error.is_machine_filtering() { Self::Ours(error.into()) } else { Self::Data(error) }
    }
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        Self::Ours(error)
    }
}
