//! A person's page.

use crate::{
    Failure,
    lists::{After, feed_link, work_list},
    organisation::organisation_ref,
    page::Page,
};
use actix_web::web::{Data, Path, Query};
use db::{Db, listings::List};
use domain::Slug;
use pages::{PersonPage, Site, address};

pub async fn person(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let row = db::people::by_slug(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let organisation = match row.organisation_id {
        Some(id) => db::organisations::by_id(&db, id).await?,
        None => None,
    };
    let home = address::person(&slug);
    let page = PersonPage {
        site: &site,
        organisation: organisation.as_ref().map(|row| organisation_ref(row, &site)).transpose()?,
        fields: row.fields(),
        list: work_list(&db, &site, &List::Person(slug.clone()), &home, &after).await?,
        reviewed: db::people::reviewed(&db, row.id).await?,
        feed: feed_link(&home),
        example: row.example,
        slug,
        name: site.words().name(&row.name, row.name_en.as_deref()).to_owned(),
        title: row.title,
        interests: row.interests,
        about: row.about,
    };
    Ok(Page::html(page.render()))
}
