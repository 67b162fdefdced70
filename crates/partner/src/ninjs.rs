//! A work as ninjs 3.1, IPTC's form of news in JSON (iptc.org/standards/ninjs).

use crate::{
    asset::Asset,
    shape::{Change, Film, Tombstone, Work},
};
use serde_json::{Value, json};

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";
const SOURCE_TYPES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

pub(crate) fn of(change: &Change) -> Value {
    let mut item = match change {
        Change::Work(work) => published(work),
        Change::Tombstone(tombstone) => canceled(tombstone),
    };
    item["standard"] = json!({"name": "ninjs", "version": "3.1", "schema": SCHEMA});
    without_nulls(item)
}

fn published(work: &Work) -> Value {
    let genre = |c: &&crate::shape::Term| c.scheme.ends_with("/genres");
    let (genres, subjects): (Vec<_>, Vec<_>) = work.categories.iter().partition(genre);
    let term = |c: &crate::shape::Term| json!({"name": c.label, "uri": format!("{}/{}", c.scheme, c.term), "literal": c.term});
    let clauses = work.clauses.iter().map(|c| json!({"name": c.title, "uri": c.address, "rel": "interprets"}));
    let authors = work.authors.iter().map(|p| json!({"name": p.name, "uri": p.address, "rel": "author"}));
    let others = work.contributors.iter().map(|p| json!({"name": p.name, "uri": p.address, "rel": "contributor"}));
    let translations = work.translations.iter().map(|t| json!({"name": t.language, "uri": t.address, "rel": "translation"}));
    let assets = work.assets.iter().filter_map(asset);
    json!({
        "uri": work.id,
        "type": if work.video.is_some() { "video" } else { "text" },
        "representationType": "full",
        "version": work.sequence.to_string(),
        "pubStatus": "usable",
        "firstCreated": work.published,
        "versionCreated": work.updated,
        "language": work.language,
        "title": work.title,
        "by": work.reprint.author,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": work.title}],
        "descriptions": work.summary.iter().map(|s| json!({"role": "summary", "contentType": "text/plain", "value": s})).collect::<Vec<_>>(),
        "bodies": [{"role": "main", "contentType": "text/html", "value": work.html}],
        "people": authors.chain(others).collect::<Vec<_>>(),
        "genres": genres.into_iter().map(term).collect::<Vec<_>>(),
        "subjects": subjects.into_iter().map(term).chain(clauses).collect::<Vec<_>>(),
        "infoSources": [{"name": work.reprint.source, "uri": work.reprint.source_address, "role": "source"}],
        "altIds": [{"role": "page", "value": work.address}],
        "usageTerms": work.rights,
        "rightsInfo": work.licence.as_ref().map(|licence| json!({"linkedRights": licence})),
        "digitalSourceType": source_type(&work.ai),
        "edNote": note(work),
        "renditions": work.video.iter().flat_map(renditions).collect::<Vec<_>>(),
        "associations": translations.chain(assets).collect::<Vec<_>>(),
    })
}

/// A picture, long image or film as an item of its own, with the rights in it.
fn asset(asset: &Asset) -> Option<Value> {
    let first = asset.files.first()?;
    let renditions = asset.files.iter().enumerate().map(|(n, file)| {
        json!({
            "name": if n == 0 { "main".to_owned() } else { format!("{}x{}", file.width, file.height) },
            "href": file.address,
            "contentType": file.media_type,
            "width": file.width,
            "height": file.height,
            "sizeInBytes": file.bytes,
        })
    });
    Some(json!({
        "name": if asset.alt.is_empty() { &asset.kind } else { &asset.alt },
        "uri": first.address,
        "rel": "asset",
        "type": if asset.kind == "video" { "video" } else { "picture" },
        "copyrightNotice": asset.credit,
        "infoSources": asset.source.iter().map(|source| json!({"name": source, "role": "source"})).collect::<Vec<_>>(),
        "usageTerms": asset.rights,
        "rightsInfo": asset.licence_address.as_ref().map(|licence| json!({"linkedRights": licence})),
        // The end of the last day, in Beijing.
        "expires": asset.rights_until.as_ref().map(|day| format!("{day}T23:59:59+08:00")),
        "digitalSourceType": source_type(&asset.ai),
        "renditions": renditions.collect::<Vec<_>>(),
    }))
}

/// What has to stand beside a reprint and has no property of its own, and the corrections that are to be shown.
fn note(work: &Work) -> String {
    let reprint = format!("原标题：{}；责任编辑：{}", work.reprint.original_title, work.reprint.editor);
    let notices = work.corrections.iter().map(|c| format!("更正（{}）：{}", c.at, c.note));
    std::iter::once(reprint).chain(notices).collect::<Vec<_>>().join("\n")
}

fn source_type(ai: &str) -> Value {
    match ai {
        "generated" => json!({"name": "AI生成", "uri": format!("{SOURCE_TYPES}trainedAlgorithmicMedia")}),
        "assisted" => json!({"name": "AI辅助", "uri": format!("{SOURCE_TYPES}compositeWithTrainedAlgorithmicMedia")}),
        _ => Value::Null,
    }
}

fn renditions(film: &Film) -> Vec<Value> {
    let mut all = vec![json!({
        "name": "main",
        "href": film.file,
        "contentType": film.media_type,
        "width": film.width,
        "height": film.height,
        "sizeInBytes": film.bytes,
        "duration": f64::from(film.duration_ms) / 1000.0,
    })];
    all.extend(film.poster.iter().map(|poster| json!({"name": "poster", "href": poster})));
    all.extend(film.captions.iter().map(|captions| {
        json!({"name": format!("captions-{}", captions.language), "href": captions.address, "contentType": "text/vtt"})
    }));
    all
}

fn canceled(tombstone: &Tombstone) -> Value {
    json!({
        "uri": tombstone.id,
        "type": "text",
        "representationType": "partial",
        "version": tombstone.sequence.to_string(),
        "pubStatus": "canceled",
        "versionCreated": tombstone.at,
        "edNote": tombstone.notice,
        "associations": tombstone.instead.iter().map(|i| json!({"name": i.title, "uri": i.address, "rel": "replacement"})).collect::<Vec<_>>(),
    })
}

/// What is absent is left out: the schema knows no null.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect(),
        Value::Array(list) => list.into_iter().map(without_nulls).collect(),
        other => other,
    }
}
