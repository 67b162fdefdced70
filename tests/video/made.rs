//! Films made by Debian's `ffmpeg`: a moving test picture that flashes white, sound that beeps at the same moments.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// How a film is made and what must come out.
#[derive(Clone)]
pub struct Row {
    pub name: &'static str,
    /// A shell script in which `$F` is `ffmpeg`, `$V` and `$A` the picture's and the sound's source, `$OUT` the film.
    pub script: &'static str,
    pub extension: &'static str,
    pub size: (u32, u32),
    pub rate: f64,
    pub seconds: f64,
    /// As the manifest must have it; the source's size where nothing is said.
    pub seen: Option<(u32, u32)>,
    /// How long the outputs are, where it is not the source's length.
    pub lasts: Option<f64>,
    pub sound: bool,
    /// Whether flash and beep are there to be compared.
    pub sync: bool,
    /// Whether the output looks like what `ffmpeg` shows of the input.
    pub alike: bool,
    /// Whether a normal run takes it.
    pub sampled: bool,
    /// A field of the manifest's `input`, by JSON pointer, and its value as JSON.
    pub facts: &'static [(&'static str, &'static str)],
    pub refused: Option<&'static str>,
    /// How many tracks of captions come out.
    pub captions: usize,
}

pub const fn row(name: &'static str, extension: &'static str, script: &'static str) -> Row {
    Row {
        name,
        script,
        extension,
        size: (320, 180),
        rate: 30.0,
        seconds: 2.0,
        seen: None,
        lasts: None,
        sound: true,
        sync: true,
        alike: true,
        sampled: false,
        facts: &[],
        refused: None,
        captions: 0,
    }
}

impl Row {
    pub const fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    pub const fn rate(mut self, rate: f64) -> Self {
        self.rate = rate;
        self
    }

    pub const fn seconds(mut self, seconds: f64) -> Self {
        self.seconds = seconds;
        self
    }

    pub const fn seen(mut self, width: u32, height: u32) -> Self {
        self.seen = Some((width, height));
        self
    }

    pub const fn lasts(mut self, seconds: f64) -> Self {
        self.lasts = Some(seconds);
        self
    }

    pub const fn silent(mut self) -> Self {
        self.sound = false;
        self.sync = false;
        self
    }

    pub const fn no_sync(mut self) -> Self {
        self.sync = false;
        self
    }

    pub const fn unlike(mut self) -> Self {
        self.alike = false;
        self
    }

    pub const fn sampled(mut self) -> Self {
        self.sampled = true;
        self
    }

    pub const fn facts(mut self, facts: &'static [(&'static str, &'static str)]) -> Self {
        self.facts = facts;
        self
    }

    pub const fn refused(mut self, code: &'static str) -> Self {
        self.refused = Some(code);
        self
    }

    pub const fn captions(mut self, tracks: usize) -> Self {
        self.captions = tracks;
        self
    }

    /// Makes the film in `folder`.
    pub fn make(&self, folder: &Path) -> PathBuf {
        let out = folder.join("film").with_extension(self.extension);
        let ((width, height), rate, seconds) = (self.size, self.rate, self.seconds);
        let last = seconds - 0.5;
        let moments = format!("between(t\\,0.5\\,0.599)+between(t\\,{last}\\,{})", last + 0.099);
        let picture =
            format!("-f lavfi -i testsrc2=s={width}x{height}:r={rate}:d={seconds},drawbox=c=white:t=fill:enable={moments}");
        let sound = format!("-f lavfi -i aevalsrc=0.01*sin(2*PI*300*t)+({moments})*0.5*sin(2*PI*1000*t):s=48000:d={seconds}");
        // Without `f` the shell would look for files whose names are like the expressions.
        let done = Command::new("sh")
            .args(["-efc", self.script])
            .env("F", "ffmpeg -nostdin -v error -y")
            .env("V", picture)
            .env("A", sound)
            .env("X", "-c:v libx264 -preset ultrafast -g 30 -c:a aac")
            .env("OUT", &out)
            .current_dir(folder)
            .stdin(Stdio::null())
            .output()
            .expect("Debian's ffmpeg is installed");
        assert!(done.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&done.stderr));
        out
    }
}
