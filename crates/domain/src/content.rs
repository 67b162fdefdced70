//! What an editor says of a work, apart from its body: the front matter of a file, the content of a revision.

use crate::{
    AiLabel, Audience, ClauseRef, Day, Digest, Genre, H5Page, Language, Licence, LongImage, ReviewStage, Role, Slug, Territory,
    Timestamp, Video, WorkKind, WorkState,
};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;

/// One state of a work's description. Order within the lists is the editor's and is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkContent {
    pub slug: Slug,
    /// The id in every feed, for ever; given by the site where the file has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    pub title: String,
    pub lead: String,
    pub kind: WorkKind,
    pub genre: Genre,
    pub language: Language,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation_of: Option<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audiences: Vec<Audience>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub campaigns: Vec<Slug>,
    /// The first one is responsible; several publish jointly.
    pub organisations: Vec<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Slug>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Credit>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<Reviewed>,
    pub state: WorkState,
    /// Required of a published work; never moves afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Timestamp>,
    pub licence: Licence,
    /// Where it may be used; everywhere where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub territories: Vec<Territory>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_title: Option<String>,
    pub ai: AiLabel,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<ClauseLink>,
    /// Of a short video, and of nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<Video>,
    /// Of a long image, and of nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_image: Option<LongImage>,
    /// Of an H5 work, and of nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub h5: Option<H5Page>,
}

impl WorkContent {
    /// SHA-256 of the uploaded file that the work is about, where it is not only a text.
    pub fn original(&self) -> Option<&Digest> {
        let video = self.video.as_ref().map(|video| &video.original);
        let image = self.long_image.as_ref().map(|image| &image.original);
        video.or(image).or(self.h5.as_ref().map(|page| &page.original))
    }
}

/// What the digest of a revision is taken over: its description, a zero byte, and its body as JSON.
///
/// # Errors
/// None in practice: a description has only string keys.
pub fn revision_bytes(content: &WorkContent, body: &str) -> Result<Vec<u8>, serde_json::Error> {
    // The tag is the work's name and not its content: a file with it, from an export, is no change.
    let nameless = WorkContent { tag: None, ..content.clone() };
    let mut bytes = serde_json::to_vec(&nameless)?;
    bytes.push(0);
    bytes.extend_from_slice(body.as_bytes());
    Ok(bytes)
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    pub person: Slug,
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reviewed {
    pub person: Slug,
    pub stage: ReviewStage,
}

/// What the text rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// The work, or the place `anchor` in it, interprets the clause, or the `passage` of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseLink {
    pub clause: ClauseRef,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<String>,
}

impl<'de> Deserialize<'de> for ClauseLink {
    /// Either the bare reference or a map; a hand-written visitor, so that a wrong reference says what is wrong with it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Full {
            clause: ClauseRef,
            #[serde(default)]
            passage: Option<String>,
            #[serde(default)]
            anchor: Option<String>,
        }

        struct Either;

        impl<'de> de::Visitor<'de> for Either {
            type Value = ClauseLink;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("policy#clause, or a map with clause, passage and anchor")
            }

            fn visit_str<E: de::Error>(self, s: &str) -> Result<ClauseLink, E> {
                let clause = s.parse().map_err(E::custom)?;
                Ok(ClauseLink { clause, passage: None, anchor: None })
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<ClauseLink, A::Error> {
                let Full { clause, passage, anchor } = Full::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(ClauseLink { clause, passage, anchor })
            }
        }

        deserializer.deserialize_any(Either)
    }
}
