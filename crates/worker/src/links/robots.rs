//! robots.txt, as far as it speaks to us (RFC 9309).

/// Rules for one host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots(Vec<Rule>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    allows: bool,
    /// With `*` for any signs, and `$` for the end.
    path: String,
}

/// How we are called in `User-Agent`, in small letters.
const US: &str = "liangyi";
/// Rules that are kept.
const MOST: usize = 1000;

impl Robots {
    /// Nobody is kept out.
    pub fn open() -> Self {
        Self::default()
    }

    /// Everybody is: 2.3.1.4, where a server cannot say what it wants.
    pub fn shut() -> Self {
        Self(vec![Rule { allows: false, path: "/".to_owned() }])
    }

    pub fn read(text: &str) -> Self {
        let (mut ours, mut everybody) = (Vec::new(), Vec::new());
        let (mut named, mut star, mut found, mut in_rules) = (false, false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            match key.as_str() {
                "user-agent" => {
                    // A group begins behind the rules of the last.
                    if in_rules {
                        (named, star, in_rules) = (false, false, false);
                    }
                    let agent = value.split('/').next().unwrap_or_default().trim().to_ascii_lowercase();
                    named |= agent == US;
                    star |= agent == "*";
                    found |= named;
                }
                "allow" | "disallow" => {
                    in_rules = true;
                    let rule = Rule { allows: key == "allow", path: value.to_owned() };
                    if value.is_empty() {
                        continue;
                    }
                    if named && ours.len() < MOST {
                        ours.push(rule.clone());
                    }
                    if star && everybody.len() < MOST {
                        everybody.push(rule);
                    }
                }
                _ => {}
            }
        }
        Self(if found { ours } else { everybody })
    }

    /// Whether a path with its query may be asked for: the longest rule that fits decides, and of two the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.0.iter().filter(|rule| fits(&rule.path, path));
        let best = fitting.max_by_key(|rule| (rule.path.len(), rule.allows));
        best.is_none_or(|rule| rule.allows)
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut last = first;
    for part in parts {
        last = part;
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    !to_the_end || rest.is_empty() || (pattern.contains('*') && path.ends_with(last))
}
