//! Door 2, editors': JSON over a session, and the built single-page app.
//!
//! Absent from here: rules (they are in `domain` and `editorial`) and SQL.
