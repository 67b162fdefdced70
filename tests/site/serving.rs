//! The program serving: on a port of its own until it is dropped, when it must end well.

use super::{
    Site,
    http::{self, Response},
};
use crate::busy;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::File,
    io::Read,
    net::{SocketAddr, TcpListener},
    process::{Child, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

pub struct Serving<'a> {
    site: &'a Site,
    child: Option<Child>,
    pub address: SocketAddr,
    log: tempfile::NamedTempFile,
}

impl<'a> Serving<'a> {
    pub(super) fn start(site: &'a Site, settings: &[(&str, &str)], flags: &[&str]) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let log = tempfile::NamedTempFile::new().unwrap();
        let mut command = site.command();
        command.arg("serve").args(flags).env("LIANGYI_LISTEN", address.to_string()).envs(settings.iter().copied());
        command.stdout(Stdio::null()).stderr(File::create(log.path()).unwrap());
        let serving = Self { site, child: Some(command.spawn().unwrap()), address, log };
        serving.wait("ready", || http::ask(address, "GET", "/healthz", &[]).is_some_and(|r| r.status == 200));
        serving
    }

    pub fn get(&self, path: &str) -> Response {
        self.get_with(path, &[])
    }

    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        self.ask("GET", path, headers)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        http::ask(self.address, method, path, headers)
            .unwrap_or_else(|| panic!("no answer to {method} {path}: {}", self.logged()))
    }

    /// Insists that the page is there; its text.
    pub fn page(&self, path: &str) -> String {
        let response = self.get(path);
        assert_eq!(response.status, 200, "{path}: {}", response.text());
        response.text()
    }

    /// Asks again and again until it is so, for at most the second in which a change must be seen everywhere.
    pub fn within_a_second(&self, what: &str, so: impl Fn() -> bool) {
        let begin = Instant::now();
        self.wait(what, so);
        // The last look may itself have been slow; and where many wait for a processor, a second is what it is to them.
        let most = Duration::from_millis(1500).mul_f64(busy::crowding());
        assert!(begin.elapsed() < most, "{what} took {:?}", begin.elapsed());
    }

    pub fn wait(&self, what: &str, mut so: impl FnMut() -> bool) {
        let begin = Instant::now();
        while !so() {
            assert!(begin.elapsed() < Duration::from_secs(20), "not {what} after 20 s: {}", self.logged());
            sleep(Duration::from_millis(20));
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    pub fn logged(&self) -> String {
        let mut text = String::new();
        self.log.reopen().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// As a power cut does.
    pub fn kill(mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

impl Drop for Serving<'_> {
    fn drop(&mut self) {
        let log = self.logged();
        self.site.log.lock().unwrap().push_str(&log);
        let Some(mut child) = self.child.take() else { return };
        kill_process(Pid::from_child(&child), Signal::INT).unwrap();
        let begin = Instant::now();
        let ended = loop {
            match child.try_wait().unwrap() {
                Some(status) => break Some(status),
                None if begin.elapsed() > Duration::from_secs(15) => break None,
                None => sleep(Duration::from_millis(10)),
            }
        };
        if ended.is_none() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        // A second panic would hide the first one.
        if !std::thread::panicking() {
            assert!(ended.is_some_and(|status| status.success()), "it did not end well, but with {ended:?}: {log}");
        }
    }
}
