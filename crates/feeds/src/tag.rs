//! Names for ever (RFC 4151): an entry keeps its id when its title, slug or our domain changes.

use domain::Day;

/// `tag:{authority},{day}:work/{work}`, where `authority` is a domain name that was ours on `day`, in lower case ASCII.
///
/// `day` must be a constant of the installation (the day it was set up), never the day of publication or of today:
/// the id would move. `work` is the work's permanent id, never its slug. Characters that RFC 4151 does not allow in a
/// specific part are percent-encoded, so that different works never share an id.
pub fn tag_uri(authority: &str, day: Day, work: &str) -> String {
    let mut uri = format!("tag:{},{day}:work/", authority.to_ascii_lowercase());
    for byte in work.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'@' => {
                uri.push(char::from(byte))
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
