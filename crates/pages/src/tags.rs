//! A page of ours as a row of tags and what stands between them.
//!
//! Only for markup that askama and the `document` crate have written: tags nest, values stand in double quotes, no `>`
//! stands inside a tag, and every text is escaped. tests/pages holds every page to that. A parser for anybody's HTML
//! would bring a hundred times the code, and the usual one a licence that the project does not take.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Between two tags, with its character references.
    Text(&'a str),
    Open(Tag<'a>),
    Close(&'a str),
    /// A doctype, a comment, or what stands inside a script.
    Raw(&'a str),
}

/// An opening tag: `<a class="more" href="/works">`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    pub name: &'a str,
    /// From behind the name to before the `>`.
    rest: &'a str,
}

impl<'a> Tag<'a> {
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let next = rest.trim_start().trim_end_matches('/');
            let end = next.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(next.len());
            let (name, after) = next.split_at(end);
            let value = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
            rest = value.map_or(after, |(_, after)| after);
            (!name.is_empty()).then(|| (name, value.map(|(value, _)| value)))
        })
    }

    pub fn get(self, name: &str) -> Option<&'a str> {
        self.attributes().find(|(n, _)| *n == name)?.1
    }

    pub fn has(self, name: &str) -> bool {
        self.attributes().any(|(n, _)| n == name)
    }

    /// True where no closing tag follows.
    pub fn is_empty(self) -> bool {
        const VOID: [&str; 9] = ["meta", "link", "input", "img", "br", "hr", "source", "track", "wbr"];
        self.rest.ends_with('/') || VOID.contains(&self.name)
    }

    /// Writes the tag with `value(name, value)` in the place of each value; `None` leaves it.
    pub fn write(self, out: &mut String, mut value: impl FnMut(&str, &str) -> Option<String>) {
        out.push('<');
        out.push_str(self.name);
        let mut from = 0;
        for (name, old) in self.attributes() {
            let Some((old, new)) = old.and_then(|old| Some((old, value(name, old)?))) else { continue };
            let at = old.as_ptr() as usize - self.rest.as_ptr() as usize;
            out.push_str(&self.rest[from..at]);
            out.push_str(&new);
            from = at + old.len();
        }
        out.push_str(&self.rest[from..]);
        out.push('>');
    }
}

/// The pieces of a page in order; written one after the other they are the page again.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    let mut in_script = false;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if std::mem::take(&mut in_script) {
            let (script, after) = rest.split_at(rest.find("</script").unwrap_or(rest.len()));
            rest = after;
            if !script.is_empty() {
                return Some(Piece::Raw(script));
            }
        }
        let end = match rest.strip_prefix('<') {
            None => rest.find('<').unwrap_or(rest.len()),
            Some(_) => rest.find('>').map_or(rest.len(), |at| at + 1),
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        let piece = classify(piece);
        in_script = matches!(piece, Piece::Open(Tag { name: "script", .. }));
        Some(piece)
    })
}

fn classify(piece: &str) -> Piece<'_> {
    let Some(inner) = piece.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')) else {
        return Piece::Text(piece);
    };
    if inner.starts_with('!') {
        return Piece::Raw(piece);
    }
    if let Some(name) = inner.strip_prefix('/') {
        return Piece::Close(name);
    }
    let end = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
    Piece::Open(Tag { name: &inner[..end], rest: &inner[end..] })
}
