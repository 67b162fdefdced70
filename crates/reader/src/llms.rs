//! The site in words for programs that read: the policies, the newest works, and where the rest is.

use crate::{
    Failure,
    page::{Page, TEXT},
};
use actix_web::{http::StatusCode, web::Data};
use anyhow::Result;
use db::{
    Db,
    listings::{self, List},
};
use domain::{FeedFormat, Slug};
use feeds::{
    Link,
    llms::{self, Section, Summary},
};
use pages::{Site, address};

/// Works that are named.
const NEWEST: usize = 20;

pub async fn llms(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let sections = vec![policies(&db, &site).await?, works(&db, &site).await?, elsewhere(&site)?];
    let summary = Summary { name: site.name.clone(), tagline: site.tagline.clone(), sections };
    Ok(Page::new(StatusCode::OK, TEXT, llms::write(&summary)))
}

async fn policies(db: &Db, site: &Site) -> Result<Section> {
    let mut links = Vec::new();
    for row in db::policies::all(db).await? {
        let slug: Slug = row.slug.parse()?;
        links.push((link(site, &address::policy(&slug), &row.title)?, row.issuer.unwrap_or_default()));
    }
    Ok(Section { title: "政策文件".to_owned(), links })
}

async fn works(db: &Db, site: &Site) -> Result<Section> {
    let mut links = Vec::new();
    for card in listings::page(db, &List::All, None, NEWEST).await?.0 {
        links.push((link(site, &address::work(&card.slug.parse()?), &card.title)?, card.lead));
    }
    Ok(Section { title: "最新解读".to_owned(), links })
}

fn elsewhere(site: &Site) -> Result<Section> {
    let all = [
        (address::WORKS.to_owned(), "全部作品", "按时间排列"),
        (address::FEEDS.to_owned(), "订阅", "每个列表的Atom、RSS和JSON Feed，带全文和更正"),
        (address::feed("", FeedFormat::Json), "全部作品的JSON Feed", ""),
        (address::SITEMAP.to_owned(), "站点地图", ""),
        (address::GLOSSARY.to_owned(), "术语表", "政策里常见的说法是什么意思，出自哪里"),
        (address::ABOUT.to_owned(), "关于", ""),
    ];
    let links = all.into_iter().map(|(path, title, about)| Ok((link(site, &path, title)?, about.to_owned())));
    Ok(Section { title: "其他入口".to_owned(), links: links.collect::<Result<_>>()? })
}

fn link(site: &Site, path: &str, title: &str) -> Result<Link> {
    Ok(Link { address: site.absolute(path).parse()?, title: title.to_owned() })
}
