//! What the kernel lacks is told to the operator: once in the log, and by `liangyi check`.

use crate::site::Site;
use std::os::unix::fs::PermissionsExt;

/// A program in place of `media-pipeline` on a kernel that has so much of landlock.
fn on_a_kernel_with(site: &Site, landlock: &str) -> String {
    let path = site.path("program.sh");
    let script = format!(
        "#!/bin/sh\ncase $1 in --version) echo 'media-pipeline 0';; walls) echo '{{\"landlock\":\"{landlock}\"}}';; esac\n"
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

fn checked(site: &Site, program: &str) -> String {
    let output = site.output_of(site.command().arg("check").env("LIANGYI_MEDIA_PIPELINE", program));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_landlock_lacks_is_said_once_in_the_log_and_by_check() {
    for (landlock, words) in [("partial", "landlock is an older one"), ("none", "this kernel has no landlock"), ("full", "")] {
        let site = Site::new();
        let program = on_a_kernel_with(&site, landlock);
        let server = site.serve_with(&[("LIANGYI_MEDIA_PIPELINE", &program)], &[]);
        if words.is_empty() {
            std::thread::sleep(std::time::Duration::from_millis(500));
            assert!(!server.logged().contains("this kernel"), "{}", server.logged());
        } else {
            server.wait("said", || server.logged().contains(words));
            assert_eq!(server.logged().matches("this kernel").count(), 1, "{}", server.logged());
        }
        drop(server);
        let said = checked(&site, &program);
        match words {
            "" => assert!(said.contains("ok     walls: landlock and seccomp"), "{said}"),
            words => assert!(said.lines().any(|line| line.starts_with("note   walls: ") && line.contains(words)), "{said}"),
        }
    }
}

#[test]
fn a_program_that_does_not_tell_its_walls_is_of_another_version() {
    let site = Site::new();
    site.run(&[&"migrate"]);
    let said = checked(&site, &on_a_kernel_with(&site, "half"));
    assert!(said.lines().any(|line| line.starts_with("wrong  walls: ") && line.contains("of one version")), "{said}");
}
