//! The stored form: `{"version":1,"blocks":[…],"footnotes":[…]}`.

use crate::{Block, Choice, Document, Flaw, Footnote, Inline, MathNode, Path, check};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

const VERSION: u32 = 1;
/// In bytes.
const MAX_SOURCE: usize = 8 * 1024 * 1024;

#[derive(Serialize)]
struct Out<'a> {
    version: u32,
    blocks: &'a [Block],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    footnotes: &'a [Footnote],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct In {
    version: u32,
    blocks: Vec<Block>,
    #[serde(default)]
    footnotes: Vec<Footnote>,
}

impl Document {
    pub fn to_json(&self) -> String {
        let out = Out { version: VERSION, blocks: &self.blocks, footnotes: &self.footnotes };
        serde_json::to_string(&out).expect("the tree has only string keys, so it is always JSON")
    }

    /// Checks everything, because a tree may come from anywhere. Each flaw names its node.
    pub fn from_json(json: &str) -> Result<Self, Vec<Flaw>> {
        let fail = |message: String| vec![Flaw { path: Path::root(), message }];
        if json.len() > MAX_SOURCE {
            return Err(fail(format!("the document is larger than {MAX_SOURCE} bytes")));
        }
        let value: Value = serde_json::from_str(json).map_err(|e| fail(format!("not JSON: {e}")))?;
        let read: In = In::deserialize(&value).map_err(|e| {
            let mut found = Vec::new();
            blame(&value, Kind::Document, &Path::root(), &mut found);
            if found.is_empty() { fail(e.to_string()) } else { found }
        })?;
        if read.version != VERSION {
            return Err(fail(format!("version {} of the format is not known; this program reads {VERSION}", read.version)));
        }
        let document = Self { blocks: read.blocks, footnotes: read.footnotes };
        let flaws = check::check(&document);
        if flaws.is_empty() { Ok(document) } else { Err(flaws) }
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Document,
    Footnote,
    Block,
    Inline,
    Choice,
    Math,
}

/// Finds the innermost nodes that do not parse: serde reports a fault in a tagged node without saying where it stands.
fn blame(value: &Value, kind: Kind, path: &Path, found: &mut Vec<Flaw>) {
    let before = found.len();
    match value {
        Value::Array(all) => {
            for (i, one) in all.iter().enumerate() {
                blame(one, kind, &path.index(i), found);
            }
            return;
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                let kind = match key.as_str() {
                    "blocks" | "items" | "answer" => Kind::Block,
                    "inlines" | "question" | "caption" | "header" | "rows" | "explanation" => Kind::Inline,
                    "options" => Kind::Choice,
                    "footnotes" => Kind::Footnote,
                    "children" => Kind::Math,
                    _ => continue,
                };
                blame(value, kind, &path.key(key), found);
            }
        }
        _ => {}
    }
    if found.len() == before {
        let error = match kind {
            Kind::Document => error::<In>(value),
            Kind::Footnote => error::<Footnote>(value),
            Kind::Block => error::<Block>(value),
            Kind::Inline => error::<Inline>(value),
            Kind::Choice => error::<Choice>(value),
            Kind::Math => error::<MathNode>(value),
        };
        found.extend(error.map(|message| Flaw { path: path.clone(), message }));
    }
}

fn error<T: DeserializeOwned>(value: &Value) -> Option<String> {
    T::deserialize(value).err().map(|e| e.to_string())
}
