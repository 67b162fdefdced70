//! What can go wrong with an index, in words for the person who runs it.

use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Every serving process keeps a replica of its own, so two in one folder are a mistake in the settings.
    #[error("the search index in {} is in use by another process: give each process a folder of its own", folder.display())]
    Held { folder: PathBuf },
    #[error("the search index in {} cannot be read or written: {source}", folder.display())]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error("the dictionary {} cannot be read: {source}", file.display())]
    DictionaryFile { file: PathBuf, source: std::io::Error },
    #[error("line {line} of the dictionary {}: “{given}” is not a term: write one term a line, 2 to 16 Chinese characters", file.display())]
    DictionaryTerm { file: PathBuf, line: usize, given: String },
    #[error("the re-ranker's file {} cannot be read: {source}", file.display())]
    RerankerFile { file: PathBuf, source: std::io::Error },
    #[error("the re-ranker's {} has no line “{missing}”; it has to be the vocabulary of the model beside it, a WordPiece a line", file.display())]
    RerankerVocabulary { file: PathBuf, missing: &'static str },
    #[error("the re-ranker's {} cannot be used: {fault}", file.display())]
    RerankerModel { file: PathBuf, fault: String },
    #[error("the search engine failed: {0}")]
    Engine(#[from] tantivy::TantivyError),
    #[error("a record of the search index cannot be read or written: {0}")]
    Record(#[from] serde_json::Error),
}
