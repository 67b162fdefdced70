//! Pictures and files that may be shown no longer.

use super::{Finding, FindingCode, RightsOver, Say};
use document::Document;

pub fn find(body: &Document, over: &[RightsOver], found: &mut Vec<Finding>) {
    for one in over {
        let then = if one.withheld {
            "订阅源和合作媒体已不再收到它，网站上的页面仍然显示"
        } else {
            "网站和合作媒体仍然显示"
        };
        let say = || {
            let message = format!("素材“{}”的使用权到{}为止，已经过期；{then}。", one.name, one.until);
            Say::warning(FindingCode::RightsOver, message, "请换一张图，或者取得新的授权后在媒体库里改到期日。")
        };
        let places: Vec<_> = body.pictures().into_iter().filter(|(_, figure)| figure.picture.as_str() == one.digest).collect();
        if places.is_empty() {
            found.push(say().field("original", &one.name, (0, 0)));
        }
        found.extend(places.iter().map(|(path, figure)| say().block(path, &figure.alt)));
    }
}
