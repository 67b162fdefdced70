//! The sitemaps of the readers' door as the back room writes them.

use anyhow::Result;
use db::Db;
use domain::Timestamp;
use futures::future::BoxFuture;
use pages::Site;
use worker::Sitemaps;

pub struct SiteMaps {
    pub site: Site,
}

impl Sitemaps for SiteMaps {
    fn paths<'a>(&'a self, db: &'a Db, now: Timestamp) -> BoxFuture<'a, Result<Vec<String>>> {
        Box::pin(reader::sitemap_paths(db, now))
    }

    fn write<'a>(&'a self, db: &'a Db, now: Timestamp, path: &'a str) -> BoxFuture<'a, Result<Option<String>>> {
        Box::pin(async move {
            // In the name that the site has now.
            let site = self.site.with(&db::site_settings::in_force(db).await?);
            reader::write_sitemap(db, &site, now, path).await
        })
    }
}
