//! What every job is told, and the parts of a long image.

use crate::{
    limits::{self, Limits},
    orphan, sandbox,
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Shared {
    /// Print a line of JSON to standard output after each step
    #[arg(long, value_enum, default_value_t = Progress::None, global = true)]
    pub progress: Progress,
    /// End when standard input does: whoever holds its other end is gone
    #[arg(long, global = true)]
    until_stdin_ends: bool,
    /// End after so much processor time, of all threads together, in place of the job's own limit
    #[arg(long, value_name = "SECONDS", global = true)]
    processor_time: Option<u64>,
    /// Refuse a film of which more would be written than this
    #[arg(long, value_name = "MIB", global = true)]
    most_output: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    None,
    Json,
}

#[derive(Args)]
pub struct Parts {
    pub input: PathBuf,
    pub out_dir: PathBuf,
    /// Goes on below; to be given once for each further part, in order
    #[arg(long = "next", value_name = "INPUT")]
    next: Vec<PathBuf>,
}

impl Parts {
    /// From top to bottom.
    pub fn all(&self) -> Vec<&Path> {
        [&self.input].into_iter().chain(&self.next).map(PathBuf::as_path).collect()
    }
}

impl Shared {
    /// From here on the process may do what the job needs, and nothing else.
    pub fn lock_in(&self, limits: &Limits, inputs: &[&Path], out_dir: Option<&Path>) -> Result<sandbox::Landlock> {
        limits::apply(limits, self.processor_time, self.most_output)?;
        let landlock = sandbox::enter(inputs, out_dir)?;
        if self.until_stdin_ends {
            orphan::end_with_standard_input()?;
        }
        Ok(landlock)
    }
}
