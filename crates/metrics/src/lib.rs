//! Numbers for whoever runs the site, in the words of OpenMetrics, on a listener of their own.
//!
//! Requests are counted as they are answered; all else is looked up when somebody asks. Absent from here: names of readers,
//! addresses with their parameters, and anything else that would tell who read what.

mod page;
mod requests;
mod state;

pub use page::configure;
pub use requests::{Requests, measure};
pub use state::Watched;
