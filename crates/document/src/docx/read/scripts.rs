//! Superscripts and subscripts: the tree has none, Unicode has most that are written: m², CO₂, 10⁻⁶.

/// As Unicode writes them, or `None` where some sign has no such form.
pub(super) fn raised(text: &str) -> Option<String> {
    const PLAIN: &str = "0123456789+-−=()ni";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ";
    mapped(text, PLAIN, RAISED)
}

pub(super) fn lowered(text: &str) -> Option<String> {
    const PLAIN: &str = "0123456789+-−=()aeoxhklmnpst";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ";
    mapped(text, PLAIN, LOWERED)
}

fn mapped(text: &str, from: &str, to: &str) -> Option<String> {
    let one = |c: char| {
        if c.is_whitespace() {
            return Some(c);
        }
        from.chars().zip(to.chars()).find(|(plain, _)| *plain == c).map(|(_, other)| other)
    };
    text.chars().map(one).collect()
}
