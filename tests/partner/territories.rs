//! Works that are licensed for some territories alone, and partners that publish in some.

use super::inside::{Inside, now};
use crate::site::{Folder, Site, Work, on_both};
use domain::{PartnerScope, Territory};
use serde_json::{Value, json};

fn scope(territories: &[&str]) -> PartnerScope {
    PartnerScope { territories: territories.iter().map(|code| code.parse().unwrap()).collect(), ..PartnerScope::default() }
}

fn put(site: &Site, slug: &str, line: Option<&str>) {
    let work = Work::new(slug, &format!("作品{slug}"));
    let folder = Folder::new();
    folder.work(&line.map_or(work.clone(), |line| work.line(line))).import(site);
}

/// A partner's polls.
struct Poll<'a> {
    inside: &'a Inside,
    key: String,
    cursor: String,
}

impl Poll<'_> {
    /// What came: `work` or the reason of the tombstone, by the slug or id.
    fn again(&mut self) -> Vec<(String, Value)> {
        let page = self.inside.json(200, &self.key, "GET", &format!("/changes?after={}", self.cursor), None);
        self.cursor = page["cursor"].as_str().unwrap().to_owned();
        let told = |change: &Value| {
            let what = if change["type"] == "work" { "work" } else { change["reason"].as_str().unwrap() };
            (what.to_owned(), change.clone())
        };
        page["changes"].as_array().unwrap().iter().map(told).collect()
    }

    fn words(&mut self) -> Vec<String> {
        self.again().into_iter().map(|(what, _)| what).collect()
    }

    fn works(&self) -> Value {
        self.inside.json(200, &self.key, "GET", "/digest", None)["works"].clone()
    }
}

on_both! {
    async fn a_work_is_had_where_it_is_licensed_and_moves_with_its_territories_and_with_the_partners(site: &Site) {
        let inside = Inside::new(site).await;
        let mut polls = Vec::new();
        for (slug, territories) in [("anywhere", &[][..]), ("home", &["CN", "HK"][..]), ("abroad", &["US"][..])] {
            let key = inside.partner(slug).await;
            editorial::set_partner_scope(&inside.db, now(), &slug.parse().unwrap(), &scope(territories)).await.unwrap();
            polls.push(Poll { inside: &inside, key, cursor: String::new() });
        }
        put(site, "frost", None);
        put(site, "wind", Some("territories: [\"CN\"]"));
        let [anywhere, home, abroad] = &mut polls[..] else { unreachable!() };
        let all = anywhere.again();
        let wind = &all[1].1;
        let id = wind["id"].as_str().unwrap().to_owned();
        assert_eq!((all.len(), &wind["territories"], &all[0].1["territories"]), (2, &json!(["CN"]), &json!([])));
        assert!(wind["rights"].as_str().unwrap().contains("CN"), "it says so in words: {wind}");
        assert_eq!((home.words(), abroad.words()), (vec!["work".to_owned(); 2], vec!["work".to_owned(), "entitlement".to_owned()]));
        assert_eq!((home.works(), abroad.works()), (json!(2), json!(1)));
        for path in [format!("/items/{id}"), format!("/items/{id}?format=ninjs")] {
            inside.json(404, &abroad.key, "GET", &path, None);
            inside.json(200, &home.key, "GET", &path, None);
        }
        let snapshot = inside.send(&abroad.key, "GET", "/snapshot", None).text();
        assert!(!snapshot.contains("作品wind") && snapshot.contains("作品frost"), "{snapshot}");
        assert!(inside.send(&home.key, "GET", "/snapshot", None).text().contains("作品wind"));

        // The work's territories change.
        put(site, "wind", Some("territories: [\"CN\", \"us\", \"US\"]"));
        assert_eq!((home.words(), abroad.words(), abroad.works()), (vec!["work".to_owned()], vec!["work".to_owned()], json!(2)));
        put(site, "wind", Some("territories: [\"JP\"]"));
        assert_eq!((home.words(), abroad.words()), (vec!["entitlement".to_owned()], vec!["entitlement".to_owned()]));
        assert_eq!((anywhere.words().last().unwrap().as_str(), home.works()), ("work", json!(1)));

        // The partner's do.
        let slug = "abroad".parse().unwrap();
        assert_eq!(editorial::set_partner_scope(&inside.db, now(), &slug, &scope(&["US", "JP"])).await.unwrap(), 1);
        assert_eq!((abroad.words(), abroad.works(), home.works()), (vec!["work".to_owned()], json!(2), json!(1)));
        assert_eq!(editorial::set_partner_scope(&inside.db, now(), &slug, &scope(&["US"])).await.unwrap(), 1);
        assert_eq!((abroad.words(), abroad.works()), (vec!["entitlement".to_owned()], json!(1)));
        put(site, "wind", None);
        assert_eq!((home.words(), abroad.words()), (vec!["work".to_owned()], vec!["work".to_owned()]));
    }
}

#[test]
fn a_territory_is_two_letters_of_the_standard() {
    assert_eq!(Territory::all().count(), 249);
    assert_eq!("hk".parse::<Territory>().unwrap().to_string(), "HK");
    for wrong in ["", "C", "CHN", "XX", "UK", "中国", "A\u{301}"] {
        assert!(wrong.parse::<Territory>().unwrap_err().to_string().contains("ISO 3166-1"), "{wrong}");
    }
}
