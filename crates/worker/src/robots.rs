//! What a site lets programs visit: robots.txt, after RFC 9309.

use std::time::Duration;

/// Bytes that are read; the standard asks for half a megabyte at least (2.5).
pub(crate) const MOST: usize = 512 << 10;
/// Our product token (2.2.1), as `User-Agent` has it.
const NAME: &str = "liangyi";
/// A longer `Crawl-delay` is taken for this.
const LONGEST_PAUSE: u64 = 60;

/// The rules for us: of the groups that name us, or else of those for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    /// Whether it allows, and for which paths.
    rules: Vec<(bool, String)>,
    pause: Option<Duration>,
}

impl Robots {
    /// Nobody is kept out.
    pub fn open() -> Self {
        Self::default()
    }

    /// Everybody is, as where a server cannot say what it wants (2.3.1.4).
    pub fn shut() -> Self {
        Self { rules: vec![(false, "/".to_owned())], pause: None }
    }

    /// What nobody can read is passed over; a site without a file allows everything.
    pub fn read(text: &str) -> Self {
        let (mut ours, mut everybodys) = (Self::default(), Self::default());
        let (mut of_us, mut of_all, mut named, mut were_names) = (false, false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':').map(|(key, value)| (key.trim().to_ascii_lowercase(), value.trim()))
            else {
                continue;
            };
            if key == "user-agent" {
                // Names one after the other begin one group.
                if !were_names {
                    (of_us, of_all) = (false, false);
                }
                were_names = true;
                let name = value.split('/').next().unwrap_or_default().trim();
                of_us |= name.eq_ignore_ascii_case(NAME);
                of_all |= value == "*";
                named |= of_us;
                continue;
            }
            were_names = false;
            for (wanted, rules) in [(of_us, &mut ours), (of_all, &mut everybodys)] {
                if wanted {
                    rules.take(&key, value);
                }
            }
        }
        if named { ours } else { everybodys }
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            // An empty rule forbids nothing.
            "allow" | "disallow" if !value.is_empty() => self.rules.push((key == "allow", value.to_owned())),
            // Not in the standard, but many sites say it.
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
                self.pause = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_PAUSE as f64)));
            }
            _ => {}
        }
    }

    /// `path` with its query, as it is asked for: the longest rule that fits decides, and of two alike the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(_, pattern)| fits(pattern, path));
        fitting.max_by_key(|(allows, pattern)| (pattern.len(), *allows)).is_none_or(|(allows, _)| *allows)
    }

    /// Between two visits, where the site says.
    pub fn pause(&self) -> Option<Duration> {
        self.pause
    }
}

/// A rule is a beginning; `*` stands for anything, and `$` at its end for the end (2.2.3).
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_the_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let pieces: Vec<&str> = pieces.collect();
    for (i, piece) in pieces.iter().enumerate() {
        if to_the_end && i + 1 == pieces.len() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    !to_the_end || rest.is_empty()
}
