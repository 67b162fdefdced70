//! `liangyi check certificate`: whether a text is the one that was reviewed. Needs no site of its own.

use crate::say::say;
use anyhow::{Context, Result, bail};
use document::{Block, Document};
use domain::{CertificateFile, Certified, ReviewStage, Timestamp};
use editorial::{check_text, read_certificate};
use std::{path::Path, process::Command};

/// `page` is the address of a work's page, or a file with the certified text; `keys` an address or a file with public keys.
pub fn run(file: &Path, page: Option<&str>, keys: Option<&str>) -> Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let (certificate, certified) = read_certificate(&text)?;
    say!("signature: good, by the key {}", certificate.key);
    say!("work: {} ({})", certified.title, certified.work);
    for review in &certified.reviews {
        let stage = review.stage.parse::<ReviewStage>().map_or_else(|_| review.stage.clone(), |stage| stage.zh().to_owned());
        let at = review.at.parse::<Timestamp>().map_or_else(|_| review.at.clone(), Timestamp::minute);
        say!("{stage}: {}, {at}", review.named());
    }
    let web = page.filter(|page| page.starts_with("http://") || page.starts_with("https://"));
    let place =
        keys.map(str::to_owned).or_else(|| web.and_then(origin).map(|site| format!("{site}/.well-known/liangyi-keys.json")));
    match place {
        Some(place) => check_key(&certificate, &place)?,
        None => say!("key: not looked up; compare it with the keys that the site publishes at /.well-known/liangyi-keys.json"),
    }
    match (page, web) {
        (_, Some(address)) => check_page(&certified, address.trim_end_matches('/'))?,
        (Some(file), None) => {
            check_text(&certified, &std::fs::read(file).with_context(|| format!("cannot read {file}"))?)?;
            say!("text: the one that was certified");
        }
        (None, None) => say!("text: not looked at; give --page"),
    }
    Ok(())
}

fn check_key(certificate: &CertificateFile, place: &str) -> Result<()> {
    let keys: serde_json::Value = serde_json::from_slice(&fetch(place)?).with_context(|| format!("{place} holds no keys"))?;
    let known = keys["keys"].as_array().into_iter().flatten();
    let known = known.filter(|key| key["id"] == certificate.key.as_str() && key["public_key"] == certificate.public_key.as_str());
    if known.count() == 0 {
        bail!("the key {} is none of those at {place}: somebody else signed this", certificate.key);
    }
    say!("key: one of those at {place}");
    Ok(())
}

/// The text that the site offers, and the words that its page shows.
fn check_page(certified: &Certified, address: &str) -> Result<()> {
    let text = fetch(&format!("{address}/certified"))?;
    check_text(certified, &text)?;
    say!("text: the one that was certified");
    let page = words(&String::from_utf8_lossy(&fetch(address)?));
    let body = text.iter().position(|byte| *byte == 0).map(|at| &text[at + 1..]).unwrap_or_default();
    let mut body =
        Document::from_json(std::str::from_utf8(body)?).map_err(|_| anyhow::anyhow!("the certified text is no document"))?;
    let explained = withhold_explanations(&mut body);
    let missing = document::text::write(&body).lines().map(bare).find(|line| !page.contains(line.as_str()));
    if let Some(line) = missing.filter(|line| !line.is_empty()) {
        bail!("the page does not show the certified words “{line}”");
    }
    match explained {
        false => say!("page: shows every word of it"),
        true => say!("page: shows every word of it but the explanations of its questions, which come with the answers"),
    }
    Ok(())
}

/// A page asks without answering. True where there is something to withhold.
fn withhold_explanations(body: &mut Document) -> bool {
    let mut any = false;
    for block in &mut body.blocks {
        if let Block::Quiz(quiz) = block {
            quiz.explanation.clear();
            any = true;
        }
    }
    any
}

fn origin(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    Some(format!("{scheme}://{}", rest.split('/').next()?))
}

/// A file, or what curl gets: it knows the machine's certificates and proxies.
fn fetch(place: &str) -> Result<Vec<u8>> {
    if !place.starts_with("http://") && !place.starts_with("https://") {
        return std::fs::read(place).with_context(|| format!("cannot read {place}"));
    }
    let mut curl = Command::new("curl");
    let output =
        curl.args(["--fail", "--silent", "--show-error", "--location", "--max-time", "30", "--proto", "=http,https", "--"]);
    let output = output.arg(place).output().context("curl is needed to look at an address; or give a file")?;
    if !output.status.success() {
        bail!("cannot get {place}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

/// The words of a page, without its marks and white space.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&"), ("&amp;", "&")]
    {
        text = text.replace(entity, sign);
    }
    bare(&text)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
