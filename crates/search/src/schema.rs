//! The fields of the index, and the version that makes an older index a stranger.

use crate::analysis;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

/// Raised whenever fields, analysis or stored records change; an index of another version is rebuilt.
pub(crate) const VERSION: u32 = 5;

/// Works and clauses share the fields; what a clause does not have stays empty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// What a batch replaces as a whole: one work, or all clauses of a policy. See [`Fields::work_owner`].
    pub owner: Field,
    /// The record as JSON, for hits and snippets.
    pub record: Field,
    /// The text without its title, so that a work that treats what its title says goes before a bare title.
    pub words: Field,
    pub grams: Field,
    /// The title of a work, the heading of a clause.
    pub title_words: Field,
    pub title_grams: Field,
    /// The dense characters of title and text, one by one: they settle the order of the best, see `rescore`.
    pub chars: Field,
    /// A clause's own number, in the keys of `analysis::numbers`.
    pub number: Field,
    /// The numbers of the clauses that a work interprets.
    pub refs: Field,
    /// Filters and facets.
    pub scope: Field,
    pub kind: Field,
    pub genre: Field,
    pub audience: Field,
    pub topic: Field,
    pub campaign: Field,
    pub organisation: Field,
    pub policy: Field,
    pub language: Field,
    /// Of the work or of the clause's policy.
    pub id: Field,
    /// 0 for a work; a clause's place in its policy, from 1.
    pub ordinal: Field,
    /// Milliseconds; absent for a clause.
    pub published: Field,
    /// The halves of a work's signature, see `near`; absent where it has none.
    pub near_a: Field,
    pub near_b: Field,
}

impl Fields {
    pub fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let text = |tokenizer, record| {
            TextOptions::default()
                .set_indexing_options(TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record))
        };
        // Phrases are looked for among grams only, so all else goes without positions.
        let words = text(analysis::WORDS, IndexRecordOption::WithFreqs);
        let grams = text(analysis::GRAMS, IndexRecordOption::WithFreqsAndPositions);
        let chars = text(analysis::CHARS, IndexRecordOption::WithFreqs);
        let number = || NumericOptions::from(FAST);
        let fields = Self {
            owner: schema.add_text_field("owner", STRING),
            record: schema.add_bytes_field("record", STORED),
            words: schema.add_text_field("words", words.clone()),
            grams: schema.add_text_field("grams", grams.clone()),
            title_words: schema.add_text_field("title_words", words),
            title_grams: schema.add_text_field("title_grams", grams),
            chars: schema.add_text_field("chars", chars),
            number: schema.add_text_field("number", STRING),
            refs: schema.add_text_field("refs", STRING),
            scope: schema.add_text_field("scope", STRING | FAST),
            kind: schema.add_text_field("kind", STRING | FAST),
            genre: schema.add_text_field("genre", STRING | FAST),
            audience: schema.add_text_field("audience", STRING | FAST),
            topic: schema.add_text_field("topic", STRING | FAST),
            campaign: schema.add_text_field("campaign", STRING | FAST),
            organisation: schema.add_text_field("organisation", STRING | FAST),
            policy: schema.add_text_field("policy", STRING | FAST),
            language: schema.add_text_field("language", STRING | FAST),
            id: schema.add_i64_field("id", number() | INDEXED),
            ordinal: schema.add_u64_field("ordinal", number()),
            published: schema.add_i64_field("published", number()),
            near_a: schema.add_u64_field("near_a", number()),
            near_b: schema.add_u64_field("near_b", number()),
        };
        (schema.build(), fields)
    }

    pub fn work_owner(id: i64) -> String {
        format!("w{id}")
    }

    pub fn policy_owner(id: i64) -> String {
        format!("p{id}")
    }
}

pub(crate) const WORKS: &str = "works";
pub(crate) const CLAUSES: &str = "clauses";
