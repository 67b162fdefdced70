//! What a letter says, as plain text and as HTML: the same words in both.

use crate::html;
use domain::MailAddress;
use lettre::{
    Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// Characters of a subject: longer ones are cut by every mailbox.
const LONGEST_SUBJECT: usize = 80;

/// One thing that a letter says. Words may hold anything: they are text in both forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Words(String),
    /// Above items of one kind.
    Heading(String),
    /// A thing that happened, and where to look.
    Item {
        title: String,
        words: String,
        href: String,
    },
    /// What the letter is for.
    Link {
        words: String,
        href: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    pub to: MailAddress,
    pub subject: String,
    pub blocks: Vec<Block>,
    /// The address under which no more of these are sent, by one click and without signing in.
    pub stop: String,
    /// What this letter is, the same at each attempt to send it: mailboxes then show a repeated one once. Letters, digits, `.`
    /// and `-`.
    pub id: String,
    /// The name of the site.
    pub site: String,
}

/// Line breaks and other controls are spaces: they would begin another header, or another line.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() || is_bidi(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What turns the direction of the words around it.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Letter {
    pub(crate) fn message(&self, from: Mailbox) -> Result<Message, lettre::error::Error> {
        let host = from.email.domain().to_owned();
        let mut subject: String = one_line(&self.subject).chars().take(LONGEST_SUBJECT).collect();
        if subject.chars().count() < one_line(&self.subject).chars().count() {
            subject.push('…');
        }
        let to = self.to.as_str().parse().map_err(|_| lettre::error::Error::MissingTo)?;
        let header = |name: &'static str, value: &str| HeaderValue::new(HeaderName::new_from_ascii_str(name), one_line(value));
        Message::builder()
            .from(from)
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{}@{host}>", self.id)))
            // RFC 3834: no answering machine answers it.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            // RFC 2369 and RFC 8058: the mailbox's own button stops it.
            .raw_header(header("List-Unsubscribe", &format!("<{}>", self.stop)))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
            .multipart(MultiPart::alternative_plain_html(self.text(), self.html()))
    }

    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            match block {
                Block::Words(words) => text.push_str(&format!("{}\n\n", words.trim())),
                Block::Heading(words) => text.push_str(&format!("【{}】\n\n", one_line(words))),
                Block::Item { title, words, href } => {
                    text.push_str(&format!("· {}\n  {}\n  {href}\n\n", one_line(title), one_line(words)));
                }
                Block::Link { words, href } => text.push_str(&format!("{}：\n{href}\n\n", one_line(words))),
            }
        }
        text.push_str(&format!("-- \n{}\n不想再收到这些邮件：{}\n", one_line(&self.site), self.stop));
        text
    }

    fn html(&self) -> String {
        html::write(self)
    }
}
