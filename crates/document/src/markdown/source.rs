//! The source before it is parsed: line ends, forbidden characters, and one blind spot of the parser.

use super::{Fault, MAX_SOURCE};

/// Stands for a colon in the opening line of a `:::` block, where comrak allows none. A noncharacter, so it is free.
const COLON: char = '\u{FDD0}';

/// The source with line feeds only, or every line that holds what no text may hold.
pub(super) fn prepare(source: &str) -> Result<String, Vec<Fault>> {
    if source.len() > MAX_SOURCE {
        return Err(vec![Fault { line: 1, message: format!("the text is larger than {MAX_SOURCE} bytes; split the work") }]);
    }
    let source = source.strip_prefix('\u{FEFF}').unwrap_or(source).replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(source.len());
    let mut faults = Vec::new();
    for (line, number) in source.split('\n').zip(1..) {
        if let Some(c) = line.chars().find(|c| (c.is_control() && *c != '\t') || *c == COLON) {
            let message = format!("the character U+{:04X} cannot be shown; remove it", u32::from(c));
            faults.push(Fault { line: number, message });
        }
        // Quotes nested by the thousand would only cost time: the rules allow a dozen.
        if line.chars().filter(|c| !c.is_whitespace()).take_while(|c| *c == '>').count() > 100 {
            faults.push(Fault { line: number, message: "quotes are nested too deep".to_owned() });
        }
        if number > 1 {
            out.push('\n');
        }
        hide_colons(&mut out, line);
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

fn hide_colons(out: &mut String, line: &str) {
    let content = line.trim_start_matches([' ', '\t', '>']);
    let info = content.trim_start_matches(':');
    if content.len() - info.len() < 3 {
        return out.push_str(line);
    }
    out.push_str(&line[..line.len() - info.len()]);
    out.extend(info.chars().map(|c| if c == ':' { COLON } else { c }));
}

/// What the author wrote, of any string that comes back from the parser.
pub(super) fn restore(s: &str) -> String {
    s.replace(COLON, ":")
}
