//! Rows as a decoder has them, in the colours of a profile, to rows of sRGB.

use crate::picture::{Conversion, Inks, Warning};

pub struct ToSrgb {
    how: How,
    is_unreadable: bool,
    row: Vec<u8>,
}

enum How {
    Plain,
    Profile(Conversion),
    Inks(Inks),
}

impl ToSrgb {
    /// Of colours, or of grey in all three of them.
    pub fn of_light(icc: Option<&[u8]>, is_grey: bool) -> Self {
        let conversion = icc.and_then(|icc| Conversion::to_srgb(icc, false, || is_grey));
        let is_unreadable = icc.is_some() && conversion.is_none();
        Self { how: conversion.map_or(How::Plain, How::Profile), is_unreadable, row: Vec::new() }
    }

    /// Of four inks, in rows of four bytes a pixel.
    pub fn of_inks(icc: Option<&[u8]>, is_inverted: bool) -> Self {
        let inks = Inks::new(icc, is_inverted);
        Self { is_unreadable: icc.is_some() && !inks.has_profile(), how: How::Inks(inks), row: Vec::new() }
    }

    pub fn warning(&self) -> Option<Warning> {
        self.is_unreadable.then_some(Warning::ColourProfile)
    }

    /// Lets `read` fill a row of the decoder's, and leaves it in `row`, which has three bytes a pixel.
    pub fn row<E>(&mut self, row: &mut [u8], read: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<(), E> {
        match &self.how {
            How::Plain => read(row)?,
            How::Profile(conversion) => {
                read(row)?;
                self.row.resize(row.len(), 0);
                if conversion.apply(row, &mut self.row) {
                    row.copy_from_slice(&self.row);
                }
            }
            How::Inks(inks) => {
                self.row.resize(row.len() / 3 * 4, 0);
                read(&mut self.row)?;
                inks.apply(&mut self.row, row);
            }
        }
        Ok(())
    }
}
