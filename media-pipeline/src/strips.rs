//! Long images of the kinds that are read in strips or by plain decoders, in a program of their own: the libraries for films,
//! words and type are some hundred and eighty files, whose loading takes fifty megabytes and as many milliseconds before
//! anything happens.
//!
//! `media-pipeline` hands over to it where it stands beside; see `hand_over.rs`. Same arguments, same files, same exit codes.
#![allow(dead_code, unused_imports, reason = "the other program uses the rest of these modules")]

mod ended;
#[path = "apart/libav.rs"]
mod libav;
mod limits;
mod long_image;
mod orphan;
mod picture;
mod report;
mod sandbox;
mod shared;

use anyhow::Result;
use clap::{Parser, Subcommand};
use ended::{Refused, refused};
use report::Report;
use shared::{Parts, Progress, Shared};
use std::process::ExitCode;

#[derive(Parser)]
#[command(version, about = "Turns untrusted pictures into slices and a manifest.json; started by media-pipeline")]
struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// A long image: slices at several widths, cut where it disturbs least
    Image(Parts),
    /// A long image as one file to take along, and as the tiles of a viewer that goes into depth (IIIF)
    Copies(Parts),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let report = Report::new(arguments.shared.progress == Progress::Json);
    let (Job::Image(parts) | Job::Copies(parts)) = &arguments.job;
    ended::end(run(&arguments, parts, &report), &parts.input, &report)
}

fn run(arguments: &Arguments, parts: &Parts, report: &Report) -> Result<Result<(), Refused>> {
    arguments.shared.lock_in(&limits::LONG_IMAGE, &parts.all(), Some(&parts.out_dir))?;
    Ok(refused(match arguments.job {
        Job::Image(_) => long_image::run(&parts.all(), &parts.out_dir, report)?,
        Job::Copies(_) => long_image::copies(&parts.all(), &parts.out_dir, report)?,
    }))
}
