//! What the package brings is accepted by the programs that will read it.

use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::Command,
};

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
    let names = ["liangyi.service", "liangyi-work.service", "liangyi-backup.service", "liangyi-backup.timer"];
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
    for unit in ["liangyi.service", "liangyi-work.service"] {
        assert!(read(unit).lines().any(|line| line == "KillMode=mixed"), "{unit}");
    }
}

#[test]
fn the_examples_for_nginx_are_good() {
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
    for example in ["nginx.conf", "nginx-many.conf"] {
        let site = read(example)
            .replace("/etc/ssl/certs/policies.example.org.pem", &certificate)
            .replace("/etc/ssl/private/policies.example.org.key", &key)
            .replace("/var/log/liangyi", &folder.path().display().to_string());
        fs::write(path("site"), site).unwrap();
        let whole = format!(
            "pid {};\nerror_log stderr;\nevents {{}}\nhttp {{ access_log off; include {}; }}\n",
            path("pid"),
            path("site")
        );
        fs::write(path("nginx.conf"), whole).unwrap();
        let tested = Command::new(NGINX).args(["-t", "-p", &path(""), "-c", &path("nginx.conf")]).output().unwrap();
        let said = String::from_utf8_lossy(&tested.stderr);
        assert!(tested.status.success() && !said.contains("[warn]"), "{example}: {said}");
    }
}

/// The package of a version, with programs that do nothing.
fn package(folder: &Path, version: &str) -> PathBuf {
    let programs = folder.join("programs");
    fs::create_dir_all(&programs).unwrap();
    for name in ["liangyi", "media-pipeline", "media-pipeline-strips"] {
        fs::write(programs.join(name), "#!/bin/sh\n").unwrap();
    }
    let mut command = Command::new("python3");
    command.arg(format!("{PACKAGING}/package.py")).arg(folder).arg("--programs").arg(&programs).args(["--version", version]);
    let made = command.env("SOURCE_DATE_EPOCH", "1790000000").output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    PathBuf::from(String::from_utf8(made.stdout).unwrap().trim())
}

/// `dpkg` upon a system that is nothing but a folder; its scripts run with that as their root.
fn dpkg(root: &Path, arguments: &[&OsStr]) {
    let mut command = Command::new("dpkg");
    command.arg("--root").arg(root).args(["--force-script-chrootless", "--force-depends"]).args(arguments);
    let done = command.output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn an_upgrade_keeps_what_the_operator_wrote_and_a_purge_keeps_the_site() {
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: dpkg gives files to other users, which takes root");
        return;
    }
    if !there(&["python3", "dpkg", "dpkg-deb", "systemd-sysusers", "systemd-tmpfiles"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (package(folder.path(), "0.0.9-1"), package(folder.path(), "0.1.0-1"));
    let again = fs::read(&new).unwrap();
    assert_eq!(fs::read(package(folder.path(), "0.1.0-1")).unwrap(), again, "the same sources make the same bytes");
    let root = folder.path().join("root");
    fs::create_dir_all(root.join("var/lib/dpkg/info")).unwrap();
    fs::create_dir_all(root.join("etc")).unwrap();
    for (name, text) in [
        ("var/lib/dpkg/status", ""),
        ("etc/passwd", "root:x:0:0::/root:/bin/sh\n"),
        ("etc/group", "root:x:0:\nadm:x:4:\n"),
        ("etc/shadow", ""),
    ] {
        fs::write(root.join(name), text).unwrap();
    }
    dpkg(&root, &["-i".as_ref(), old.as_ref()]);
    let mode = |name: &str| fs::metadata(root.join(name)).unwrap().mode() & 0o777;
    assert_eq!(
        (mode("var/lib/liangyi"), mode("var/backups/liangyi"), mode("etc/liangyi/backup-passphrase")),
        (0o700, 0o700, 0o400)
    );
    let enabled = |unit: &str| root.join("etc/systemd/system").join(unit).symlink_metadata().is_ok();
    assert!(enabled("multi-user.target.wants/liangyi.service") && enabled("timers.target.wants/liangyi-backup.timer"));
    assert!(!enabled("multi-user.target.wants/liangyi-work.service"), "one machine needs no second process");

    let passphrase = fs::read(root.join("etc/liangyi/backup-passphrase")).unwrap();
    let settings = "site_name = \"某县科协\"\n";
    fs::write(root.join("etc/liangyi/liangyi.toml"), settings).unwrap();
    fs::write(root.join("var/lib/liangyi/liangyi.db"), "rows").unwrap();
    dpkg(&root, &["--force-confold".as_ref(), "-i".as_ref(), new.as_ref()]);
    assert_eq!(fs::read_to_string(root.join("etc/liangyi/liangyi.toml")).unwrap(), settings);
    dpkg(&root, &["--purge".as_ref(), "liangyi".as_ref()]);
    assert!(!root.join("usr/bin/liangyi").exists());
    assert_eq!(fs::read(root.join("etc/liangyi/backup-passphrase")).unwrap(), passphrase);
    assert_eq!(fs::read(root.join("var/lib/liangyi/liangyi.db")).unwrap(), b"rows");
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
    let scripts = ["packaging/debian/postinst", "packaging/debian/prerm", "packaging/debian/postrm"];
    for name in assets.filter(|name| !name.starts_with("target/")).chain(scripts) {
        let path = PathBuf::from(PACKAGING).join("..").join(name);
        assert!(path.is_file(), "{} is not there", path.display());
    }
}
