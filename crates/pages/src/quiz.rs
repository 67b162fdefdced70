//! The questions of a work: the form, what became of the answers, and why an answer was not taken.
//!
//! Absent from the form: which options are right.

use crate::{Head, Link, SafeHtml, Section, Site, Ui, address, head};
use askama::Template;
use domain::{Language, QuizKind, Score, Slug};

/// What is asked, as it stands in the form.
#[derive(Clone, Debug)]
pub struct QuizQuestion {
    /// The same as in the work.
    pub anchor: String,
    pub kind: QuizKind,
    /// From the `document` crate.
    pub asked: SafeHtml,
    pub options: Vec<String>,
}

/// `/works/{slug}/quiz`
#[derive(Clone, Debug, Template)]
#[template(path = "quiz.html")]
pub struct QuizPage<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    /// Of the work.
    pub title: String,
    pub language: Language,
    /// The signed word that the form carries.
    pub attempt: String,
    pub questions: Vec<QuizQuestion>,
    /// Why the form is here again.
    pub notice: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub struct MarkedOption {
    pub text: String,
    pub right: bool,
    /// By this reader.
    pub chosen: bool,
    /// By all, this reader among them.
    pub times: i64,
}

#[derive(Clone, Debug)]
pub struct MarkedQuestion {
    pub question: QuizQuestion,
    pub score: Score,
    pub options: Vec<MarkedOption>,
    pub explanation: SafeHtml,
    pub clause: Option<Link>,
    /// By all, this reader among them.
    pub answered: i64,
    pub right: i64,
}

#[derive(Clone, Debug, Template)]
#[template(path = "quiz_answer.html")]
pub struct QuizAnswer<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    pub title: String,
    pub language: Language,
    /// False where the same form was sent before.
    pub counted: bool,
    pub questions: Vec<MarkedQuestion>,
}

#[derive(Clone, Debug, Template)]
#[template(path = "quiz_refused.html")]
pub struct QuizRefused<'a> {
    pub site: &'a Site,
    pub slug: Slug,
    /// What was wrong, and what to do.
    pub message: String,
    /// False where the work takes no answers at all.
    pub again: bool,
}

impl QuizQuestion {
    /// The name under which the form sends what was chosen; several boxes with one name are an array.
    pub fn field(anchor: &str, kind: QuizKind) -> String {
        if kind.takes_one() { format!("q-{anchor}") } else { format!("q-{anchor}[]") }
    }

    fn name(&self) -> String {
        Self::field(&self.anchor, self.kind)
    }

    fn input(&self) -> &'static str {
        if self.kind.takes_one() { "radio" } else { "checkbox" }
    }
}

impl MarkedQuestion {
    /// A shape beside the words, so that no colour is needed to tell.
    fn shape(&self) -> &'static str {
        match self.score {
            Score::Right => "✓",
            Score::Wrong => "✗",
            Score::Left => "○",
        }
    }

    fn class(&self) -> &'static str {
        match self.score {
            Score::Right => "quiz-right",
            Score::Wrong => "quiz-wrong",
            Score::Left => "quiz-left",
        }
    }

    fn verdict(&self, t: &Ui) -> &'static str {
        match self.score {
            Score::Right => t.quiz_right,
            Score::Wrong => t.quiz_wrong,
            Score::Left => t.quiz_left,
        }
    }
}

impl QuizPage<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words_for(self.language);
        private(self.site, &self.slug, &self.title, self.language, t.quiz)
    }

    fn own_tag(&self) -> Option<&'static str> {
        self.site.words_for(self.language).own_tag(self.language)
    }

    fn action(&self) -> String {
        address::quiz(&self.slug)
    }

    fn work_href(&self) -> String {
        address::work(&self.slug)
    }
}

impl QuizAnswer<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let t = self.site.words_for(self.language);
        private(self.site, &self.slug, &self.title, self.language, t.quiz_result)
    }

    fn own_tag(&self) -> Option<&'static str> {
        self.site.words_for(self.language).own_tag(self.language)
    }

    fn score(&self, t: &Ui) -> String {
        t.quiz_score(self.questions.iter().filter(|one| one.score == Score::Right).count(), self.questions.len())
    }

    fn again_href(&self) -> String {
        address::quiz(&self.slug)
    }

    fn work_href(&self) -> String {
        address::work(&self.slug)
    }
}

impl QuizRefused<'_> {
    pub fn render(&self) -> String {
        head::write(self)
    }

    fn head(&self) -> Head {
        let mut head = Head::new(self.site, Section::Works, self.title(self.site.words()), &address::quiz(&self.slug));
        head.canonical = None;
        head.indexed = false;
        head
    }

    fn title(&self, t: &Ui) -> &'static str {
        if self.again { t.quiz_not_marked } else { t.quiz_closed_title }
    }

    fn again_href(&self) -> String {
        address::quiz(&self.slug)
    }

    fn work_href(&self) -> String {
        address::work(&self.slug)
    }
}

/// Pages of one reader, which no search engine keeps.
fn private(site: &Site, slug: &Slug, work: &str, language: Language, title: &str) -> Head {
    let t = site.words_for(language);
    let mut head = Head::new(site, Section::Works, format!("{title} · {work}"), &address::quiz(slug))
        .crumb(t.works, address::WORKS)
        .crumb(work, address::work(slug));
    head.lang = t.root_tag(language);
    head.t = t;
    head.canonical = None;
    head.indexed = false;
    head
}
