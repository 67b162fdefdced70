//! The program on a data folder of its own: commands are run as a person runs them.

use super::{Database, postgres::Server, serving::Serving};
use db::Db;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::{
    ffi::OsStr,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Mutex,
};

pub struct Site {
    // In this order: the server of the database outlives nothing that is connected to it.
    database: Database,
    folder: tempfile::TempDir,
    /// What was logged so far, by every process.
    pub(super) log: Mutex<String>,
    expected: Mutex<Vec<String>>,
    given_up: Mutex<usize>,
}

/// Beside the test binary, which stands in `deps/`.
pub fn liangyi() -> PathBuf {
    let here = std::env::current_exe().unwrap();
    let program = here.parent().and_then(Path::parent).unwrap().join("liangyi");
    assert!(program.is_file(), "{} is missing: run `cargo build`", program.display());
    program
}

impl Site {
    pub fn on(database: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { database, folder, log: Mutex::default(), expected: Mutex::default(), given_up: Mutex::default() }
    }

    /// On SQLite, for a test to which the database makes no difference.
    pub fn new() -> Self {
        Self::on(Database::sqlite())
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A place for what a test writes beside the data.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with this site's settings and nothing else of the environment.
    pub fn command(&self) -> Command {
        let mut command = Command::new(liangyi());
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("NO_COLOR", "1");
        command.current_dir(self.folder.path()).env("LIANGYI_DATA", self.data()).env("LIANGYI_THREADS", "2");
        // A test that is about them asks for them by a flag; in all others they would be a second of work for each article.
        command.env("LIANGYI_TYPESET", "false").env("LIANGYI_OCR", "false").env("LIANGYI_CHECK_LINKS", "false");
        if let Some(url) = self.database.url() {
            command.env("LIANGYI_DATABASE_URL", url);
        }
        command.stdin(Stdio::null());
        command
    }

    pub fn output(&self, arguments: &[&dyn AsRef<OsStr>]) -> Output {
        self.output_of(self.command().args(arguments))
    }

    /// Runs a command that [`Site::command`] began.
    pub fn output_of(&self, command: &mut Command) -> Output {
        let output = command.output().unwrap();
        self.log.lock().unwrap().push_str(&String::from_utf8_lossy(&output.stderr));
        output
    }

    /// Runs a command that reads `input`.
    pub fn output_with(&self, arguments: &[&dyn AsRef<OsStr>], input: &str) -> Output {
        let mut command = self.command();
        let mut child =
            command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    /// Insists that it is done; what it printed.
    pub fn run(&self, arguments: &[&dyn AsRef<OsStr>]) -> String {
        let output = self.output(arguments);
        assert!(output.status.success(), "{:?}: {}", words(arguments), String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Insists that it is refused; the words of the refusal.
    pub fn refused(&self, arguments: &[&dyn AsRef<OsStr>]) -> String {
        let output = self.output(arguments);
        assert_eq!(output.status.code(), Some(1), "{:?}: {}", words(arguments), String::from_utf8_lossy(&output.stdout));
        let said = String::from_utf8(output.stderr).unwrap();
        // What was logged before stands above it.
        let words = said.lines().position(|line| line.starts_with("liangyi: ")).unwrap_or_else(|| panic!("no words: {said}"));
        said.split_inclusive('\n').skip(words).collect()
    }

    pub fn serve(&self) -> Serving<'_> {
        Serving::start(self, &[], &[])
    }

    /// Its server of PostgreSQL, where it has one.
    pub fn postgres(&self) -> Option<&Server> {
        match &self.database {
            Database::Sqlite => None,
            Database::Postgres { server, .. } => Some(server),
        }
    }

    /// With more of an environment, and with flags.
    pub fn serve_with(&self, settings: &[(&str, &str)], flags: &[&str]) -> Serving<'_> {
        Serving::start(self, settings, flags)
    }

    pub fn url(&self) -> String {
        self.database.url().unwrap_or_else(|| format!("sqlite://{}", self.data().join("liangyi.db").display()))
    }

    /// The database, with its schema.
    pub async fn db(&self) -> Db {
        std::fs::create_dir_all(self.data()).unwrap();
        let db = Db::open(&self.url()).await.unwrap();
        db.migrate("an epoch of the tests").await.unwrap();
        db
    }

    /// The database without the product's own words for it.
    pub async fn raw(&self) -> DatabaseConnection {
        sea_orm::Database::connect(self.url()).await.unwrap()
    }

    /// For a test of migrations: a database on PostgreSQL may be a copy of one that has its tables.
    pub async fn empty(&self) {
        if self.postgres().is_some() {
            let raw = self.raw().await;
            raw.execute_unprepared("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
            raw.close().await.unwrap();
        }
    }

    /// The number that a statement gives.
    pub async fn number(&self, sql: &str) -> i64 {
        let connection = self.raw().await;
        // PostgreSQL's integers have several widths.
        let statement = Statement::from_string(connection.get_database_backend(), format!("SELECT CAST(({sql}) AS BIGINT)"));
        let row = connection.query_one_raw(statement).await.unwrap().unwrap();
        let number = row.try_get_by_index(0).unwrap();
        connection.close().await.unwrap();
        number
    }

    /// The texts that a statement gives, one a row.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let connection = self.raw().await;
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let rows = connection.query_all_raw(statement).await.unwrap();
        let texts = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        connection.close().await.unwrap();
        texts
    }

    /// Declares that the log will warn of this; without words, that it may warn of anything, or of nothing.
    pub fn expects(&self, words: &str) {
        self.expected.lock().unwrap().push(words.to_owned());
    }

    /// Declares that so many jobs will be given up.
    pub fn expects_given_up(&self, jobs: usize) {
        *self.given_up.lock().unwrap() = jobs;
    }

    /// Insists that no warning was undeclared, and none declared in vain.
    fn log_is_clean(&self) {
        let log = self.log.lock().unwrap().clone();
        let expected = self.expected.lock().unwrap().clone();
        let warnings: Vec<&str> = log.lines().filter(|line| line.contains(" WARN ") || line.contains("ERROR ")).collect();
        // What this machine's kernel lacks is no fault of the test.
        for line in warnings.iter().filter(|line| !line.contains("this kernel")) {
            assert!(expected.iter().any(|words| line.contains(words)), "an unexpected warning: {line}");
        }
        for words in expected.iter().filter(|words| !words.is_empty()) {
            assert!(warnings.iter().any(|line| line.contains(words)), "no warning of {words}");
        }
        assert!(!log.contains("panicked at"), "{log}");
    }

    /// Insists that no job is left, and that every list is as long as its count says.
    pub async fn is_clean(&self) {
        if !self.data().join("liangyi.db").exists() && matches!(self.database, Database::Sqlite) {
            return;
        }
        let db = self.db().await;
        assert_eq!(db::jobs::open(&db).await.unwrap(), 0, "jobs were left");
        let given_up = db::jobs::given_up(&db).await.unwrap();
        assert_eq!(given_up.len(), *self.given_up.lock().unwrap(), "{given_up:?}");
        db.close().await.unwrap();
        let wrong = self.texts(
            "SELECT COALESCE(c.list, l.list) FROM listing_counts c \
             FULL JOIN (SELECT list, COUNT(*) AS works FROM work_listings GROUP BY list) l ON l.list = c.list \
             WHERE COALESCE(c.works, 0) <> COALESCE(l.works, 0)",
        );
        assert_eq!(wrong.await, Vec::<String>::new(), "these lists are miscounted");
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // A second panic would hide the first one.
        if !std::thread::panicking() {
            self.log_is_clean();
        }
    }
}

fn words(arguments: &[&dyn AsRef<OsStr>]) -> Vec<String> {
    arguments.iter().map(|a| a.as_ref().to_string_lossy().into_owned()).collect()
}
