//! jieba, with the field's terms kept whole and an association's own beside them.
//!
//! Loading takes a noticeable part of a second and tens of megabytes, so it waits for the first text, and everybody
//! without terms of their own shares one copy.

use super::{fold, runs};
use crate::Error;
use jieba_rs::Jieba;
use std::{
    fs,
    path::Path,
    sync::{Arc, LazyLock, OnceLock},
};

/// One term a line; `#` begins a comment.
const FIELD: &str = include_str!("../../dictionary.txt");

pub(crate) struct Words {
    extra: Vec<String>,
    jieba: OnceLock<Jieba>,
}

impl Words {
    /// The field's dictionary, and the terms of `extra` where a file is given.
    pub fn open(extra: Option<&Path>) -> Result<Arc<Self>, Error> {
        static SHARED: LazyLock<Arc<Words>> = LazyLock::new(|| Arc::new(Words { extra: Vec::new(), jieba: OnceLock::new() }));
        let Some(file) = extra else { return Ok(SHARED.clone()) };
        let text = fs::read_to_string(file).map_err(|source| Error::DictionaryFile { file: file.to_owned(), source })?;
        let extra = terms(&text).map_err(|(line, given)| Error::DictionaryTerm { file: file.to_owned(), line, given })?;
        Ok(Arc::new(Self { extra, jieba: OnceLock::new() }))
    }

    /// The terms beyond jieba's own; a change in them changes what the index ought to contain.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        lines(FIELD).map(|(_, term)| term).chain(self.extra.iter().map(String::as_str))
    }

    fn jieba(&self) -> &Jieba {
        self.jieba.get_or_init(|| {
            let mut jieba = Jieba::new();
            for term in self.terms() {
                // Without a frequency jieba takes one that keeps the term in one piece.
                jieba.add_word(term, None, None);
            }
            jieba
        })
    }

    /// The words of a dense run, in order and without gaps, as lengths in characters.
    pub fn cut(&self, run: &str) -> Vec<usize> {
        self.jieba().cut(run, true).iter().map(|token| token.end - token.start).collect()
    }

    /// Whether the language has the word, whatever stands in the index.
    pub fn has(&self, word: &str) -> bool {
        self.jieba().has_word(word)
    }

    /// The words inside one that [`Words::cut`] gave, and itself, of two and more characters: what [`Words::with_parts`] says of a text.
    pub fn parts_of(&self, word: &[char]) -> impl Iterator<Item = String> {
        let inner = [2, 3].into_iter().filter(|length| *length < word.len()).flat_map(|length| word.windows(length));
        let inner = inner.map(|part| part.iter().collect::<String>()).filter(|part| self.has(part));
        inner.chain((word.len() > 1).then(|| word.iter().collect()))
    }

    /// The words of two and more characters, and those inside the longer ones: 科普教育基地 gives 科普, 教育, 基地 too.
    pub fn with_parts<'a>(&self, run: &'a str) -> Vec<&'a str> {
        let tokens = self.jieba().cut_for_search(run, true);
        tokens.into_iter().filter(|token| token.end - token.start > 1).map(|token| token.word).collect()
    }
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(i, line)| (i + 1, line.split('#').next().unwrap_or("").trim()))
        .filter(|(_, line)| !line.is_empty())
}

/// Folded terms, or the line that holds none and what stands there.
fn terms(text: &str) -> Result<Vec<String>, (usize, String)> {
    let parse = |(line, given): (usize, &str)| {
        let folded = fold(given);
        let whole = matches!(runs(&folded)[..], [run] if run.dense && run.len() == folded.len());
        if whole && (2..=16).contains(&folded.len()) {
            Ok(folded.iter().map(|f| f.c).collect())
        } else {
            Err((line, given.chars().take(40).collect()))
        }
    };
    // An editor on Windows may leave a byte order mark.
    lines(text.trim_start_matches('\u{feff}')).map(parse).collect()
}
