//! Title, issuer, addressee, number, date and adoption of the whole, gathered from the parts' own lines.

use crate::{Paragraph, Part, Policy, Role, date, front, row};

pub(crate) fn fill(policy: &mut Policy) {
    let find = |role: Role| policy.parts.iter().flat_map(lines).find(|p| p.role == role).map(|p| row::squeeze(&p.text));
    let mut titles = policy.parts.iter().map(|part| part.title.clone()).filter(|title| !title.is_empty());
    let front = titles.next();
    // 某部令 names no matter; what it publishes does.
    let bare_order = front.as_ref().is_some_and(|title| title.ends_with('令') && !title.contains("关于"));
    let title = if bare_order { titles.next().or(front.clone()) } else { front.clone() };
    let recipients = find(Role::Recipients).map(|text| text.trim_end_matches(['：', ':']).to_owned());
    let number = find(Role::Number).map(|text| {
        let number = text.rsplit(['：', ':', '】']).next().unwrap_or_default();
        let bracketed = number.strip_prefix(['（', '(']).and_then(|number| number.strip_suffix(['）', ')']));
        bracketed.unwrap_or(number).to_owned()
    });
    let adoption: Vec<String> =
        policy.parts.iter().flat_map(lines).filter(|p| p.role == Role::Adoption).map(|p| p.text.clone()).collect();
    let first = &policy.parts[0];
    let day = lines(first)
        .filter(|p| matches!(p.role, Role::Date | Role::Signature))
        .filter_map(|p| date::last(&p.text))
        .last()
        .or_else(|| adoption.iter().filter_map(|line| date::last_act(line)).max())
        .or_else(|| lines(first).find_map(|p| enacted(&p.text)))
        .or_else(|| policy.parts.iter().flat_map(lines).filter(|p| p.role == Role::Date).find_map(|p| date::whole(&p.text)));
    // A document without a title is called by its first words.
    let texts = || policy.parts.iter().flat_map(|part| &part.prelude).filter(|p| p.role == Role::Text).map(|p| p.text.as_str());
    let first_words = || texts().next().or_else(|| policy.texts().map(|(_, text)| text).next()).unwrap_or_default();
    let title = title.unwrap_or_else(|| first_words().chars().take(60).collect());
    let issuer = signed(first)
        .or_else(|| adoption.first().and_then(|line| adopted_by(line)))
        .or_else(|| titled(front.as_deref().unwrap_or(&title)));
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

/// 《某条例》已由…会议于1999年8月14日通过，现予公布
fn enacted(text: &str) -> Option<domain::Day> {
    let (before, _) = text.split_once("日通过").or_else(|| text.split_once("日审议通过"))?;
    date::last(&text[..before.len() + '日'.len_utf8()])
}

/// The names above the date; where there are none, the last ones that stand below a title.
fn signed(part: &Part) -> Option<String> {
    let is_name = |p: &&Paragraph| p.role == Role::Signature && signers(&p.text).iter().any(|name| front::is_organisation(name));
    let mut signatures: Vec<&Paragraph> = part.closing.iter().filter(is_name).collect();
    if signatures.is_empty() {
        let last = part.prelude.iter().rev().skip_while(|p| !is_name(p)).take_while(is_name);
        signatures = last.collect();
        signatures.reverse();
    }
    let mut names: Vec<String> = signatures.iter().flat_map(|p| signers(&p.text)).filter(|n| front::is_organisation(n)).collect();
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    (!names.is_empty()).then(|| names.join("、"))
}

/// The names on a line: 某某办公厅　2022年9月16日 is one, 某市科技局　某市财政局 are two, 某　某　厅 is one.
fn signers(line: &str) -> Vec<String> {
    let undated =
        date::leading(line).map_or(line, |(_, rest)| rest.trim_start_matches(|c| row::is_space(c) || "，,".contains(c)));
    let dated = undated.char_indices().find(|&(at, c)| row::is_space(c) && date::whole(&undated[at..]).is_some());
    let name = &undated[..dated.map_or(undated.len(), |(at, _)| at)];
    let names: Vec<&str> = name.split(row::is_space).filter(|name| !name.is_empty()).collect();
    let several = names.iter().all(|name| name.chars().count() >= 3 && front::is_organisation(name));
    if several { names.into_iter().map(str::to_owned).collect() } else { vec![row::squeeze(name)] }
}

/// 第九届全国人民代表大会常务委员会第二十八次会议通过 → 全国人民代表大会常务委员会.
fn adopted_by(line: &str) -> Option<String> {
    let (_, rest) = date::leading(line.trim_start_matches(['（', '(']))?;
    let body = rest.split("通过").next()?;
    let body = &body[..body.rfind('第')?];
    let (before, after) =
        body.split_once('第').map_or((body, ""), |(before, after)| (before, after.split_once('届').map_or("", |(_, name)| name)));
    let name = row::squeeze(&format!("{before}{after}"));
    let name = name.trim_end_matches('令').to_owned();
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
