//! Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2), and numbers in them. Pure.

use crate::picture::Refusal;

/// What is left of a piece of the file, read from its beginning.
#[derive(Clone, Copy)]
pub struct Reader<'a>(pub &'a [u8]);

pub struct Box<'a> {
    pub kind: [u8; 4],
    pub body: Reader<'a>,
}

impl<'a> Reader<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Refusal::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A number of `bytes` bytes, eight at most; none at all is zero.
    pub fn number(&mut self, bytes: usize) -> Result<u64, Refusal> {
        Ok(self.take(bytes)?.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    pub fn u8(&mut self) -> Result<u8, Refusal> {
        Ok(self.take(1)?[0])
    }

    pub fn u16(&mut self) -> Result<u16, Refusal> {
        Ok(self.number(2)? as u16)
    }

    pub fn u32(&mut self) -> Result<u32, Refusal> {
        Ok(self.number(4)? as u32)
    }

    pub fn four(&mut self) -> Result<[u8; 4], Refusal> {
        Ok(self.u32()?.to_be_bytes())
    }

    /// Version and flags.
    pub fn full(&mut self) -> Result<(u8, u32), Refusal> {
        Ok((self.u8()?, self.number(3)? as u32))
    }

    /// Up to a zero byte or the end.
    pub fn text(&mut self) -> &'a [u8] {
        let end = self.0.iter().position(|&byte| byte == 0);
        let text = &self.0[..end.unwrap_or(self.0.len())];
        self.0 = end.map_or(&[], |end| &self.0[end + 1..]);
        text
    }

    /// The next box; `None` behind the last one.
    pub fn next(&mut self) -> Result<Option<Box<'a>>, Refusal> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let (size, kind) = (self.u32()?, self.four()?);
        let body = match size {
            // To the end of the file.
            0 => self.0.len() as u64,
            1 => self.number(8)?.checked_sub(16).ok_or(Refusal::Broken("a box without room for its head".into()))?,
            size => u64::from(size).checked_sub(8).ok_or(Refusal::Broken("a box without room for its head".into()))?,
        };
        let body = usize::try_from(body).map_err(|_| Refusal::Truncated)?;
        Ok(Some(Box { kind, body: Reader(self.take(body)?) }))
    }
}
