//! How the program ends: what a file was refused for, and the exit code.

use crate::{long_image, picture, report::Report};
use anyhow::Result;
use std::{fmt::Display, path::Path, process::ExitCode};

/// Why a file was not taken: a code for programs, and words for the editor and the log.
pub struct Refused {
    pub code: &'static str,
    pub reason: String,
    pub log: String,
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

pub fn refused<T>(result: Result<T, impl Display + Into<Refused>>) -> Result<T, Refused> {
    result.map_err(Into::into)
}

/// Says to standard error and to the worker how a job on `input` ended.
pub fn end(ended: Result<Result<(), Refused>>, input: &Path, report: &Report) -> ExitCode {
    match ended {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(refused)) => {
            eprintln!("{}: {}", input.display(), refused.log);
            report.refused(refused.code, &refused.reason);
            ExitCode::from(3)
        }
        Err(error) => {
            eprintln!("{}: {error:#}", input.display());
            ExitCode::FAILURE
        }
    }
}
