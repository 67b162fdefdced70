//! A program of its own: one untrusted file in, renditions and a JSON manifest out.
//!
//! The worker starts it in a temporary folder, reads its exit code and standard output, and kills it when it takes too
//! long. Foreign decoders live here and nowhere else. Absent from here: databases, networks, clocks, randomness, and
//! knowledge of works; the same input gives the same files.
//!
//! Exit codes: 0 done; 1 something failed that is not the file's fault, try again; 2 usage; 3 the file was refused, and
//! the last line of standard output says why. Anything else (a signal, an abort) is a limit of [`limits`] at work: the
//! file asked for more than it may have.

mod libav;
mod limits;
mod picture;
mod refusal;
mod report;

use clap::{Parser, Subcommand, ValueEnum};
use report::Report;
use std::{path::PathBuf, process::ExitCode};

#[derive(Parser)]
#[command(version, about = "Turns an untrusted file into renditions and a manifest.json")]
struct Arguments {
    /// Print a line of JSON to standard output after each step
    #[arg(long, value_enum, default_value_t = Progress::None, global = true)]
    progress: Progress,
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
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let report = Report::new(arguments.progress == Progress::Json);
    let Job::Picture { input, out_dir } = arguments.job;
    match limits::apply().and_then(|()| picture::run(&input, &out_dir, &report)) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(refusal)) => {
            eprintln!("{}: {refusal}", input.display());
            report.refused(&refusal);
            ExitCode::from(3)
        }
        Err(error) => {
            eprintln!("{}: {error:#}", input.display());
            ExitCode::FAILURE
        }
    }
}
