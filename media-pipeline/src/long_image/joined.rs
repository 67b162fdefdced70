//! Several files, one below the other, read as one picture.

use super::{MAX_PIXELS, Refusal, manifest::Part, rows::Rows};
use crate::picture::Warning;
use anyhow::Result;
use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
};

pub struct Joined {
    pub width: u32,
    pub height: u32,
    pub parts: Vec<Part>,
    pub warnings: Vec<Warning>,
    /// The first label of AI content that a part carries.
    pub label: Option<String>,
    waiting: VecDeque<(usize, PathBuf)>,
    open: Option<Open>,
    is_several: bool,
}

struct Open {
    number: usize,
    rows: Rows,
    left: u32,
}

impl Joined {
    /// Looks at every part before a row of any is made, and holds none but the first open.
    ///
    /// # Errors
    /// The outer error is the machine's; the inner one is a file's.
    pub fn open(paths: &[&Path]) -> Result<Result<Self, Refusal>> {
        let is_several = paths.len() > 1;
        let (mut width, mut height, mut open) = (0, 0u64, None);
        let (mut parts, mut warnings, mut label) = (Vec::new(), Vec::new(), None);
        for (i, path) in paths.iter().enumerate() {
            let rows = match Rows::open(path)? {
                Ok(rows) => rows,
                Err(refusal) => return Ok(Err(in_part(refusal, i + 1, is_several))),
            };
            if i == 0 {
                width = rows.width;
            } else if rows.width != width {
                let refusal = Refusal::OtherWidth { width: rows.width, first: width };
                return Ok(Err(in_part(refusal, i + 1, is_several)));
            }
            height += u64::from(rows.height);
            if height * u64::from(width) > MAX_PIXELS {
                return Ok(Err(Refusal::TooManyPixels { width, height }));
            }
            warnings.extend(rows.warnings.iter().copied().filter(|warning| !warnings.contains(warning)).collect::<Vec<_>>());
            label = label.or_else(|| rows.label.clone());
            parts.push(rows.part.clone());
            if i == 0 {
                open = Some(Open { number: 1, left: rows.height, rows });
            }
        }
        let waiting = paths.iter().enumerate().skip(1).map(|(i, path)| (i + 1, path.to_path_buf())).collect();
        // The pixels fit, so the rows do.
        Ok(Ok(Self { width, height: height as u32, parts, warnings, label, waiting, open, is_several }))
    }

    /// Fills `row` with the next row of all. Not to be called more often than there are rows.
    pub fn read(&mut self, row: &mut [u8]) -> Result<Result<(), Refusal>> {
        let open = match &mut self.open {
            Some(open) if open.left > 0 => open,
            _ => match self.next()? {
                Ok(open) => open,
                Err(refusal) => return Ok(Err(refusal)),
            },
        };
        open.left -= 1;
        let (number, read) = (open.number, open.rows.read(row));
        Ok(read.map_err(|refusal| in_part(refusal, number, self.is_several)))
    }

    fn next(&mut self) -> Result<Result<&mut Open, Refusal>> {
        if let Err(refusal) = self.finish() {
            return Ok(Err(refusal));
        }
        let Some((number, path)) = self.waiting.pop_front() else { anyhow::bail!("no part is left to read a row of") };
        match Rows::open(&path)? {
            Ok(rows) => Ok(Ok(self.open.insert(Open { number, left: rows.height, rows }))),
            Err(refusal) => Ok(Err(in_part(refusal, number, self.is_several))),
        }
    }

    /// Behind the last row of the part that is open.
    pub fn finish(&mut self) -> Result<(), Refusal> {
        let Some(open) = self.open.take() else { return Ok(()) };
        open.rows.finish().map_err(|refusal| in_part(refusal, open.number, self.is_several))
    }
}

fn in_part(refusal: Refusal, number: usize, is_several: bool) -> Refusal {
    if is_several { Refusal::InPart { number, refusal: Box::new(refusal) } } else { refusal }
}
