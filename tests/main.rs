//! One test binary. A folder per room; test names are sentences.

mod document;
mod domain;
mod doors;
mod feeds;
mod house;
mod media;
mod pages;
mod policy;
mod search;
mod storage;
