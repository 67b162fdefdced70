//! What a partner may have, and what it learns of the rest: nothing but that it is not for it.

use super::*;
use crate::site::{Folder, Work, on_both};

on_both! {
    async fn what_is_not_granted_is_not_told_and_what_is_granted_later_comes(site: &Site) {
        let folder = Folder::new();
        folder.work(&Work::new("one", "给大家看的"));
        folder.file("two.md", Work::new("two", "另一种体裁的").text().replace("genre: expert", "genre: debunk").replace("ai: none", "ai: none\nsources:\n  - {title: 某报告}"));
        folder.import(site);
        let (narrow, wide) = (partner(site, "narrow", &["--genres", "expert"]), partner(site, "wide", &[]));
        let server = site.serve_with(ALONE, &[]);
        let (mut narrow, mut wide) = (Copy::new(&server, &narrow), Copy::new(&server, &wide));
        narrow.catch_up();
        wide.catch_up();
        assert_eq!((narrow.titles(), wide.titles()), (vec!["给大家看的"], vec!["另一种体裁的", "给大家看的"]));
        let hidden = wide.works.iter().find(|(_, (_, title))| title.as_deref() == Some("另一种体裁的")).unwrap().0.clone();

        // Not by its id, not in the snapshot, not in the digest, and nothing of it in the changes.
        assert_eq!(narrow.ask(&format!("/items/{hidden}")).status, 404);
        let every = ["/snapshot", "/digest", "/changes?limit=500"].map(|path| narrow.ask(path).text());
        assert!(every.iter().all(|text| !text.contains("另一种体裁的") && !text.contains("某报告")), "{every:?}");
        assert!(!every[0].contains(&hidden) && !every[1].contains(&hidden));
        assert_eq!(narrow.json("/digest")["sha256"], narrow.digest());
        // Nor why it was withdrawn.
        site.run(&[&"withdraw", &"two", &"--reason", &"不该知道的原因"]);
        let (changes, _) = narrow.poll(100, false);
        assert!(changes.iter().all(|c| c["reason"] == "entitlement" && c.get("notice").is_none()), "{changes:?}");
        site.run(&[&"reinstate", &"two"]);

        let said = site.run(&[&"partner", &"scope", &"narrow", &"--genres", &"expert,debunk"]);
        assert!(said.contains("1 works come in or fall out"), "{said}");
        narrow.catch_up();
        assert_eq!(narrow.titles(), ["另一种体裁的", "给大家看的"]);
        site.run(&[&"partner", &"scope", &"narrow", &"--genres", &"debunk"]);
        narrow.catch_up();
        wide.catch_up();
        assert_eq!((narrow.titles(), wide.titles().len()), (vec!["另一种体裁的"], 2));
        for copy in [&narrow, &wide] {
            assert_eq!(copy.json("/digest")["sha256"], copy.digest());
        }
        // By organisation and by channel likewise.
        site.run(&[&"partner", &"scope", &"narrow", &"--organisations", &"green-hill", &"--channels", &"site"]);
        narrow.catch_up();
        assert_eq!(narrow.titles().len(), 2);
    }
}
