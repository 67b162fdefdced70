//! A program of its own: one untrusted file in, renditions and a JSON manifest out.
//!
//! The worker starts it in a temporary folder, reads its exit code and standard output, and kills it when it takes too
//! long. Foreign decoders live here and nowhere else. Absent from here: databases, networks, clocks, randomness, and
//! knowledge of works; the same input gives the same files.
//!
//! Exit codes: 0 done; 1 something failed that is not the file's fault, try again; 2 usage; 3 the file was refused, and
//! the last line of standard output says why; 101 a panic. A signal is a limit of [`limits`] at work (the file asked for
//! more than it may have), a crash, or somebody from outside: of the limits none kills with SIGKILL.

mod ended;
mod hand_over;
mod libav;
mod limits;
mod long_image;
mod ocr;
mod orphan;
mod picture;
mod report;
mod sandbox;
mod shared;
mod typeset;
mod video;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use ended::{Refused, refused};
use limits::Limits;
use report::Report;
use shared::{Parts, Progress, Shared};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Parser)]
#[command(version, about = "Turns an untrusted file into renditions and a manifest.json")]
struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    job: Job,
}

#[derive(Subcommand)]
enum Job {
    /// A picture of an article: PNG, JPEG, WebP, AVIF, HEIC, GIF or TIFF
    Picture { input: PathBuf, out_dir: PathBuf },
    /// A long image: slices at several widths, cut where it disturbs least
    Image(Parts),
    /// A long image as one file to take along, and as the tiles of a viewer that goes into depth (IIIF)
    Copies(Parts),
    /// The words in a long image, with their places: a draft for whoever writes its text version
    Words {
        #[command(flatten)]
        parts: Parts,
        #[arg(long, value_enum, default_value_t = ocr::Script::ZhHans)]
        script: ocr::Script,
    },
    /// What a film is, as JSON on standard output
    Probe { input: PathBuf },
    /// A short video: ladder, sound, playlists, poster, storyboard, captions
    Video {
        input: PathBuf,
        out_dir: PathBuf,
        #[command(flatten)]
        made: Made,
        /// The moment of the poster, in milliseconds; the best one is chosen otherwise
        #[arg(long, value_name = "MS")]
        poster_at: Option<u32>,
    },
    /// The ladder once more in AV1, for a film whose ladder in H.264 is there
    Av1 {
        input: PathBuf,
        out_dir: PathBuf,
        /// The multivariant playlist of that ladder; those that it names lie beside it
        #[arg(long, value_name = "PLAYLIST")]
        onto: PathBuf,
        #[command(flatten)]
        made: Made,
    },
    /// The poster of another moment
    Frame {
        input: PathBuf,
        out_dir: PathBuf,
        /// In milliseconds
        #[arg(long, value_name = "MS")]
        at: u32,
        #[command(flatten)]
        made: Made,
    },
    /// Which walls this kernel puts around the program, as JSON on standard output
    Walls,
    /// An article in type: a long image, a print (PDF), a card for shared links
    Typeset {
        /// A sheet: the article and what is printed around it, as JSON; its pictures lie beside it
        document: PathBuf,
        out_dir: PathBuf,
        /// Templates that go before ours: nodes.typ, long-image.typ, print.typ, card.typ
        #[arg(long, value_name = "DIR")]
        templates: Option<PathBuf>,
    },
}

/// How the files of a film are made.
#[derive(Args)]
struct Made {
    /// What the editor declares of AI content (GB 45438-2025)
    #[arg(long, value_enum, default_value_t)]
    ai: video::Declared,
    /// Named in a new label as the producer
    #[arg(long, value_name = "NAME")]
    ai_producer: Option<String>,
    /// The short side of the largest size that is made, in pixels
    #[arg(long, value_name = "PIXELS", default_value_t = 1080, value_parser = clap::value_parser!(u32).range(360..=1080))]
    largest: u32,
}

impl From<typeset::Refusal> for Refused {
    fn from(refusal: typeset::Refusal) -> Self {
        Self { code: refusal.code(), reason: refusal.reason(), log: refusal.to_string() }
    }
}

impl From<video::Refusal> for Refused {
    fn from(refusal: video::Refusal) -> Self {
        Self { code: refusal.code(), reason: refusal.reason(), log: refusal.to_string() }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Job::Image(parts) | Job::Copies(parts) = &arguments.job {
        hand_over::where_it_may(&parts.all());
    }
    let report = Report::new(arguments.shared.progress == Progress::Json);
    libav::quiet();
    ended::end(run(&arguments, &report), input(&arguments.job), &report)
}

fn input(job: &Job) -> &Path {
    match job {
        Job::Picture { input, .. } | Job::Probe { input } | Job::Video { input, .. } | Job::Av1 { input, .. } => input,
        Job::Frame { input, .. } | Job::Typeset { document: input, .. } => input,
        Job::Image(parts) | Job::Copies(parts) | Job::Words { parts, .. } => &parts.input,
        Job::Walls => Path::new("walls"),
    }
}

fn run(arguments: &Arguments, report: &Report) -> Result<Result<(), Refused>> {
    let lock_in = |limits: &Limits, inputs: &[&Path], out_dir: Option<&PathBuf>| {
        arguments.shared.lock_in(limits, inputs, out_dir.map(PathBuf::as_path))
    };
    match &arguments.job {
        Job::Picture { input, out_dir } => {
            lock_in(&limits::PICTURE, &[input], Some(out_dir))?;
            Ok(refused(picture::run(input, out_dir, report)?))
        }
        Job::Image(parts) => {
            lock_in(&limits::LONG_IMAGE, &parts.all(), Some(&parts.out_dir))?;
            Ok(refused(long_image::run(&parts.all(), &parts.out_dir, report)?))
        }
        Job::Copies(parts) => {
            lock_in(&limits::LONG_IMAGE, &parts.all(), Some(&parts.out_dir))?;
            Ok(refused(long_image::copies(&parts.all(), &parts.out_dir, report)?))
        }
        Job::Words { parts, script } => {
            ocr::one_thread()?;
            let engine = ocr::Engine::load(*script)?;
            lock_in(&limits::WORDS, &parts.all(), Some(&parts.out_dir))?;
            Ok(refused(ocr::run(&parts.all(), &parts.out_dir, engine, report)?))
        }
        Job::Probe { input } => {
            lock_in(&limits::VIDEO, &[input], None)?;
            Ok(refused(video::probe(input)?).map(|json| println!("{json}")))
        }
        Job::Video { input, out_dir, made, poster_at } => {
            lock_in(&limits::VIDEO, &[input], Some(out_dir))?;
            let options = video::Options { poster_at: *poster_at, ..options(made) };
            Ok(refused(video::run(input, out_dir, &options, report)?))
        }
        Job::Av1 { input, out_dir, onto, made } => {
            let given = video::Given::read(onto)?;
            lock_in(&limits::VIDEO, &[input], Some(out_dir))?;
            Ok(refused(video::av1(input, out_dir, &given, &options(made), report)?))
        }
        Job::Walls => {
            let landlock = lock_in(&limits::PICTURE, &[], None)?;
            println!("{}", serde_json::json!({ "landlock": landlock.code() }));
            Ok(Ok(()))
        }
        Job::Typeset { document, out_dir, templates } => {
            let ready = typeset::prepare(templates.as_deref())?;
            lock_in(&limits::TYPESET, &[document, typeset::beside(document)], Some(out_dir))?;
            Ok(refused(typeset::run(document, out_dir, ready, report)?))
        }
        Job::Frame { input, out_dir, at, made } => {
            lock_in(&limits::VIDEO, &[input], Some(out_dir))?;
            Ok(refused(video::frame(input, out_dir, *at, &options(made))?))
        }
    }
}

fn options(made: &Made) -> video::Options {
    video::Options { ai: made.ai, ai_producer: made.ai_producer.clone(), poster_at: None, largest: made.largest }
}
