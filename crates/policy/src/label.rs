//! Citations for people: 四（二）5, 第十四条, 第十二条第二款第（一）项.

use crate::{Clause, Shape, row};

/// Fills [`Clause::label`]. Parents come before their children.
pub(crate) fn label(clauses: &mut [Clause]) {
    for i in 0..clauses.len() {
        clauses[i].label = one(clauses, i);
    }
}

fn one(clauses: &[Clause], i: usize) -> String {
    let clause = &clauses[i];
    let marker = row::squeeze(&clause.marker).replace(' ', "");
    let parent = clause.parent.map(|p| &clauses[p]);
    let above = parent.map_or("", |p| p.label.as_str());
    match clause.shape {
        // Articles run on through the chapters: their number alone is the citation.
        Shape::Article => marker,
        // Decimals hold their parents' figures.
        Shape::Bare | Shape::Decimal(_) => marker.trim_end_matches(['.', '．', '、']).to_owned(),
        _ => match parent {
            Some(article) if article.shape == Shape::Article => {
                format!("{above}{}第{}项", subsection(article, clause), item(clause, &marker))
            }
            Some(p) if is_item(clauses, p) => format!("{above}第{}目", clause.number),
            _ => join(above, &item(clause, &marker)),
        },
    }
}

/// The marker without its stop, in one width: 四, （二）, 5, （1）.
fn item(clause: &Clause, marker: &str) -> String {
    match clause.shape {
        Shape::HanComma => marker.trim_end_matches(['、', '.', '．']).to_owned(),
        Shape::HanBracket if marker.chars().count() > 1 => marker.replace('(', "（").replace(')', "）"),
        Shape::Digit => clause.number.to_string(),
        Shape::DigitBracket => format!("（{}）", clause.number),
        Shape::HalfBracket => format!("{}）", clause.number),
        _ => marker.to_owned(),
    }
}

/// 51） would be misread where 5 and 1） meet.
fn join(above: &str, item: &str) -> String {
    let digits = above.ends_with(|c: char| c.is_ascii_digit()) && item.starts_with(|c: char| c.is_ascii_digit());
    format!("{above}{}{item}", if digits { "." } else { "" })
}

fn is_item(clauses: &[Clause], clause: &Clause) -> bool {
    clause.parent.is_some_and(|p| clauses[p].shape == Shape::Article)
}

/// 第二款, where the article has several.
fn subsection(article: &Clause, item: &Clause) -> String {
    let all = article.body.len() + article.closing.len();
    let before = article.body.len() + article.closing.iter().filter(|p| p.lines.start < item.lines.start).count();
    if all > 1 && before > 0 { format!("第{}款", han(before)) } else { String::new() }
}

/// 1 to 99 as words; no article has more paragraphs.
fn han(n: usize) -> String {
    const FIGURES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match n {
        0..=9 => FIGURES[n].to_owned(),
        10..=99 => format!("{}十{}", if n < 20 { "" } else { FIGURES[n / 10] }, FIGURES[n % 10]),
        _ => n.to_string(),
    }
}
