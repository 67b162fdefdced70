//! A course list: works in an order. How far somebody has come is known to their own device alone, and only where scripts run.

use crate::{Head, OrganisationRef, Section, Site, Ui, address, head};
use askama::Template;
use domain::{Audience, Slug, WorkKind};

/// A work in its place.
#[derive(Clone, Debug)]
pub enum CourseStep {
    Open {
        slug: Slug,
        title: String,
        lead: String,
        kind: WorkKind,
        minutes: u32,
    },
    /// It was withdrawn; the title, where that is still said.
    Gone {
        slug: Slug,
        title: Option<String>,
    },
}

#[derive(Clone, Debug, Template)]
#[template(path = "course.html")]
pub struct CoursePage<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    pub title: String,
    pub lead: String,
    pub audience: Option<Audience>,
    pub organisation: OrganisationRef,
    pub steps: Vec<CourseStep>,
    pub example: bool,
}

impl CoursePage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words();
        let path = address::course(&self.slug);
        Head::new(self.site, Section::Works, &self.title, &path)
            .spoken(self.site, &path)
            .description(&self.lead)
            .crumb(t.courses, address::COURSES)
    }

    fn href(&self, slug: &Slug) -> String {
        address::work_in_course(slug, &self.slug)
    }

    fn gone_href(&self, slug: &Slug) -> String {
        address::work(slug)
    }

    fn audience_href(&self, audience: &Audience) -> String {
        address::audience(*audience)
    }

    /// The first that can be read.
    fn first(&self) -> Option<&Slug> {
        self.open().next().map(|(slug, _)| slug)
    }

    /// Slug and minutes of those that can be read.
    fn open(&self) -> impl Iterator<Item = (&Slug, u32)> {
        self.steps.iter().filter_map(|step| match step {
            CourseStep::Open { slug, minutes, .. } => Some((slug, *minutes)),
            CourseStep::Gone { .. } => None,
        })
    }

    /// How many there are, and how long they take together.
    fn size(&self, t: &Ui) -> String {
        let (works, minutes) = (self.open().count() as u64, self.open().map(|(_, minutes)| minutes).sum::<u32>());
        format!("{} · {}", t.works_counted(works), t.reading(minutes))
    }
}

/// Where a work stands in the course from which it was opened.
#[derive(Clone, Debug)]
pub struct InCourse {
    pub slug: Slug,
    pub title: String,
    /// From 1, among those that can be read.
    pub number: u64,
    pub total: u64,
    /// Slug and title.
    pub previous: Option<(Slug, String)>,
    pub next: Option<(Slug, String)>,
}

impl InCourse {
    pub(crate) fn href(&self) -> String {
        address::course(&self.slug)
    }

    pub(crate) fn step(&self, slug: &Slug) -> String {
        address::work_in_course(slug, &self.slug)
    }
}
