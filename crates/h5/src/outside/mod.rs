//! Addresses outside of the package that are plainly written in its files.
//!
//! For the editor, who is told of each before a reader's browser refuses it in silence. A script can put any address
//! together; against that stands the policy of the served page, not this.

mod address;
mod markup;
mod script;
mod style;

use crate::{Refusal, media_type::Form};
use address::{Leads, leads, outside};

/// More than are ever told of one file.
const MOST: usize = 200;

/// An address, and where it stands in the text.
struct Found {
    at: usize,
    address: String,
    leads: Leads,
}

/// What a scan has found so far.
struct Scan {
    found: Vec<Found>,
    /// How many folders stand above the file.
    depth: usize,
}

impl Scan {
    /// An address that a browser would load or follow.
    fn link(&mut self, at: usize, address: &str) {
        if let Some(leads) = leads(address, self.depth).filter(|_| self.found.len() < MOST) {
            self.found.push(Found { at, address: address.to_owned(), leads });
        }
    }

    /// A text that may be an address.
    fn text(&mut self, at: usize, text: &str) {
        if self.found.len() < MOST && outside(text) {
            self.found.push(Found { at, address: text.to_owned(), leads: Leads::Outside });
        }
    }
}

pub(crate) fn of_file(path: &str, form: Form, bytes: &[u8]) -> Vec<Refusal> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Vec::new() };
    let mut scan = Scan { found: Vec::new(), depth: path.matches('/').count() };
    match form {
        Form::Markup => markup::scan(text, 0, &mut scan),
        Form::Style => style::scan(text, 0, &mut scan),
        Form::Script => script::scan(text, 0, &mut scan),
        Form::Text | Form::Picture(..) | Form::Bytes => {}
    }
    scan.found.sort_by_key(|found| found.at);
    let (mut line, mut counted) = (1, 0);
    let refusals = scan.found.into_iter().map(|found| {
        // Places in a nested text are inside it at most.
        let at = found.at.min(bytes.len()).max(counted);
        line += bytes[counted..at].iter().filter(|byte| **byte == b'\n').count() as u32;
        counted = at;
        Refusal::line(path, line, found.leads.words(&found.address))
    });
    refusals.collect()
}
