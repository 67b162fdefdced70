//! ASS and SSA: lines of fields; the text is the last one, with commands in braces.

use crate::{clean, read::Raw, stamp::time};

/// Where the fields stand; both versions of the format agree where a file says nothing.
struct Columns {
    all: usize,
    start: usize,
    end: usize,
}

const USUAL: Columns = Columns { all: 10, start: 1, end: 2 };

/// Every line that is spoken, in the order of the file; `Comment:` lines are none.
pub(crate) fn read(text: &str) -> Raw {
    let mut raw = Raw::default();
    let mut columns = USUAL;
    let mut in_events = true;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') && line.ends_with(']') {
            in_events = line.eq_ignore_ascii_case("[Events]");
        } else if let Some(fields) = field(line, "Format") {
            columns = if in_events { named(fields).unwrap_or(USUAL) } else { columns };
        } else if let Some(fields) = field(line, "Dialogue") {
            match dialogue(fields, &columns) {
                Some((start, end, text)) => raw.push(start, end, text),
                None => raw.unreadable += 1,
            }
        }
    }
    raw
}

fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let head = line.get(..name.len())?;
    head.eq_ignore_ascii_case(name).then(|| line[name.len()..].trim_start().strip_prefix(':')).flatten()
}

/// `None` where the text is not the last column, as the format demands.
fn named(fields: &str) -> Option<Columns> {
    let names: Vec<&str> = fields.split(',').map(str::trim).take(64).collect();
    let place = |name: &str| names.iter().position(|n| n.eq_ignore_ascii_case(name));
    (place("Text")? == names.len() - 1).then_some(())?;
    Some(Columns { all: names.len(), start: place("Start")?, end: place("End")? })
}

fn dialogue(fields: &str, columns: &Columns) -> Option<(u32, u32, String)> {
    let parts: Vec<&str> = fields.splitn(columns.all, ',').collect();
    let text = parts.get(columns.all - 1)?;
    Some((time(parts[columns.start])?, time(parts[columns.end])?, spoken(text)))
}

/// The text without commands and drawings; `\N` and `\n` begin a line, `\h` is a space.
pub(crate) fn spoken(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut drawing = false;
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        if !drawing {
            kept.push_str(&rest[..open]);
        }
        drawing = draws(&rest[open..open + length]).unwrap_or(drawing);
        rest = &rest[open + length + 1..];
    }
    if !drawing {
        kept.push_str(rest);
    }
    clean::visible(&kept.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " "))
}

/// What the last `\p` of a block of commands says; `\pos` and `\pbo` are other commands.
fn draws(block: &str) -> Option<bool> {
    let commands = block.split('\\').skip(1);
    let scales = commands.filter_map(|c| c.strip_prefix('p')).filter(|c| c.starts_with(|c: char| c.is_ascii_digit()));
    scales.last().map(|scale| !scale.trim_end().trim_matches('0').is_empty())
}
