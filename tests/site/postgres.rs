//! A PostgreSQL server for tests: the one that `./dev test` started, or else a private one, thrown away afterwards.

use std::{
    fs,
    io::Write,
    net::TcpListener,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Where Debian puts the programs of its package.
const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";

pub fn program(name: &str) -> PathBuf {
    Path::new(PROGRAMS).join(name)
}

pub enum Server {
    /// Everything but the name of the database, as `./dev test` exports it.
    Shared(String),
    Private {
        port: u16,
        folder: tempfile::TempDir,
    },
}

impl Server {
    /// `None`, with the reason printed, where Debian's package is not there.
    pub fn get() -> Option<Self> {
        if !program("postgres").is_file() {
            eprintln!("skipped: PostgreSQL 15 is not installed");
            return None;
        }
        Some(match std::env::var("LIANGYI_TEST_POSTGRES") {
            Ok(address) => Self::Shared(address.trim_end_matches('/').to_owned()),
            Err(_) => Self::start(),
        })
    }

    pub fn address(&self, database: &str) -> String {
        match self {
            Self::Shared(address) => format!("{address}/{database}"),
            Self::Private { port, .. } => format!("postgres://postgres@127.0.0.1:{port}/{database}"),
        }
    }

    /// A server that a test may stop and start; `None` as with [`Server::get`].
    pub fn own() -> Option<Self> {
        if !program("postgres").is_file() {
            eprintln!("skipped: PostgreSQL 15 is not installed");
            return None;
        }
        Some(Self::start())
    }

    /// As an administrator stops it, with whatever is connected; [`Server::goes_on`] starts it again.
    pub fn pauses(&self) {
        self.control(&["stop", "-s", "-m", "fast"]);
    }

    pub fn goes_on(&self) {
        self.control(&["start", "-w", "-s"]);
    }

    fn control(&self, arguments: &[&str]) {
        let Self::Private { folder, .. } = self else { panic!("others use this server") };
        let (data, log) = (folder.path().join("data"), folder.path().join("log"));
        run(folder.path(), as_postgres("pg_ctl").args(arguments).arg("-D").arg(data).arg("-l").arg(log));
    }

    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("liangyi-postgres").tempdir().unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        if rustix::process::geteuid().is_root() {
            let user = fs::read_to_string("/etc/passwd").unwrap();
            let fields: Vec<&str> =
                user.lines().find(|line| line.starts_with("postgres:")).expect("a user postgres").split(':').collect();
            chown(folder.path(), Some(fields[2].parse().unwrap()), Some(fields[3].parse().unwrap())).unwrap();
        }
        let data = folder.path().join("data");
        run(
            folder.path(),
            as_postgres("initdb")
                .args(["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D"])
                .arg(&data),
        );
        let options = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\nfsync = off\nmax_connections = 200\n",
            folder.path().display()
        );
        fs::OpenOptions::new().append(true).open(data.join("postgresql.conf")).unwrap().write_all(options.as_bytes()).unwrap();
        drop(free);
        let log = folder.path().join("log");
        run(folder.path(), as_postgres("pg_ctl").args(["start", "-w", "-s", "-D"]).arg(&data).arg("-l").arg(&log));
        Self::Private { port, folder }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Self::Private { folder, .. } = self {
            run(
                folder.path(),
                as_postgres("pg_ctl").args(["stop", "-s", "-m", "immediate", "-D"]).arg(folder.path().join("data")),
            );
        }
    }
}

/// PostgreSQL refuses to be root.
fn as_postgres(name: &str) -> Command {
    if rustix::process::geteuid().is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program(name));
        command
    } else {
        Command::new(program(name))
    }
}

/// Output goes to a file: a server that inherited a pipe would keep its reader waiting for ever.
fn run(folder: &Path, command: &mut Command) {
    let words = tempfile::tempfile().unwrap();
    let ended = command
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(words.try_clone().unwrap())
        .stderr(words.try_clone().unwrap())
        .status()
        .unwrap();
    if !ended.success() {
        use std::io::{Read, Seek};
        let (mut words, mut text) = (words, String::new());
        words.rewind().unwrap();
        words.read_to_string(&mut text).unwrap();
        panic!("{command:?} ended with {ended}: {text}");
    }
}
