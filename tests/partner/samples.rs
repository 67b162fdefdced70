//! The two programs of the guide, run against a site that changes under them.

use super::*;
use crate::site::{Folder, Work};
use std::{fs, path::Path, process::Command};

fn run(program: &str, sample: &str, server: &Serving, key: &str, copy: &Path) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/partners").join(sample);
    assert!(fs::read_to_string(&path).unwrap().lines().count() <= 100, "{sample} is longer than the guide says");
    let base = format!("http://{}", server.address);
    let run = Command::new(program).arg(path).args([&base, key]).arg(copy).arg("1").output();
    match run {
        Ok(output) => {
            assert!(output.status.success(), "{sample}: {}", String::from_utf8_lossy(&output.stderr));
            Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
        }
        Err(error) => {
            eprintln!("skipped: {program} is not installed ({error})");
            None
        }
    }
}

#[tokio::test]
async fn the_programs_of_the_guide_converge() {
    let site = Site::new();
    let folder = Folder::new();
    for i in 0..7 {
        folder.work(&Work::new(&format!("work-{i}"), &format!("第{i}件")));
    }
    folder.import(&site);
    let key = partner(&site, "daily", &[]);
    let server = site.serve_with(ALONE, &[]);
    for (program, sample) in [("python3", "client.py"), ("node", "client.mjs")] {
        let copy = site.path(&format!("{sample}.json"));
        let state = |id: &str| {
            let copy: Value = serde_json::from_str(&fs::read_to_string(&copy).unwrap()).unwrap();
            let works = copy["works"].as_object().unwrap().values().cloned().collect::<Vec<_>>();
            works.iter().filter(|work| work["type"] == id).count()
        };
        let Some(said) = run(program, sample, &server, &key, &copy) else { continue };
        assert_eq!((said.as_str(), state("work")), ("equal", 7), "{sample} from the snapshot");
        site.run(&[&"withdraw", &"work-3", &"--reason", &"演示"]);
        assert_eq!(run(program, sample, &server, &key, &copy).unwrap(), "equal", "{sample} after a withdrawal");
        assert_eq!((state("work"), state("tombstone")), (6, 1), "{sample}");
        site.run(&[&"reinstate", &"work-3"]);
        site.texts(&format!("UPDATE change_head SET epoch = '{sample}' RETURNING epoch")).await;
        assert_eq!(run(program, sample, &server, &key, &copy).unwrap(), "equal", "{sample} after a restore");
        assert_eq!((state("work"), state("tombstone")), (7, 0), "{sample}");
    }
}
