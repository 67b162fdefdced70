//! What an editor may say of a work. What only acts may change (state, time of publication, reviews, tag) has no field
//! here, and a field that is not here is refused: nobody sets it by sending more than was asked for.

use crate::Problem;
use domain::{AiLabel, Audience, Genre, Language, Licence, Slug, Territory, WorkContent, WorkKind, WorkState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Content)]
pub struct WorkFields {
    /// The last part of its address; fixed once it was published.
    #[schema(value_type = String)]
    pub slug: Slug,
    pub title: String,
    pub lead: String,
    /// Chosen when the work was begun; what is sent changes nothing.
    #[schema(value_type = String)]
    pub kind: WorkKind,
    #[schema(value_type = String)]
    pub genre: Genre,
    #[schema(value_type = String)]
    pub language: Language,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub translation_of: Option<Slug>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub audiences: Vec<Audience>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub topics: Vec<Slug>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub campaigns: Vec<Slug>,
    /// The first one answers for it; several publish jointly.
    #[schema(value_type = Vec<String>)]
    pub organisations: Vec<Slug>,
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub channels: Vec<Slug>,
    #[serde(default)]
    #[schema(value_type = Vec<Credit>)]
    pub people: Vec<domain::Credit>,
    #[schema(value_type = String)]
    pub licence: Licence,
    /// Where it may be used, by the two letters of ISO 3166-1; everywhere where none is named.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub territories: Vec<Territory>,
    /// The medium in which it first appeared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_title: Option<String>,
    #[schema(value_type = String)]
    pub ai: AiLabel,
    #[serde(default)]
    #[schema(value_type = Vec<Source>)]
    pub sources: Vec<domain::Source>,
    #[serde(default)]
    #[schema(value_type = Vec<ClauseLink>)]
    pub clauses: Vec<domain::ClauseLink>,
    /// Of a short video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Video>)]
    pub video: Option<domain::Video>,
    /// Of a long image.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<LongImage>)]
    pub long_image: Option<domain::LongImage>,
    /// Of an H5 work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<H5Page>)]
    pub h5: Option<domain::H5Page>,
}

impl WorkFields {
    pub fn of(c: WorkContent) -> Self {
        Self {
            slug: c.slug,
            title: c.title,
            lead: c.lead,
            kind: c.kind,
            genre: c.genre,
            language: c.language,
            translation_of: c.translation_of,
            audiences: c.audiences,
            topics: c.topics,
            campaigns: c.campaigns,
            organisations: c.organisations,
            channels: c.channels,
            people: c.people,
            licence: c.licence,
            territories: c.territories,
            source: c.source,
            source_url: c.source_url,
            original_title: c.original_title,
            ai: c.ai,
            sources: c.sources,
            clauses: c.clauses,
            video: c.video,
            long_image: c.long_image,
            h5: c.h5,
        }
    }

    /// A draft that says so.
    pub fn into_content(self) -> WorkContent {
        let stated = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        WorkContent {
            slug: self.slug,
            tag: None,
            title: self.title,
            lead: self.lead,
            kind: self.kind,
            genre: self.genre,
            language: self.language,
            translation_of: self.translation_of,
            audiences: self.audiences,
            topics: self.topics,
            campaigns: self.campaigns,
            organisations: self.organisations,
            channels: self.channels,
            people: self.people,
            reviews: Vec::new(),
            state: WorkState::Draft,
            published: None,
            licence: self.licence,
            territories: self.territories,
            source: stated(self.source),
            source_url: stated(self.source_url),
            original_title: stated(self.original_title),
            ai: self.ai,
            sources: self.sources,
            clauses: self.clauses,
            video: self.video,
            long_image: self.long_image,
            h5: self.h5,
        }
    }
}

/// Read apart from the rest of the request, so that a field that is wrong or not to be set is named.
pub fn read(value: serde_json::Value) -> Result<WorkFields, Problem> {
    serde_json::from_value(value).map_err(|e| {
        let words = e.to_string();
        match words.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) {
            Some(field) => Problem::unprocessable(format!("“{field}”不能由编辑设置。")),
            None => Problem::unprocessable("作品信息里有读不懂的内容，没有保存。请刷新页面后再试；还是不行，请联系站点管理员。")
                .with("reason", &words),
        }
    })
}

// What `domain` has, described for the app. Nothing is read or written through these.

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct Credit {
    person: String,
    /// author, editor, interviewee, expert, translator or photographer
    role: String,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct Source {
    title: String,
    url: Option<String>,
    publisher: Option<String>,
    /// 2026-10-01
    date: Option<String>,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct ClauseLink {
    /// policy#clause, or policy@version#clause
    clause: String,
    passage: Option<String>,
    anchor: Option<String>,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct Video {
    /// SHA-256 of the uploaded original.
    original: String,
    captions: Option<Vec<CaptionTrack>>,
    no_speech: Option<String>,
    poster: Option<Poster>,
    chapters: Option<Vec<Chapter>>,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct CaptionTrack {
    language: String,
    cues: Vec<Cue>,
}

/// Milliseconds.
#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct Cue {
    start: u32,
    end: u32,
    text: String,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct Chapter {
    start: u32,
    title: String,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
pub enum Poster {
    At(u32),
    Picture(String),
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct LongImage {
    /// SHA-256, the `digest` of the joined original.
    original: String,
    /// SHA-256 of each part, from top to bottom.
    parts: Vec<String>,
    panels: Option<Vec<Panel>>,
    /// Somebody held the words against the picture.
    checked: Option<bool>,
}

#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct H5Page {
    /// SHA-256, the `digest` of the uploaded zip.
    original: String,
    /// In CSS pixels, from 240 to 2000; 640 where it is left out.
    height: Option<u32>,
}

/// Rows of the whole picture.
#[allow(dead_code, reason = "a description")]
#[derive(ToSchema)]
pub struct Panel {
    top: u32,
    bottom: u32,
    text: String,
}
