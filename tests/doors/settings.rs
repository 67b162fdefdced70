//! Settings: defaults < file < environment < flags; a wrong one stops the start with its name, what was given and what is allowed.

use crate::site::Site;
use std::{fs, net::TcpListener, process::Output};

/// Each layer that is given a site's name says its own.
fn name_shown(site: &Site, file: bool, variable: bool, flag: bool) -> String {
    let path = site.path("liangyi.toml");
    if file {
        fs::write(&path, "site_name = \"从文件来\"\nthreads = 1\nrun_worker = false\n").unwrap();
    } else if path.exists() {
        fs::remove_file(&path).unwrap();
    }
    let settings: &[(&str, &str)] = if variable { &[("LIANGYI_SITE_NAME", "从环境来")] } else { &[] };
    let flags: &[&str] = if flag { &["--site-name", "从参数来"] } else { &[] };
    let server = site.serve_with(settings, flags);
    let page = server.page("/about");
    let names = ["从参数来", "从环境来", "从文件来", "两翼"];
    names
        .into_iter()
        .find(|name| page.contains(&format!("{name}</title>")))
        .unwrap_or_else(|| panic!("no name: {page}"))
        .to_owned()
}

#[test]
fn each_layer_wins_over_those_before() {
    let site = Site::new();
    assert_eq!(name_shown(&site, false, false, false), "两翼");
    assert_eq!(name_shown(&site, true, false, false), "从文件来");
    assert_eq!(name_shown(&site, true, true, false), "从环境来");
    assert_eq!(name_shown(&site, true, true, true), "从参数来");
    assert_eq!(name_shown(&site, false, true, true), "从参数来");
}

fn refusal(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("liangyi: "), "{said}");
    said
}

#[test]
fn a_wrong_value_is_refused_with_its_name_what_was_given_and_what_is_allowed() {
    let site = Site::new();
    let wrong = [
        ("LISTEN", "8080", "an IP address and a port, such as 127.0.0.1:8080"),
        ("DATA", "", "the path of a folder"),
        ("DATABASE_URL", "mysql://here", "sqlite://path or postgres://user:password@host/name"),
        ("BASE_URL", "science.example.org", "http:// or https://, a host, and no slash at the end"),
        ("BASE_URL", "https://science.example.org/", "http:// or https://, a host, and no slash at the end"),
        ("SITE_NAME", "", "1 to 40 characters"),
        ("TAG_AUTHORITY", "not a domain", "a domain name, such as science.example.org"),
        ("RUN_WORKER", "yes", "true or false"),
        ("THREADS", "-1", "0 to 256"),
        ("PAGE_CACHE", "5000", "0 to 4096"),
        ("LOG_FORMAT", "xml", "text or json"),
    ];
    for (name, given, allowed) in wrong {
        let said = refusal(&site.output_of(site.command().arg("links").env(format!("LIANGYI_{name}"), given)));
        let words = format!("LIANGYI_{name} (from the environment) is “{given}”, which is not allowed; allowed: {allowed}");
        assert!(said.contains(&words), "{said}");
        let flag = format!("--{}", name.to_lowercase().replace('_', "-"));
        let mut command = site.command();
        command.env_remove("LIANGYI_DATA").arg("links").arg(format!("{flag}={given}"));
        assert!(refusal(&site.output_of(&mut command)).contains(&format!("LIANGYI_{name} (from a flag) is “{given}”")), "{flag}");
    }
    assert!(!site.data().exists(), "a refused start has left something");
}

#[test]
fn a_name_that_is_no_setting_is_refused_in_the_file_and_in_the_environment() {
    let site = Site::new();
    let said = refusal(&site.output_of(site.command().arg("links").env("LIANGYI_LISTEM", "127.0.0.1:1")));
    assert!(
        said.contains("the environment sets LIANGYI_LISTEM, which is no setting") && said.contains("LIANGYI_LISTEN"),
        "{said}"
    );
    let file = site.path("wrong.toml");
    let of_file = |text: &str| {
        fs::write(&file, text).unwrap();
        refusal(&site.output(&[&"links", &"--config", &file]))
    };
    assert!(of_file("colour = \"red\"").contains("the settings file sets LIANGYI_COLOUR, which is no setting"));
    assert!(of_file("page_cache = 9999").contains("LIANGYI_PAGE_CACHE (from the settings file) is “9999”"));
    assert!(of_file("threads = [1]").contains("threads is array"));
    assert!(of_file("threads =").contains("wrong.toml"));
    assert!(refusal(&site.output(&[&"links", &"--config", &"absent.toml"])).contains("absent.toml"));
}

#[test]
fn a_database_that_cannot_be_opened_is_named_without_its_password() {
    let site = Site::new();
    // Somebody answers there, but hangs up: nobody answering would be waited for.
    let there = TcpListener::bind("127.0.0.1:0").unwrap();
    let place = format!("{}/liangyi", there.local_addr().unwrap());
    std::thread::spawn(move || there.incoming().for_each(drop));
    let url = format!("postgres://liangyi:secret@{place}");
    let output = site.output_of(site.command().arg("links").env("LIANGYI_DATABASE_URL", url));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("cannot open the database postgres://…@{place}")) && !said.contains("secret"), "{said}");
}
