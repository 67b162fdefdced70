//! Where an address leads, read as a browser reads it.

/// Out of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    Outside,
    /// From the root of the site on.
    Root,
    /// Up out of the package.
    Above,
}

/// Characters of an address that are told.
const SHOWN: usize = 100;

impl Leads {
    pub fn words(self, address: &str) -> String {
        let mut shown: String = address.trim().chars().filter(|c| !c.is_control()).take(SHOWN).collect();
        if address.trim().chars().count() > SHOWN {
            shown.push('…');
        }
        match self {
            Self::Outside => format!("地址 {shown} 指向外部。H5 只能使用包内的文件，请把它下载到包里改用相对地址，或删去。"),
            Self::Root => format!("地址 {shown} 以 / 开头，指向网站而不是这个包。请改为相对地址。"),
            Self::Above => format!("地址 {shown} 走出了这个包。请改为包内的相对地址。"),
        }
    }
}

/// Whether an address names another server, or this one by its name.
pub(super) fn outside(address: &str) -> bool {
    leads(address, usize::MAX) == Some(Leads::Outside)
}

/// `depth`: folders above the file in which it stands. `None` of an address that stays inside, or is none of a server.
pub(super) fn leads(address: &str, depth: usize) -> Option<Leads> {
    let plain = as_read(address);
    if plain.starts_with("//") {
        return Some(Leads::Outside);
    }
    let path = plain.split(['?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = path.split_once(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    {
        return ["http", "https", "ws", "wss", "ftp"].contains(&scheme).then_some(Leads::Outside);
    }
    if path.starts_with('/') {
        return Some(Leads::Root);
    }
    let mut depth = depth;
    for step in path.split('/') {
        match step {
            "" | "." | "%2e" => {}
            ".." | "%2e%2e" | ".%2e" | "%2e." => match depth.checked_sub(1) {
                Some(above) => depth = above,
                None => return Some(Leads::Above),
            },
            _ => depth = depth.saturating_add(1),
        }
    }
    None
}

/// The address standard leaves out tabs and line ends anywhere, and blanks around; a backslash is a slash.
fn as_read(address: &str) -> String {
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    let kept = trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    kept.map(|c| if c == '\\' { '/' } else { c.to_ascii_lowercase() }).collect()
}
