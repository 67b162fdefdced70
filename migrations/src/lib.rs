//! The one list of schema changes, the same for SQLite and PostgreSQL.
//!
//! Forward only, and each step can run while the version before it still serves.
//! Times are `BIGINT` milliseconds UTC, days and codes are text, trees are JSON as text: the same bytes on both databases.

use sea_orm_migration::prelude::*;

mod columns;
mod m001_changes;
mod m002_vocabulary;
mod m003_policies;
mod m004_works;
mod m005_assets;
mod m006_jobs;
mod m007_accounts;
mod m008_videos;
mod m009_uploads;
mod m010_studio;
mod m011_audit;
mod m012_second_factors;
mod m013_editions;
mod m014_coverage;
mod m017_takedown;
mod m018_partners;
mod m021_webhooks;
mod m022_harvesting;
mod m023_partner_reports;
mod m024_h5_pages;
mod m025_quizzes;
mod m026_readers;
mod m027_syndication;
mod m028_search;
mod m029_workflow;
mod m030_writing;
mod m031_archive;
mod m032_invitations;
mod m033_named_assets;
mod m034_terms;
mod m036_copies;
mod m037_mail;
mod m038_links_and_presence;
mod m039_ways_in;
mod m040_quotas;
mod m041_courses;
mod m042_partner_terms;
mod m044_site_settings;
mod m046_publishers;
mod m047_desk_order;
mod m048_lookups;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m001_changes::Migration),
            Box::new(m002_vocabulary::Migration),
            Box::new(m003_policies::Migration),
            Box::new(m004_works::Migration),
            Box::new(m005_assets::Migration),
            Box::new(m006_jobs::Migration),
            Box::new(m007_accounts::Migration),
            Box::new(m008_videos::Migration),
            Box::new(m009_uploads::Migration),
            Box::new(m010_studio::Migration),
            Box::new(m011_audit::Migration),
            Box::new(m012_second_factors::Migration),
            Box::new(m013_editions::Migration),
            Box::new(m014_coverage::Migration),
            Box::new(m017_takedown::Migration),
            Box::new(m018_partners::Migration),
            Box::new(m021_webhooks::Migration),
            Box::new(m022_harvesting::Migration),
            Box::new(m023_partner_reports::Migration),
            Box::new(m024_h5_pages::Migration),
            Box::new(m025_quizzes::Migration),
            Box::new(m026_readers::Migration),
            Box::new(m027_syndication::Migration),
            Box::new(m028_search::Migration),
            Box::new(m029_workflow::Migration),
            Box::new(m030_writing::Migration),
            Box::new(m031_archive::Migration),
            Box::new(m032_invitations::Migration),
            Box::new(m033_named_assets::Migration),
            Box::new(m034_terms::Migration),
            Box::new(m036_copies::Migration),
            Box::new(m037_mail::Migration),
            Box::new(m038_links_and_presence::Migration),
            Box::new(m039_ways_in::Migration),
            Box::new(m040_quotas::Migration),
            Box::new(m041_courses::Migration),
            Box::new(m042_partner_terms::Migration),
            Box::new(m044_site_settings::Migration),
            Box::new(m046_publishers::Migration),
            Box::new(m047_desk_order::Migration),
            Box::new(m048_lookups::Migration),
        ]
    }
}
