//! One file per table, columns as the migrations declare them. Queries stand in the rooms above, not here.
#![allow(dead_code, reason = "the macro makes types for nested reads that not every table needs")]

pub mod account;
pub mod asset;
pub mod campaign;
pub mod change;
pub mod change_head;
pub mod channel;
pub mod clause;
pub mod clause_link;
pub mod clause_mapping;
pub mod clause_status;
pub mod correction;
pub mod job;
pub mod membership;
pub mod organisation;
pub mod organisation_member;
pub mod person;
pub mod policy;
pub mod policy_name;
pub mod policy_relation;
pub mod policy_version;
pub mod rendition;
pub mod topic;
pub mod upload;
pub mod work;
pub mod work_asset;
pub mod work_audience;
pub mod work_campaign;
pub mod work_channel;
pub mod work_listing;
pub mod work_organisation;
pub mod work_person;
pub mod work_redirect;
pub mod work_review;
pub mod work_revision;
pub mod work_topic;
