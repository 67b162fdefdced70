//! One test binary. A folder per room; test names are sentences.

mod backup;
mod busy;
mod captions;
mod db;
mod document;
mod domain;
mod doors;
mod editorial;
mod feeds;
mod h5;
mod house;
mod mail;
mod media;
mod metrics;
mod outbound;
mod pages;
mod partner;
mod policy;
mod search;
mod site;
mod storage;
mod studio;
mod uploads;
mod video;
mod worker;
