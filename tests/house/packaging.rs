//! What the package brings is accepted by the programs that will read it.

use std::{fs, path::PathBuf, process::Command};

const PACKAGING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/server/packaging");

fn read(name: &str) -> String {
    fs::read_to_string(PathBuf::from(PACKAGING).join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Prints the reason where one of the programs is missing.
fn there(programs: &[&str]) -> bool {
    let missing = programs.iter().find(|program| Command::new(program).arg("--help").output().is_err());
    if let Some(program) = missing {
        eprintln!("skipped: {program} is not installed");
    }
    missing.is_none()
}

#[test]
fn the_units_are_good() {
    if !there(&["systemd-analyze"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let names = ["liangyi.service", "liangyi-backup.service", "liangyi-backup.timer"];
    for name in names {
        // The program is not installed where this is tested.
        fs::write(folder.path().join(name), read(name).replace("/usr/bin/liangyi", "/bin/true")).unwrap();
    }
    let verified = Command::new("systemd-analyze").arg("verify").args(names).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success(), "{said}");
    // Of the machine's own units it may complain as it likes.
    assert!(!said.lines().any(|line| line.contains("liangyi")), "{said}");
}

/// A signal to all would end `media-pipeline` as if the machine had no memory for it.
#[test]
fn a_stop_asks_the_server_alone() {
    assert!(read("liangyi.service").lines().any(|line| line == "KillMode=mixed"));
}

#[test]
fn the_example_for_nginx_is_good() {
    const NGINX: &str = "/usr/sbin/nginx";
    if !there(&[NGINX, "openssl"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (key, certificate) = (path("key"), path("certificate"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=policies.example.org"])
        .args(["-keyout", &key, "-out", &certificate])
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let site = read("nginx.conf")
        .replace("/etc/ssl/certs/policies.example.org.pem", &certificate)
        .replace("/etc/ssl/private/policies.example.org.key", &key);
    fs::write(path("site"), site).unwrap();
    let whole =
        format!("pid {};\nerror_log stderr;\nevents {{}}\nhttp {{ access_log off; include {}; }}\n", path("pid"), path("site"));
    fs::write(path("nginx.conf"), whole).unwrap();
    let tested = Command::new(NGINX).args(["-t", "-p", &path(""), "-c", &path("nginx.conf")]).output().unwrap();
    let said = String::from_utf8_lossy(&tested.stderr);
    assert!(tested.status.success() && !said.contains("[warn]"), "{said}");
}

#[test]
fn the_settings_of_the_package_are_settings() {
    let table = include_str!("../../docs/operating.md");
    let mut names = 0;
    for line in read("liangyi.toml").lines() {
        let Some((name, _)) = line.trim_start_matches('#').split_once(" = ") else { continue };
        names += 1;
        assert!(table.contains(&format!("| `LIANGYI_{}` |", name.to_uppercase())), "{name} has no row in docs/operating.md");
        assert!(line.trim_start_matches('#').parse::<toml::Table>().is_ok(), "{line}");
    }
    assert!(names > 5);
}

#[test]
fn the_package_has_every_file_that_it_names() {
    let manifest: toml::Table = include_str!("../../crates/server/Cargo.toml").parse().unwrap();
    let deb = &manifest["package"]["metadata"]["deb"];
    let assets = deb["assets"].as_array().unwrap().iter().map(|asset| asset[0].as_str().unwrap());
    let units = ["packaging/liangyi.service", "packaging/liangyi-backup.service", "packaging/liangyi-backup.timer"];
    for name in assets.chain(units).filter(|name| !name.starts_with("target/")).chain(["packaging/debian/postinst"]) {
        let path = PathBuf::from(PACKAGING).join("..").join(name);
        assert!(path.is_file(), "{} is not there", path.display());
    }
}
