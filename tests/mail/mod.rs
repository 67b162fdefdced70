//! E-mail: what a letter is on the wire, who is told what, and when; and that one click stops it.

mod letters;
mod links;
mod notices;
