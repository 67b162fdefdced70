//! The words of the pages themselves, in Chinese and English.
//!
//! A page speaks the language that the reader asked for by the address (`/en/…`), and else that of the work on it: works in
//! other languages get English words around them, and everything that is not one work is Chinese. What is said stands in
//! `messages`; here is how the two languages differ beyond it.

use crate::messages::{Words, grouped};
use domain::{
    AiLabel, Audience, ClauseStatus, CorrectionKind, CorrectionScope, Day, Genre, Language, Licence, LinkState, MappingKind,
    Month, OrganisationKind, PolicyRelation, QuizKind, ReportState, ReportTopic, ReviewStage, Role, Severity, Timestamp,
    WorkKind,
};
use fluent_bundle::FluentValue;
use std::{fmt, sync::LazyLock};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speech {
    #[default]
    Chinese,
    English,
}

impl Speech {
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// BCP 47
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hans",
            Self::English => "en",
        }
    }

    /// What the pages say in it.
    pub fn words(self) -> &'static Ui {
        static CHINESE: LazyLock<Ui> = LazyLock::new(|| Ui::read(Speech::Chinese));
        static ENGLISH: LazyLock<Ui> = LazyLock::new(|| Ui::read(Speech::English));
        match self {
            Self::Chinese => &CHINESE,
            Self::English => &ENGLISH,
        }
    }
}

/// The words for a work in this language.
pub(crate) fn of(language: Language) -> &'static Ui {
    if language.is_chinese() { Speech::Chinese.words() } else { Speech::English.words() }
}

/// The words for a page whose root has this tag.
pub(crate) fn of_tag(tag: &str) -> &'static Ui {
    if tag.starts_with("zh") { Speech::Chinese.words() } else { Speech::English.words() }
}

/// Names of the domain's closed lists in this language.
macro_rules! names {
    ($($name:ident: $list:ty;)+) => {
        impl Ui {
            $(pub fn $name(&self, term: &$list) -> &'static str { if self.is_english() { term.en() } else { term.zh() } })+
        }
    };
}

names! {
    kind: WorkKind;
    genre: Genre;
    audience: Audience;
    role: Role;
    stage: ReviewStage;
    licence_name: Licence;
    ai_name: AiLabel;
    correction: CorrectionKind;
    severity: Severity;
    scope: CorrectionScope;
    link_state: LinkState;
    quiz_kind: QuizKind;
    status: ClauseStatus;
    change: MappingKind;
    organisation_kind: OrganisationKind;
    language_name: Language;
    report_topic: ReportTopic;
    report_state: ReportState;
    relation: PolicyRelation;
}

impl Ui {
    pub fn speech(&self) -> Speech {
        self.speech
    }

    pub fn is_english(&self) -> bool {
        self.speech == Speech::English
    }

    /// The tag to put on words in another language than this, for fonts and for the voice that reads aloud.
    pub(crate) fn foreign(&self, language: &Language) -> Option<&'static str> {
        let own = if self.is_english() { Language::En } else { Language::ZhHans };
        (*language != own).then_some(language.code())
    }

    /// Of a work that is not in the language of the words around it.
    pub(crate) fn own_tag(&self, language: Language) -> Option<&'static str> {
        let spoken = if self.is_english() { language == Language::En } else { language.is_chinese() };
        (!spoken).then_some(language.code())
    }

    /// Of the page around a work: the two are at home in one tag where they speak one language.
    pub(crate) fn root_tag(&self, language: Language) -> &'static str {
        if self.own_tag(language).is_some() { self.speech.tag() } else { language.code() }
    }

    /// Says of Chinese words on an English page what they are: names, titles and official text.
    pub(crate) fn lang(&self, words: impl AsRef<str>) -> Marked {
        let chinese = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        Marked((self.is_english() && words.as_ref().chars().any(chinese)).then_some(Speech::Chinese))
    }

    /// The same of what is Chinese by nature.
    pub(crate) fn chinese(&self) -> Marked {
        Marked(self.is_english().then_some(Speech::Chinese))
    }

    /// Words of the page inside what is Chinese by nature.
    pub(crate) fn spoken(&self) -> Marked {
        Marked(self.is_english().then_some(Speech::English))
    }

    /// `2026年10月1日`, `1 October 2026`
    pub(crate) fn day(&self, day: &Day) -> String {
        if self.is_english() { day.en() } else { day.zh() }
    }

    /// The day of something on this site: `2026-10-01`, `1 October 2026`
    pub(crate) fn short_day(&self, at: &Timestamp) -> String {
        if self.is_english() { at.day().en() } else { at.day().to_string() }
    }

    /// The day of a source: `2026-08-20`, `20 August 2026`
    pub(crate) fn source_day(&self, day: &Day) -> String {
        if self.is_english() { day.en() } else { day.to_string() }
    }

    /// To the minute in Beijing: `2026-10-01 09:00`, `1 October 2026, 09:00`
    pub(crate) fn moment(&self, at: &Timestamp) -> String {
        let text = at.minute();
        match text.split_once(' ').filter(|_| self.is_english()) {
            Some((_, clock)) => format!("{}, {clock}", at.day().en()),
            None => text,
        }
    }

    /// `2025年11月`, `November 2025`
    pub fn month(&self, month: &Month) -> String {
        if self.is_english() { month.en() } else { month.zh() }
    }

    pub(crate) fn own_name(&self, language: &Language) -> &'static str {
        crate::work_parts::own_name(*language)
    }

    /// `1,204 人次作答，62% 答对`
    pub(crate) fn quiz_counts(&self, answered: i64, right: i64) -> String {
        if answered <= 0 {
            return self.quiz_none.to_owned();
        }
        let percent = (200 * right + answered) / (2 * answered);
        self.quiz_answered(grouped(answered), percent)
    }

    /// Names one after the other.
    pub fn list(&self, names: &[impl AsRef<str>]) -> String {
        names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.comma)
    }

    /// The name in this language, where there is one.
    pub fn name<'a>(&self, name: &'a str, english: Option<&'a str>) -> &'a str {
        english.filter(|english| self.is_english() && !english.is_empty()).unwrap_or(name)
    }
}

/// The attribute of an element whose words are in another language than those around it; nothing where they are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marked(Option<Speech>);

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |speech| write!(f, " lang=\"{}\"", speech.tag()))
    }
}

impl askama::filters::HtmlSafe for Marked {}
