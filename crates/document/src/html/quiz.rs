//! A question with answers to choose from, as it stands in the text.
//!
//! Absent from a public page: which answer is right, and the explanation. They come with the answer page. A feed has no answer
//! page, so it carries the explanation as text; who checks a text before it is public sees both.

use super::Writer;
use crate::Quiz;
use domain::QuizKind;

impl<'a> Writer<'a> {
    pub(super) fn quiz(&mut self, quiz: &'a Quiz) {
        self.section(quiz.anchor.as_str(), "quiz");
        self.tag("<p");
        self.class("quiz-kind");
        self.tag(">");
        self.text(match quiz.kind {
            QuizKind::Single => self.words.single,
            QuizKind::Multiple => self.words.multiple,
            QuizKind::TrueFalse => self.words.true_false,
        });
        self.tag("</p>\n");
        self.heading(self.level + 1, None, &quiz.question);
        self.tag("\n<ul");
        self.class("quiz-options");
        self.tag(">\n");
        for option in &quiz.options {
            self.tag("<li>");
            self.text(&option.text);
            if self.links.answers && option.right {
                self.tag(" <strong>");
                self.text(self.words.right_option);
                self.tag("</strong>");
            }
            self.tag("</li>\n");
        }
        self.tag("</ul>\n");
        if self.links.plain || self.links.answers {
            self.explanation(quiz);
        }
        if !self.links.plain
            && let Some(page) = &self.links.quiz
        {
            self.tag("<p class=\"quiz-start\"><a class=\"button\"");
            self.address("href", &format!("{page}#{}", quiz.anchor));
            self.tag(">");
            self.text(self.words.answer_quiz);
            self.tag("</a></p>\n");
        }
        self.end_section();
    }

    fn explanation(&mut self, quiz: &'a Quiz) {
        self.tag("<p>");
        self.text(self.words.explanation);
        self.inlines(&quiz.explanation);
        if let Some(target) = quiz.clause.as_ref().and_then(|clause| self.links.clauses.get(clause)) {
            self.tag(" <a");
            self.address("href", &target.href);
            self.tag(">");
            self.text(format!("{} {}", target.label, target.heading).trim());
            self.tag("</a>");
        }
        self.tag("</p>\n");
    }
}
