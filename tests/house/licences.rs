//! Only permissive licences are linked into the server.
//!
//! An expression is read after SPDX 2.3, annex D, and after Cargo's older habit of writing `/` for OR.

use super::rules::rules;
use super::workspace::workspace;

/// Whether `expression` can be fulfilled with licences of `allowed` alone. An empty or broken one cannot.
fn permitted(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    either(&mut words, allowed) == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Terms joined by OR; like the two below it answers `None` where the expression breaks off.
fn either(words: &mut Words, allowed: &[String]) -> Option<bool> {
    let mut permitted = both(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        permitted |= both(words, allowed)?;
    }
    Some(permitted)
}

fn both(words: &mut Words, allowed: &[String]) -> Option<bool> {
    let mut permitted = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        permitted &= one(words, allowed)?;
    }
    Some(permitted)
}

fn one(words: &mut Words, allowed: &[String]) -> Option<bool> {
    if words.next_if_eq(&"(").is_some() {
        let permitted = either(words, allowed)?;
        return words.next_if_eq(&")").map(|_| permitted);
    }
    let mut licence = words.next()?.to_owned();
    if words.next_if_eq(&"WITH").is_some() {
        licence = format!("{licence} WITH {}", words.next()?);
    }
    Some(allowed.contains(&licence))
}

#[test]
fn only_permissive_licences_are_linked_into_the_server() {
    let licences = rules().licenses;
    let name = |package: &str| package.split(' ').next().unwrap_or_default().to_owned();
    let faults: Vec<_> = workspace()
        .licences
        .into_iter()
        .filter(|(package, expression)| !permitted(expression, &licences.allowed_of(&name(package))))
        .map(|(package, expression)| format!("{package}: `{expression}`"))
        .collect();
    assert!(faults.is_empty(), "licences that deny.toml does not allow:\n{}\n", faults.join("\n"));
}

#[test]
fn a_licence_expression_is_permitted_when_one_choice_is() {
    let allowed = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned);
    for expression in [
        "MIT",
        "GPL-3.0-only OR MIT",
        "MIT/AGPL-3.0",
        "(MIT OR GPL-2.0-only) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR GPL-2.0-only",
    ] {
        assert!(permitted(expression, &allowed), "{expression}");
    }
    for expression in [
        "",
        "AGPL-3.0-only",
        "MIT AND GPL-3.0-or-later",
        "MIT OR",
        "(MIT",
        "MIT Unicode-3.0",
        "(MIT OR Apache-2.0) AND LGPL-2.1-only",
        "Apache-2.0 WITH Classpath-exception-2.0",
    ] {
        assert!(!permitted(expression, &allowed), "{expression}");
    }
}
