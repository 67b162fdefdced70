//! An organisation's page.

use crate::{
    Failure,
    lists::{After, feed_link, work_list},
    page::Page,
};
use actix_web::web::{Data, Path, Query};
use anyhow::Result;
use db::{
    Db,
    listings::List,
    organisations::{self, OrganisationRow},
};
use domain::Slug;
use pages::{OrganisationPage, OrganisationRef, PersonRef, Site, address};

pub async fn organisation(db: Data<Db>, site: Data<Site>, path: Path<String>, after: Query<After>) -> Result<Page, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let row = organisations::by_slug(&db, slug.as_str()).await?.ok_or(Failure::NotFound)?;
    let around = organisations::neighbours(&db, &row).await?;
    let home = address::organisation(&slug);
    let people = db::people::of_organisation(&db, row.id).await?;
    let page = OrganisationPage {
        site: &site,
        kind: row.kind.parse().map_err(anyhow::Error::from)?,
        above: organisations::above(&db, &row).await?.iter().map(|row| organisation_ref(row, &site)).collect::<Result<_>>()?,
        children: around.children.iter().map(|row| organisation_ref(row, &site)).collect::<Result<_>>()?,
        members: around.members.iter().map(|row| organisation_ref(row, &site)).collect::<Result<_>>()?,
        unions: around.unions.iter().map(|row| organisation_ref(row, &site)).collect::<Result<_>>()?,
        people: people
            .into_iter()
            .map(|p| {
                let title = Some(p.title).filter(|t| !t.is_empty());
                Ok(PersonRef {
                    slug: p.slug.parse()?,
                    name: site.words().name(&p.name, p.name_en.as_deref()).to_owned(),
                    title,
                    organisation: None,
                    example: p.example,
                })
            })
            .collect::<Result<_>>()?,
        list: work_list(&db, &site, &List::Organisation(slug.clone()), &home, &after).await?,
        feed: feed_link(&home),
        example: row.example,
        slug,
        name: site.words().name(&row.name, row.name_en.as_deref()).to_owned(),
        about: row.about,
    };
    Ok(Page::html(page.render()))
}

pub fn organisation_ref(row: &OrganisationRow, site: &Site) -> Result<OrganisationRef> {
    let name = site.words().name(&row.name, row.name_en.as_deref()).to_owned();
    Ok(OrganisationRef { slug: row.slug.parse()?, name, works: None, example: row.example })
}
