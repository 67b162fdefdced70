//! Title, issuer, addressee, number, date and adoption of the whole, gathered from the parts' own lines.

use crate::{Paragraph, Part, Policy, Role, date, front, row};

pub(crate) fn fill(policy: &mut Policy) {
    let find = |role: Role| policy.parts.iter().flat_map(lines).find(|p| p.role == role).map(|p| row::squeeze(&p.text));
    let title = policy.parts.iter().map(|part| part.title.clone()).find(|title| !title.is_empty());
    let recipients = find(Role::Recipients).map(|text| text.trim_end_matches(['：', ':']).to_owned());
    let number = find(Role::Number).map(|text| text.rsplit(['：', ':']).next().unwrap_or_default().to_owned());
    let adoption: Vec<String> =
        policy.parts.iter().flat_map(lines).filter(|p| p.role == Role::Adoption).map(|p| p.text.clone()).collect();
    let first = &policy.parts[0];
    let day = lines(first)
        .filter(|p| matches!(p.role, Role::Date | Role::Signature))
        .filter_map(|p| date::last(&p.text))
        .last()
        .or_else(|| adoption.iter().filter_map(|line| date::last_act(line)).max())
        .or_else(|| policy.parts.iter().flat_map(lines).filter(|p| p.role == Role::Date).find_map(|p| date::whole(&p.text)));
    // A document without a title is called by its first words.
    let title = title.or_else(|| policy.texts().map(|(_, text)| text.chars().take(60).collect()).next()).unwrap_or_default();
    let issuer = signed(first).or_else(|| adoption.first().and_then(|line| adopted_by(line))).or_else(|| titled(&title));
    policy.title = title;
    policy.recipients = recipients;
    policy.number = number;
    policy.date = day;
    policy.adoption = adoption;
    policy.issuer = issuer;
}

fn lines(part: &Part) -> impl Iterator<Item = &Paragraph> {
    part.prelude.iter().chain(&part.closing)
}

/// The names above the date.
fn signed(part: &Part) -> Option<String> {
    let names: Vec<String> = lines(part)
        .filter(|p| p.role == Role::Signature)
        .map(|p| {
            // 某某办公厅　2022年9月16日 on one line.
            let dated = p.text.char_indices().find(|&(at, c)| row::is_space(c) && date::whole(&p.text[at..]).is_some());
            row::squeeze(&p.text[..dated.map_or(p.text.len(), |(at, _)| at)])
        })
        .collect();
    let organisations: Vec<&str> = names.iter().map(String::as_str).filter(|name| front::is_organisation(name)).collect();
    (!organisations.is_empty()).then(|| organisations.join("、"))
}

/// 第九届全国人民代表大会常务委员会第二十八次会议通过 → 全国人民代表大会常务委员会.
fn adopted_by(line: &str) -> Option<String> {
    let (_, rest) = date::leading(line.trim_start_matches(['（', '(']))?;
    let body = rest.split("通过").next()?;
    let body = &body[..body.rfind('第')?];
    let (before, after) =
        body.split_once('第').map_or((body, ""), |(before, after)| (before, after.split_once('届').map_or("", |(_, name)| name)));
    let name = row::squeeze(&format!("{before}{after}"));
    (!name.is_empty()).then_some(name)
}

/// 中国科协办公厅关于印发… → 中国科协办公厅; 中华人民共和国国务院令 → 中华人民共和国国务院.
fn titled(title: &str) -> Option<String> {
    if let Some(name) = title.strip_suffix('令').filter(|name| front::is_organisation(name)) {
        return Some(name.to_owned());
    }
    let (before, _) = title.split_once("关于")?;
    let name = before.trim_end_matches(|c| "转发印发".contains(c));
    (!name.is_empty() && !name.contains('《') && front::is_organisation(name)).then(|| name.to_owned())
}
