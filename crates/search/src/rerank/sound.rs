//! Whether a file is built as ONNX's Protocol Buffers are, before the engine reads it.
//!
//! The engine's own reader goes round for ever at a number of ten bytes that does not end, which is what a damaged file, or one that is something
//! else, may begin with. Only the frame is looked at: what the fields mean is for the engine to say.

/// A message of onnx.proto, as far as messages or packed numbers stand in it.
#[derive(Clone, Copy)]
enum Kind {
    Model,
    Graph,
    Node,
    Attribute,
    Tensor,
    /// Numbers one after the other.
    Packed,
    /// Anything.
    Bytes,
}

impl Kind {
    /// What the field holds.
    fn of(self, field: u64) -> Self {
        match (self, field) {
            (Self::Model, 7) => Self::Graph,
            (Self::Graph, 1) => Self::Node,
            (Self::Graph, 5) => Self::Tensor,
            (Self::Node, 5) => Self::Attribute,
            (Self::Attribute, 5 | 10) => Self::Tensor,
            (Self::Attribute, 6 | 11) => Self::Graph,
            (Self::Attribute, 8) | (Self::Tensor, 1 | 5 | 7 | 11) => Self::Packed,
            _ => Self::Bytes,
        }
    }
}

/// Messages within messages: graphs within the branches of graphs.
const DEEPEST: usize = 40;

pub(super) fn is_sound(model: &[u8]) -> bool {
    !model.is_empty() && sound(model, Kind::Model, DEEPEST)
}

fn sound(mut bytes: &[u8], kind: Kind, depth: usize) -> bool {
    if matches!(kind, Kind::Bytes) {
        return true;
    }
    while !bytes.is_empty() {
        let rest = match kind {
            Kind::Packed => number(bytes).map(|(_, rest)| rest),
            _ => field(bytes, kind, depth),
        };
        let Some(rest) = rest else { return false };
        bytes = rest;
    }
    true
}

/// What follows the field, if it is one and sound.
fn field(bytes: &[u8], kind: Kind, depth: usize) -> Option<&[u8]> {
    let (tag, rest) = number(bytes)?;
    match tag & 7 {
        0 => number(rest).map(|(_, rest)| rest),
        1 => rest.get(8..),
        2 => {
            let (length, rest) = number(rest)?;
            let (content, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
            sound(content, kind.of(tag >> 3), depth.checked_sub(1)?).then_some(rest)
        }
        5 => rest.get(4..),
        _ => None,
    }
}

/// Seven bits a byte, the last one below 128; ten bytes at most.
fn number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0;
    for (i, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * i);
        if *byte < 0x80 {
            return Some((value, &bytes[i + 1..]));
        }
    }
    None
}
