//! Where to subscribe.

use crate::{Failure, page::Page};
use actix_web::web::Data;
use db::{Db, listings};
use domain::{Audience, Genre, Language, WorkKind};
use pages::{FeedDirectory, FeedGroup, FeedLink, Site, address};

pub async fn feeds(db: Data<Db>, site: Data<Site>) -> Result<Page, Failure> {
    let link = |title: &str, list: String| (title.to_owned(), FeedLink::new(list));
    let with_works = listings::counts(&db, "").await?;
    let general = vec![link("全部作品", String::new()), link("English", address::language(Language::En))];
    let genres = Genre::ALL.iter().filter(|g| with_works.contains_key(&format!("genre:{g}")));
    let kinds = WorkKind::ALL.iter().filter(|k| with_works.contains_key(&format!("kind:{k}")));
    let mut topics = Vec::new();
    for row in db::vocabulary::topics(&db).await? {
        topics.push(link(&row.name, address::topic(&row.slug.parse().map_err(anyhow::Error::from)?)));
    }
    let mut policies = Vec::new();
    for row in db::policies::all(&db).await? {
        policies.push(link(&row.title, address::policy(&row.slug.parse().map_err(anyhow::Error::from)?)));
    }
    let mut organisations = Vec::new();
    for row in db::organisations::all(&db).await? {
        if with_works.contains_key(&format!("organisation:{}", row.slug)) {
            organisations.push(link(&row.name, address::organisation(&row.slug.parse().map_err(anyhow::Error::from)?)));
        }
    }
    let mut campaigns = Vec::new();
    for row in db::vocabulary::campaigns(&db).await? {
        campaigns.push(link(&row.name, address::campaign(&row.slug.parse().map_err(anyhow::Error::from)?)));
    }
    let mut people = Vec::new();
    for row in db::people::all(&db).await? {
        if with_works.contains_key(&format!("person:{}", row.slug)) {
            people.push(link(&row.name, address::person(&row.slug.parse().map_err(anyhow::Error::from)?)));
        }
    }
    let groups = [
        ("全部", general),
        ("按政策", policies),
        ("按主题", topics),
        ("按人群", Audience::ALL.iter().map(|a| link(a.zh(), address::audience(*a))).collect()),
        ("按作品形式", kinds.map(|k| link(k.zh(), address::kind(*k))).collect()),
        ("按解读类型", genres.map(|g| link(g.zh(), address::genre(*g))).collect()),
        ("按专题", campaigns),
        ("按组织", organisations),
        ("按人物", people),
    ];
    let groups = groups.into_iter().filter(|(_, feeds): &(_, Vec<_>)| !feeds.is_empty());
    let groups = groups.map(|(title, feeds)| FeedGroup { title: title.to_owned(), feeds }).collect();
    Ok(Page::html(FeedDirectory { site: &site, groups }.render()))
}
