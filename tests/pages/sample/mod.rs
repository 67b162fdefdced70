//! Invented data for every page. Nothing here is official text.

mod courses;
mod expert_reviews;
mod glossary;
mod hostile;
mod lists;
mod policies;
mod quizzes;
mod reports;
mod reprints;
mod versions;
mod video;
mod words;
mod works;

use pages::{Site, Variant};

pub use hostile::{HOSTILE, hostile_pages};
pub use quizzes::{answer as quiz_answer, form as quiz_form};
pub use video::{film, film_with_poster, video_page};
pub use words::slug;
pub use works::{work, work_page};

pub fn site() -> Site {
    Site {
        tagline: "逐条读懂科普政策".into(),
        base_url: "https://liangyi.example".into(),
        operator: Some("云川县科学技术协会（示例）".into()),
        contact: Some("jiucuo@liangyi.example".into()),
        filing: Some("示例备0000000号".into()),
        tagline_en: "Science policies explained".into(),
        ..Site::called("两翼")
    }
}

/// An old version of a law with so many articles, two interpretations under each.
pub fn law_of(articles: u32) -> String {
    policies::law(&site(), articles).render()
}

/// Every page in its usual, longest and emptiest state, as readers get it: file name and HTML.
pub fn pages() -> Vec<(&'static str, String)> {
    written().into_iter().map(|(name, html)| (name, ordinary(&html))).collect()
}

/// With its menu of views, as a page that lives at `/here` and is read in the ordinary view.
pub fn ordinary(html: &str) -> String {
    pages::dress(html, Variant::default(), "/here?page=2&sort=date", &site())
}

/// The same as the templates write them, before the last step.
pub fn written() -> Vec<(&'static str, String)> {
    written_for(&site())
}

/// For the readers to whom this site speaks.
pub fn written_for(site: &Site) -> Vec<(&'static str, String)> {
    let mut all = lists::pages(site);
    all.extend(policies::pages(site));
    all.extend(works::pages(site));
    all.extend(glossary::pages(site));
    all.extend(quizzes::pages(site));
    all.extend(video::pages(site));
    all.extend(reports::pages(site));
    all.extend(reprints::pages(site));
    all.extend(courses::pages(site));
    all.extend(expert_reviews::pages(site));
    all
}
