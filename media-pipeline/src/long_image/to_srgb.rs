//! Rows from the colours of a profile to sRGB.

use crate::picture::{Conversion, Warning};

pub struct ToSrgb {
    conversion: Option<Conversion>,
    is_unreadable: bool,
    row: Vec<u8>,
}

impl ToSrgb {
    pub fn new(icc: Option<&[u8]>, is_rgb: bool) -> Self {
        let conversion = icc.filter(|_| is_rgb).and_then(|icc| Conversion::to_srgb(icc, false));
        Self { is_unreadable: icc.is_some() && conversion.is_none(), conversion, row: Vec::new() }
    }

    pub fn warning(&self) -> Option<Warning> {
        self.is_unreadable.then_some(Warning::ColourProfile)
    }

    pub fn row(&mut self, row: &mut [u8]) {
        let Some(conversion) = &self.conversion else { return };
        self.row.resize(row.len(), 0);
        if conversion.apply(row, &mut self.row) {
            row.copy_from_slice(&self.row);
        }
    }
}
