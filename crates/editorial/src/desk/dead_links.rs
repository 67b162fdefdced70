//! Which addresses of a text lead nowhere: of other sites by what the back room found, of this one by the database itself.

use crate::{
    Result,
    findings::DeadLink,
    outside_links::{addresses, asked},
};
use db::{Db, link_checks, policies, works};
use document::Document;
use domain::{Slug, Timestamp, WorkContent};

/// An address that gives no answer is believed to be gone when it gave none twice, hours apart.
const BELIEVED: i32 = 2;

pub(super) async fn dead(db: &Db, content: &WorkContent, body: &Document, site: &str) -> Result<Vec<DeadLink>> {
    let (own, others): (Vec<String>, Vec<String>) =
        addresses(content, body).into_iter().partition(|address| own_path(site, address).is_some());
    let mut dead = Vec::new();
    for address in own {
        let why = match own_path(site, &address) {
            Some(path) => missing(db, path).await?,
            None => None,
        };
        dead.extend(why.map(|why| DeadLink { address, why, own: true }));
    }
    for check in link_checks::of(db, &others).await? {
        let why = match check.state.as_str() {
            "dead" => Some(said(&check)),
            "silent" if check.failures >= BELIEVED => Some(said(&check)),
            _ => None,
        };
        dead.extend(why.map(|why| DeadLink { address: check.address, why, own: false }));
    }
    Ok(dead)
}

/// Of an address of this site, what stands behind its name.
fn own_path<'a>(site: &str, address: &'a str) -> Option<&'a str> {
    let rest = address.strip_prefix(site).filter(|_| !site.is_empty())?;
    (rest.is_empty() || rest.starts_with(['/', '?'])).then(|| asked(rest).split('?').next().unwrap_or_default())
}

/// Why a reader finds nothing at a path; `None` where they do, or where only the whole site could tell.
async fn missing(db: &Db, path: &str) -> Result<Option<String>> {
    let mut steps = path.trim_matches('/').split('/');
    let (kind, slug) = (steps.next().unwrap_or_default(), steps.next().and_then(|slug| slug.parse::<Slug>().ok()));
    let Some(slug) = slug else { return Ok(None) };
    Ok(match kind {
        "works" if works::readable(db, &[slug.as_str()]).await?.is_empty() => Some(format!("本站没有已发布的作品“{slug}”")),
        "policies" if policies::by_slug(db, slug.as_str()).await?.is_none() => Some(format!("本站没有政策文件“{slug}”")),
        _ => None,
    })
}

fn said(check: &link_checks::LinkCheck) -> String {
    let why = match (check.status, check.reason.as_deref()) {
        (Some(404), _) => "对方网站说没有这个网页".to_owned(),
        (Some(410), _) => "对方网站说这个网页已经撤下".to_owned(),
        (Some(status), _) => format!("对方网站出错，状态码 {status}"),
        (None, Some("name")) => "没有这个网站的域名".to_owned(),
        (None, Some("private")) => "这是内部网络的地址，读者打不开".to_owned(),
        (None, Some("secure")) => "对方网站的安全证书有问题".to_owned(),
        (None, Some("slow")) => "对方网站很久没有回应".to_owned(),
        (None, Some("redirect")) => "对方网站转来转去，没有结果".to_owned(),
        (None, _) => "连不上对方网站".to_owned(),
    };
    let day = check.checked_at.map(|at| Timestamp(at).day().zh()).unwrap_or_default();
    if day.is_empty() { why } else { format!("{why}，{day}查看") }
}
