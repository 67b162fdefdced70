//! The pages of the reader's site: one struct of plain data per page, and the template beside it.
//!
//! Pure: a handler fills a struct from one query, calls `render`, and sends the string.
//! Absent from here: I/O, async, clocks, SQL and HTTP; inline styles and scripts; addresses of anybody else's server
//! that a page would load something from.

pub mod address;
pub mod assets;

mod about;
mod card;
mod citation;
mod clause;
mod clause_row;
mod compare;
mod directory;
mod dress;
mod error;
mod feeds;
mod filter;
mod fragment;
mod gone;
mod h5;
mod head;
mod home;
mod languages;
mod link;
mod listing;
mod long_image;
mod organisation;
mod people;
mod person;
pub mod place;
mod player;
mod policies;
mod policy;
mod policy_parts;
mod safe_html;
mod script;
mod search;
mod site;
mod structured;
mod tags;
mod tally;
mod ui;
pub mod variant;
mod views;
mod work;
mod work_parts;

pub use about::About;
pub use card::{CampaignCard, CampaignPhase, PolicyCard, WorkCard};
pub use citation::Citation;
pub use clause::{ClausePage, HistoryEntry};
pub use clause_row::{ClauseLink, ClauseRow, Similar, Span, StatusMark, Text};
pub use compare::{Compare, CompareRow, CompareSide, Diff};
pub use directory::{Directory, DirectoryEntry, DirectoryKind};
pub use dress::dress;
pub use error::{ErrorKind, ErrorPage};
pub use feeds::{FeedDirectory, FeedGroup};
pub use filter::{FilterGroup, FilterOption, Pager, WorkList};
pub use fragment::Fragment;
pub use gone::{Gone, LinkedWork};
pub use h5::{H5_PERMISSIONS, H5Frame, h5_policy};
pub use head::{FeedLink, Head, Section};
pub use home::{Home, Lane, Totals};
pub use link::{Link, Tile};
pub use listing::{Listing, ListingSubject};
pub use long_image::{ImagePanel, ImageSlice, LongImage, Mark, panel_id};
pub use organisation::OrganisationPage;
pub use people::{Credit, OrganisationRef, PersonRef, Review};
pub use person::PersonPage;
pub use player::{Incomplete, Measures, Passage, Player, Transcript, VideoFile};
pub use policies::Policies;
pub use policy::{PolicyPage, View};
pub use policy_parts::{Part, PartKind, PolicyRef, RelationRow, Row, Signature, VersionRef};
pub use safe_html::SafeHtml;
pub use script::Script;
pub use search::{Corrected, Hit, Search, SortLink};
pub use site::Site;
pub use structured::JsonLd;
pub use tally::Tally;
pub use ui::Ui;
pub use variant::{TextSize, Variant};
pub use work::{CertificateNote, WorkPage};
pub use work_parts::{CorrectionNote, LinkedClause, LinkedPlace, Sister, Source};
