//! Whether a copy shows what readers here are shown, and the reason in words for editors.

use super::SeenPage;
use anyhow::Result;
use db::copies::Due;
use domain::{CopyState, Takedown};

/// What a copy has to show.
pub(crate) struct Wanted<'a> {
    pub due: &'a Due,
    /// Reasons of the notices that stand, in any order.
    pub notices: &'a [String],
    /// How the work was taken down, where it was.
    pub way: Option<Takedown>,
}

pub(crate) type Judgement = (CopyState, String);

/// Statuses that say that the page is no more.
const GONE: [u16; 3] = [404, 410, 451];

/// Of an answer without a page; `None` where there is one.
pub(crate) fn status(status: u16) -> Option<Judgement> {
    match status {
        200..300 => None,
        status if GONE.contains(&status) => Some((CopyState::Removed, format!("页面已经不在（对方答复{status}）。"))),
        status => Some((CopyState::Unreachable, format!("打不开：对方答复{status}。"))),
    }
}

impl Wanted<'_> {
    pub(crate) fn judge(&self, page: &SeenPage) -> Judgement {
        let due = self.due;
        let shown = page.shows(&due.tag, due.work_id);
        if let Some(judged) = shown.and_then(|shown| self.by_number(shown)) {
            return judged;
        }
        let recognised = shown.is_some() || page.leads_to(&format!("/works/{}", due.slug)) || page.says(&due.title);
        // Of what must not be named nothing may be left.
        let vanished = self.way == Some(Takedown::Vanished);
        let tells = !vanished && !self.notices.is_empty() && self.notices.iter().all(|notice| page.says(notice));
        let what = if self.way.is_some() { "撤回" } else { "更正" };
        match (tells, recognised) {
            (true, _) => (CopyState::Current, format!("页面上有{what}说明。")),
            (false, true) if vanished => (CopyState::Stale, "作品应当删除，页面上还能看到它。".to_owned()),
            (false, true) if self.way.is_some() => (CopyState::Stale, "作品已经撤回，页面上还是原文，没有撤回说明。".to_owned()),
            (false, true) if self.notices.is_empty() => (CopyState::Current, "作品没有需要传达的更正。".to_owned()),
            (false, true) => (CopyState::Stale, "页面上没有更正说明。".to_owned()),
            (false, false) => {
                (CopyState::Unrecognised, "页面上找不到这件作品的标题、链接或标记，请人工看一看地址是否还对。".to_owned())
            }
        }
    }

    /// Of the number of the change that a copy says it shows; `None` where that alone decides nothing.
    fn by_number(&self, shown: i64) -> Option<Judgement> {
        match self.due.needed_seq {
            Some(needed) if shown >= needed => {
                Some((CopyState::Current, format!("页面标明显示的是第{shown}号变更，不早于本站最近一次改动。")))
            }
            Some(needed) => {
                Some((CopyState::Stale, format!("页面标明显示的是第{shown}号变更，本站最近一次改动是第{needed}号。")))
            }
            None => None,
        }
    }

    /// Of a page that is the same as at the last visit.
    pub(crate) fn unchanged(&self) -> Result<Judgement> {
        let due = self.due;
        Ok(match due.seen_seq.and_then(|shown| self.by_number(shown)) {
            Some(judged) => judged,
            None if due.checked_for == Some(due.updated_at) => (due.state()?, due.reason.clone()),
            None => (CopyState::Stale, "本站改动以后，页面没有变过。".to_owned()),
        })
    }
}
