//! The part of a page that lies between two heights, as a page of its own.
//!
//! A page that is drawn whole needs four bytes to a pixel, and drawing it in strips as it is would walk over every glyph of it
//! for each; so what lies outside is left out first.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Size};
use typst_layout::Page;

/// From `from` to `to` of `page`, both in its own measure.
pub fn cut(page: &Page, from: Abs, to: Abs) -> Page {
    let mut frame = Frame::hard(Size::new(page.frame.width(), to - from));
    frame.push_multiple(within(&page.frame, from, to).map(|(pos, item)| (pos - Point::with_y(from), item)));
    Page { frame, ..page.clone() }
}

/// The items that can be seen between the two heights, in their order.
fn within(frame: &Frame, from: Abs, to: Abs) -> impl Iterator<Item = (Point, FrameItem)> {
    frame.items().filter_map(move |(pos, item)| {
        let kept = match item {
            FrameItem::Group(group) => {
                return group_within(group, from - pos.y, to - pos.y).map(|group| (*pos, FrameItem::Group(group)));
            }
            // Ascenders, descenders and marks stay well inside twice the size.
            FrameItem::Text(text) => touches(pos.y - text.size * 2.0, pos.y + text.size * 2.0, from, to),
            FrameItem::Shape(shape, _) => {
                let reach = shape.bbox(true);
                touches(pos.y + reach.min.y, pos.y + reach.max.y, from, to)
            }
            FrameItem::Image(_, size, _) => touches(pos.y, pos.y + size.y, from, to),
            FrameItem::Link(..) | FrameItem::Tag(_) => false,
        };
        kept.then(|| (*pos, item.clone()))
    })
}

/// Turned and scaled groups are kept whole: they are small, and where they reach is not known from here.
fn group_within(group: &GroupItem, from: Abs, to: Abs) -> Option<GroupItem> {
    if !group.transform.is_identity() {
        return Some(group.clone());
    }
    let mut frame = Frame::new(group.frame.size(), group.frame.kind());
    frame.push_multiple(within(&group.frame, from, to).collect::<Vec<_>>());
    (!frame.is_empty()).then(|| GroupItem { frame, ..group.clone() })
}

fn touches(top: Abs, bottom: Abs, from: Abs, to: Abs) -> bool {
    bottom >= from && top <= to
}
