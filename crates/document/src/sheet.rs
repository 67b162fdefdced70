//! What is set in type: a document with everything that is printed around it. `media-pipeline typeset` reads it as JSON.
//!
//! Everything here is words. Absent: markup of any typesetter, and addresses other than the work's own.

use crate::{Document, PictureName};
use domain::{ClauseRef, Language, Slug};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub language: Language,
    /// What stands above the title: 专家解读
    pub kicker: String,
    pub title: String,
    #[serde(default)]
    pub lead: String,
    /// Who publishes it.
    pub organisation: String,
    /// The name of the site.
    pub site: String,
    /// The day, in words.
    pub published: String,
    /// Of the work, absolute; the QR code leads there.
    pub address: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<Credit>,
    /// The clauses that the work as a whole interprets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clauses: Vec<SheetClause>,
    /// That something in it was made by a machine (GB 45438-2025), in words; empty where nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What was corrected since the first publication, in words; empty where nothing was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
    #[serde(serialize_with = "write_body", deserialize_with = "read_body")]
    pub body: Document,
    /// How clauses are called that the body names: 《纲要》四（二）5
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<ClauseRef, String>,
    /// The titles of works that the body shows.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub works: BTreeMap<Slug, String>,
    /// The file of each picture of the body, beside the sheet: one step of a path.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pictures: BTreeMap<PictureName, String>,
}

/// 作者：张三、李四
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    pub role: String,
    pub names: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetClause {
    /// The policy's short title.
    pub policy: String,
    /// 四（二）5
    pub number: String,
    /// The heading of the clause or its first words.
    pub words: String,
}

impl Sheet {
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("the sheet has only string keys, so it is always JSON")
    }

    /// # Errors
    /// What is wrong, in English, with the place in the body where it is one.
    pub fn from_json(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map_err(|e| e.to_string())
    }
}

fn write_body<S: Serializer>(body: &Document, s: S) -> Result<S::Ok, S::Error> {
    let value: serde_json::Value = serde_json::from_str(&body.to_json()).map_err(serde::ser::Error::custom)?;
    value.serialize(s)
}

fn read_body<'de, D: Deserializer<'de>>(d: D) -> Result<Document, D::Error> {
    let value = serde_json::Value::deserialize(d)?;
    Document::from_json(&value.to_string()).map_err(|flaws| {
        let said: Vec<_> = flaws.iter().take(5).map(ToString::to_string).collect();
        D::Error::custom(format!("body: {}", said.join("; ")))
    })
}
