//! A program of its own: one untrusted file in, renditions and a JSON manifest out.
//!
//! The worker starts it in a temporary folder, reads its exit code and standard output, and kills it when it takes too
//! long. Foreign decoders live here and nowhere else. Absent from here: databases, networks, clocks, randomness, and
//! knowledge of works; the same input gives the same files.
//!
//! Exit codes: 0 done; 1 something failed that is not the file's fault, try again; 2 usage; 3 the file was refused, and
//! the last line of standard output says why; 101 a panic. A signal is a limit of [`limits`] at work (the file asked for
//! more than it may have), a crash, or somebody from outside: of the limits none kills with SIGKILL.

mod libav;
mod limits;
mod long_image;
mod ocr;
mod orphan;
mod picture;
mod report;
mod sandbox;
mod typeset;
mod video;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};
use limits::Limits;
use report::Report;
use std::{
    fmt::Display,
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Parser)]
#[command(version, about = "Turns an untrusted file into renditions and a manifest.json")]
struct Arguments {
    /// Print a line of JSON to standard output after each step
    #[arg(long, value_enum, default_value_t = Progress::None, global = true)]
    progress: Progress,
    /// End when standard input does: whoever holds its other end is gone
    #[arg(long, global = true)]
    until_stdin_ends: bool,
    /// End after so much processor time, of all threads together, in place of the job's own limit
    #[arg(long, value_name = "SECONDS", global = true)]
    processor_time: Option<u64>,
    /// Refuse a film of which more would be written than this
    #[arg(long, value_name = "MIB", global = true)]
    most_output: Option<u64>,
    #[command(subcommand)]
    job: Job,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Progress {
    None,
    Json,
}

#[derive(Subcommand)]
enum Job {
    /// A picture of an article: PNG, JPEG, WebP or GIF
    Picture { input: PathBuf, out_dir: PathBuf },
    /// A long image: slices at several widths, cut where it disturbs least
    Image {
        input: PathBuf,
        out_dir: PathBuf,
        /// Goes on below; to be given once for each further part, in order
        #[arg(long = "next", value_name = "INPUT")]
        next: Vec<PathBuf>,
    },
    /// The words in a long image, with their places: a draft for whoever writes its text version
    Words {
        input: PathBuf,
        out_dir: PathBuf,
        /// Goes on below; to be given once for each further part, in order
        #[arg(long = "next", value_name = "INPUT")]
        next: Vec<PathBuf>,
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

/// Why a file was not taken: a code for programs, and words for the editor and the log.
struct Refused {
    code: &'static str,
    reason: String,
    log: String,
}

fn refused<T>(result: Result<T, impl Display + Into<Refused>>) -> Result<T, Refused> {
    result.map_err(Into::into)
}

impl From<picture::Refusal> for Refused {
    fn from(refusal: picture::Refusal) -> Self {
        Self { code: refusal.code(), reason: refusal.reason(), log: refusal.to_string() }
    }
}

impl From<long_image::Refusal> for Refused {
    fn from(refusal: long_image::Refusal) -> Self {
        Self { code: refusal.code(), reason: refusal.reason(), log: refusal.to_string() }
    }
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
    let report = Report::new(arguments.progress == Progress::Json);
    libav::quiet();
    match run(&arguments, &report) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(refused)) => {
            eprintln!("{}: {}", input(&arguments.job).display(), refused.log);
            report.refused(refused.code, &refused.reason);
            ExitCode::from(3)
        }
        Err(error) => {
            eprintln!("{}: {error:#}", input(&arguments.job).display());
            ExitCode::FAILURE
        }
    }
}

fn input(job: &Job) -> &Path {
    match job {
        Job::Picture { input, .. } | Job::Probe { input } | Job::Video { input, .. } | Job::Av1 { input, .. } => input,
        Job::Frame { input, .. } | Job::Image { input, .. } | Job::Words { input, .. } | Job::Typeset { document: input, .. } => {
            input
        }
        Job::Walls => Path::new("walls"),
    }
}

fn run(arguments: &Arguments, report: &Report) -> Result<Result<(), Refused>> {
    // From here on the process may do what the job needs, and nothing else.
    let lock_in = |limits: &Limits, inputs: &[&Path], out_dir: Option<&PathBuf>| {
        limits::apply(limits, arguments.processor_time, arguments.most_output)?;
        let landlock = sandbox::enter(inputs, out_dir.map(PathBuf::as_path))?;
        if arguments.until_stdin_ends {
            orphan::end_with_standard_input()?;
        }
        anyhow::Ok(landlock)
    };
    match &arguments.job {
        Job::Picture { input, out_dir } => {
            lock_in(&limits::PICTURE, &[input], Some(out_dir))?;
            Ok(refused(picture::run(input, out_dir, report)?))
        }
        Job::Image { input, out_dir, next } => {
            let parts: Vec<&Path> = [input].into_iter().chain(next).map(PathBuf::as_path).collect();
            lock_in(&limits::LONG_IMAGE, &parts, Some(out_dir))?;
            Ok(refused(long_image::run(&parts, out_dir, report)?))
        }
        Job::Words { input, out_dir, next, script } => {
            let parts: Vec<&Path> = [input].into_iter().chain(next).map(PathBuf::as_path).collect();
            ocr::one_thread()?;
            let engine = ocr::Engine::load(*script)?;
            lock_in(&limits::WORDS, &parts, Some(out_dir))?;
            Ok(refused(ocr::run(&parts, out_dir, engine, report)?))
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
