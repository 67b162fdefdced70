//! The messages of one language, read from the files in `messages`.
//!
//! [Fluent](https://projectfluent.org): an association changes the words of its site, and how they follow a number, without
//! reading Rust. A message that is missing in English says what it says in Chinese; the tests let none be missing.

use crate::Speech;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::fmt;

const CHINESE: &str = include_str!("../messages/zh-Hans.ftl");
const ENGLISH: &str = include_str!("../messages/en.ftl");

pub(crate) struct Words(FluentBundle<FluentResource>);

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Words")
    }
}

impl Words {
    pub fn read(speech: Speech) -> Self {
        let tag = speech.tag().parse().expect("our own tags are tags of languages");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Marks of direction around each number would stand in attributes and addresses too; no argument is written
        // from right to left.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) if number.value.fract() == 0.0 => Some(grouped(number.value as i64)),
            _ => None,
        }));
        let files = match speech {
            Speech::Chinese => vec![CHINESE],
            Speech::English => vec![CHINESE, ENGLISH],
        };
        for file in files {
            let messages = FluentResource::try_new(file.to_owned()).map_err(|(_, faults)| faults);
            let messages = messages.expect("every line of the messages that the program carries can be read");
            bundle.add_resource_overriding(messages);
        }
        Self(bundle)
    }

    /// A message without arguments, kept as long as the program runs: each is asked for once in each language.
    pub fn plain(&self, name: &str) -> &'static str {
        self.fill(name, []).leak()
    }

    pub fn fill<'a, const N: usize>(&self, name: &str, given: [(&'static str, FluentValue<'a>); N]) -> String {
        let Some(pattern) = self.0.get_message(name).and_then(|message| message.value()) else { return name.to_owned() };
        let given: FluentArgs<'a> = given.into_iter().collect();
        self.0.format_pattern(pattern, Some(&given), &mut Vec::new()).into_owned()
    }
}

/// With commas between the thousands.
pub(crate) fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let commas = |(at, c): (usize, char)| {
        let comma = at > 0 && digits.as_bytes()[at - 1] != b'-' && (digits.len() - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([c])
    };
    digits.chars().enumerate().flat_map(commas).collect()
}
