//! The page from which other sites copy a work (转载), where its licence lets anybody.

use crate::{
    Failure,
    feed_entries::{leave_out_withheld, notices, reprint, whole_html},
    feed_video,
    links::links_of_copies,
    page::{Answer, Page},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use anyhow::Result;
use db::{
    Db,
    work_heads::{self, Granted},
    work_parts,
    works::{self, Lookup, Published},
};
use document::html::Links;
use domain::Slug;
use feeds::{Address, Html};
use pages::{Reprint, ReprintFilm, Republish, SafeHtml, Site, address};

pub async fn republish(db: Data<Db>, site: Data<Site>, path: Path<String>) -> Result<Answer, Failure> {
    let slug: Slug = path.parse().map_err(|_| Failure::NotFound)?;
    let published = match works::lookup(&db, slug.as_str()).await? {
        Lookup::Found(published) => published,
        Lookup::Moved(to) => return Ok(Answer::Moved(address::republish(&to.parse().map_err(anyhow::Error::from)?))),
        Lookup::Retracted(..) | Lookup::Gone(..) => return Err(Failure::Gone),
        Lookup::Missing => return Err(Failure::NotFound),
    };
    let content = &published.revision.content;
    let copy = if content.licence.allows_reprint() { Some(copy(&db, &site, &published).await?) } else { None };
    let status = if copy.is_some() { StatusCode::OK } else { StatusCode::FORBIDDEN };
    let page = Republish { site: &site, slug, title: content.title.clone(), language: content.language, copy };
    Ok(Answer::Page(Page { status, ..Page::html(page.render()) }))
}

async fn copy(db: &Db, site: &Site, Published { work, revision }: &Published) -> Result<Reprint> {
    let content = &revision.content;
    let page: Address = site.absolute(&address::work(&content.slug)).parse()?;
    let named = links_of_copies(db, content.language, &[&revision.body]).await?;
    let mut links = Links { plain: true, reprint: true, base: site.base_url.clone(), page: page.to_string(), ..named };
    leave_out_withheld(db, &mut links).await?;
    let text = whole_html(db, site, revision, &links, &notices(db, work.id).await?).await?;
    let film = feed_video::video(db, site, content)
        .await?
        .map(|video| ReprintFilm { file: video.file.to_string(), poster: video.poster.map(|poster| poster.to_string()) });
    let parts = work_parts::of_work(db, work.id).await?;
    let owed = reprint(content, &parts)?;
    let head = work_heads::by_tag(db, &Granted::everything(), &work.tag).await?;
    Ok(Reprint {
        content: SafeHtml(Html::resolved(&text, &page).as_str().to_owned()),
        film,
        source: owed.source,
        source_address: owed.source_address.map(|address| address.to_string()),
        author: owed.author,
        original_title: owed.original_title,
        editor: owed.editor,
        licence: content.licence,
        ai: content.ai,
        address: page.to_string(),
        title: content.title.clone(),
        site: site.name.clone(),
        counter: site.absolute(&address::reprint_counter(work.id, head.map_or(0, |head| head.seq))),
        language: content.language,
    })
}
