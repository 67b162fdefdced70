//! Reads the tags of a page strictly: anything a browser would have to repair is a failure.

/// An opening tag.
#[derive(Debug)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

const VOID: [&str; 9] = ["meta", "link", "input", "img", "br", "hr", "source", "track", "wbr"];

/// All opening tags in order. Panics where tags do not nest or an attribute is not quoted.
pub fn parse(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html.strip_prefix("<!doctype html>").expect("a doctype");
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "a stray > before {:?}", &rest[start..].chars().take(40).collect::<String>());
        let end = rest[start..].find('>').expect("a tag that ends") + start;
        let inner = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "</{name}> closes something else");
            continue;
        }
        let closed = inner.ends_with('/');
        let tag = opening(inner.trim_end_matches('/'));
        if !closed && !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name.clone());
        }
        tags.push(tag);
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    tags
}

fn opening(inner: &str) -> Tag {
    let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
    let mut attributes: Vec<(String, String)> = Vec::new();
    while let Some(next) = Some(rest.trim_start()).filter(|r| !r.is_empty()) {
        let end = next.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(next.len());
        let name = next[..end].to_owned();
        let value = match next[end..].strip_prefix('=') {
            Some(value) => {
                let (value, after) = value.strip_prefix('"').and_then(|v| v.split_once('"')).expect("a quoted attribute");
                rest = after;
                value.to_owned()
            }
            None => {
                rest = &next[end..];
                String::new()
            }
        };
        assert!(attributes.iter().all(|(n, _)| *n != name), "{name} stands twice in <{inner}>");
        attributes.push((name, value));
    }
    Tag { name: name.to_owned(), attributes }
}

/// The values of one attribute on all tags.
pub fn values<'a>(tags: &'a [Tag], attribute: &'a str) -> impl Iterator<Item = &'a str> {
    tags.iter().filter_map(move |tag| tag.get(attribute))
}
