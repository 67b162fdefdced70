//! What to call a policy where there is little room.

/// The document inside a letter that passes it on: 关于印发《三年行动方案》的通知 is the 三年行动方案. Any other title is itself.
pub fn short_title(title: &str) -> &str {
    const PASSED_ON: [&str; 3] = ["印发《", "发布《", "转发《"];
    let inner = PASSED_ON.iter().find_map(|verb| {
        let (_, after) = title.split_once(verb)?;
        let (inner, letter) = after.rsplit_once('》')?;
        (letter.starts_with("的通知") || letter.starts_with("的公告")).then_some(inner)
    });
    inner.unwrap_or(title)
}
