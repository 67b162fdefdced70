//! Media at the addresses that stand in copies: each request is looked at anew.

use crate::{
    editorial::round_trip::png,
    site::{Folder, Work, http::Response, now, on_both},
};
use std::ffi::OsStr;
use storage::{AddressKey, AssetKey, Key};

const ALONE: &[(&str, &str)] = &[("LIANGYI_RUN_WORKER", "false")];

fn is_refused(answer: &Response, status: u16) -> bool {
    (answer.status, answer.header("content-type")) == (status, Some("application/problem+json"))
        && answer.header("cache-control") == Some("no-store")
}

on_both! {
    async fn a_copy_is_led_to_a_file_for_a_moment_and_to_none_once_the_work_is_withdrawn(site: &Site) {
        let folder = Folder::new();
        folder.file("pictures/a.png", png(200)).file("pictures/b.png", png(90));
        let picture = |name: &str| format!("![图](pictures/{name}.png \"说明\"){{credit=\"图：甲\" licence=CC-BY-4.0}}");
        folder.work(&Work::new("shown", "有图的文章").body(&picture("a")));
        folder.work(&Work::new("unseen", "还没有发布的").body(&picture("b")).draft());
        folder.import(site);
        let narrow: Vec<&dyn AsRef<OsStr>> =
            vec![&"partner", &"add", &"narrow", &"--name", &"示例日报", &"--genres", &"debunk"];
        site.run(&narrow);
        let said = site.run(&[&"partner", &"key", &"narrow"]);
        let bearer = format!("Bearer {}", said.trim().rsplit(' ').next().unwrap());
        let server = site.serve_with(ALONE, &[]);

        // The page shows the file where it lies; the feed, the partners' door and the reprint where it is asked for anew.
        let page = server.page("/works/shown");
        let cut = |text: &str| text[text.find("/media/").unwrap()..].split(['"', '\\', ' ', ',', '&']).next().unwrap().to_owned();
        let (direct, stable) = (cut(&page), cut(&server.page("/feed.json")));
        assert_eq!((direct.matches('/').count(), stable.matches('/').count()), (3, 2), "{direct} {stable}");
        assert_eq!(cut(&server.page("/works/shown/republish")).matches('/').count(), 2);

        let led = server.get(&stable);
        assert_eq!((led.status, led.header("cache-control")), (302, Some("no-store")));
        let signed = led.header("location").unwrap().to_owned();
        let whole = server.get(&signed);
        let (asset, file) = stable.trim_start_matches("/media/").split_once('.').unwrap();
        assert_eq!((whole.status, &whole.body), (200, &server.get(&format!("/media/{asset}/{file}")).body));
        let part = server.get_with(&signed, &[("Range", "bytes=2-9")]);
        assert_eq!((part.status, &part.body[..]), (206, &whole.body[2..10]));
        let etag = whole.header("etag").unwrap().to_owned();
        assert_eq!(server.get_with(&stable, &[("If-None-Match", &etag)]).status, 304, "who has it is led nowhere");
        assert_eq!(server.ask("HEAD", &stable, &[]).status, 302);

        // Past its time it leads back, and what was never signed leads nowhere.
        let secret = site.texts("SELECT value FROM secrets WHERE name = 'media-address'").await.remove(0);
        let place = Key::rendition(&asset.parse::<AssetKey>().unwrap(), file).unwrap();
        let secret = AddressKey::new(secret);
        let old = secret.sign(&place, now().0 - 1);
        let back = server.get(&format!("/media/signed/{old}/{asset}.{file}"));
        assert_eq!((back.status, back.header("location")), (302, Some(stable.as_str())));
        let (until, rest) = signed.trim_start_matches("/media/signed/").split_once('.').unwrap();
        let later = format!("/media/signed/{}.{rest}", until.parse::<i64>().unwrap() + 1);
        let unseen = site.texts("SELECT a.key || '.' || r.file FROM renditions r JOIN assets a ON a.id = r.asset_id \
             WHERE NOT EXISTS (SELECT 1 FROM work_assets j JOIN works w ON w.id = j.work_id WHERE j.asset_id = a.id AND w.state = 'published')").await;
        assert!(!unseen.is_empty());
        for path in [later.as_str(), &format!("/media/{}", unseen[0]), "/media/nothing", "/media/signed/1.00/x"] {
            assert!(is_refused(&server.get(path), 404), "{path}");
        }

        // A key sees what is within its scope.
        assert!(is_refused(&server.get_with(&stable, &[("Authorization", &bearer)]), 404));
        assert!(is_refused(&server.get_with(&stable, &[("Authorization", "Bearer lyp_none")]), 401));
        site.run(&[&"partner", &"scope", &"narrow"]);
        assert_eq!(server.get_with(&stable, &[("Authorization", &bearer)]).status, 302);

        site.run(&[&"withdraw", &"shown", &"--reason", &"有误。", &"--way", &"banner"]);
        assert_eq!(server.get(&direct).status, 200, "the page shows it under a banner");
        let good = format!("/media/signed/{}/{asset}.{file}", secret.sign(&place, now().0 + 60_000));
        for path in [&stable, &good] {
            assert!(is_refused(&server.get(path), 410), "{path}");
        }
        assert!(is_refused(&server.get_with(&stable, &[("If-None-Match", &etag)]), 410));
        site.run(&[&"reinstate", &"shown"]);
        site.run(&[&"withdraw", &"shown", &"--kind", &"removal", &"--reason", &"隐私。", &"--way", &"vanished"]);
        assert!(is_refused(&server.get(&stable), 404), "what vanished was never there");
    }
}
