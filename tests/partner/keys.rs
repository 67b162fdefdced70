//! Who is let in, and for how long.

use super::*;
use sea_orm::ConnectionTrait;

#[tokio::test]
async fn only_a_key_that_counts_opens_the_door() {
    let site = Site::new();
    let first = partner(&site, "daily", &[]);
    let server = site.serve_with(ALONE, &[]);
    let status = |headers: &[(&str, &str)]| {
        let response = server.get_with(&format!("{API}/changes"), headers);
        assert_eq!(response.header("content-type").unwrap().starts_with("application/problem+json"), response.status == 401);
        response.status
    };
    let bearer = |key: &str| status(&[("Authorization", &format!("Bearer {key}"))]);
    assert_eq!(bearer(&first), 200);
    assert_eq!(status(&[]), 401);
    let unknown = format!("lyp_{}", "A".repeat(43));
    for wrong in ["", "lyp_", "lyp_short", &unknown, &first[4..], &first.to_uppercase()] {
        assert_eq!(bearer(wrong), 401, "{wrong}");
    }
    assert_eq!(status(&[("Authorization", &first)]), 401);

    // Two keys overlap, so that a partner can change over; a revoked one is dead at once.
    let second = key(&site, "daily");
    assert_eq!((bearer(&first), bearer(&second)), (200, 200));
    site.run(&[&"partner", &"revoke", &"daily", &"1"]);
    assert_eq!((bearer(&first), bearer(&second)), (401, 200));
    let again = site.refused(&[&"partner", &"revoke", &"daily", &"1"]);
    assert!(again.contains("has no key 1 that counts"), "{again}");
    site.run(&[&"partner", &"disable", &"daily"]);
    assert_eq!(bearer(&second), 401);
    site.run(&[&"partner", &"enable", &"daily"]);
    assert_eq!(bearer(&second), 200);
    let ended = key(&site, "daily");
    let raw = site.raw().await;
    raw.execute_unprepared("UPDATE partner_keys SET expires_at = 1 WHERE id = 3").await.unwrap();
    raw.close().await.unwrap();
    assert_eq!(bearer(&ended), 401);

    // The words are nowhere, only their digest.
    let kept = site.texts("SELECT digest FROM partner_keys ORDER BY id").await;
    assert_eq!(kept.len(), 3);
    assert!(kept.iter().all(|digest| digest.len() == 64 && !first.contains(digest.as_str())));
    assert!(site.run(&[&"partner", &"list"]).contains("revoked"));
}

#[test]
fn what_cannot_be_is_told_by_the_command() {
    let site = Site::new();
    partner(&site, "daily", &[]);
    for (arguments, words) in [
        (vec!["partner", "add", "daily", "--name", "又一家"], "there is a partner called daily already"),
        (vec!["partner", "key", "daily", "--days", "0"], "give --days 1 or more"),
        (vec!["partner", "key", "nobody"], "no partner is called nobody"),
        (vec!["partner", "add", "other", "--name", "另一家", "--channels", "absent"], "no channel is called absent"),
        (vec!["partner", "add", "other", "--name", " "], "a partner needs a name"),
    ] {
        let arguments: Vec<&dyn AsRef<std::ffi::OsStr>> = arguments.iter().map(|a| a as _).collect();
        let said = site.refused(&arguments);
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn the_description_names_every_address_and_needs_no_key() {
    let site = Site::new();
    let server = site.serve_with(ALONE, &[]);
    let said: Value = serde_json::from_str(&server.page(&format!("{API}/openapi.json"))).unwrap();
    let paths: Vec<&String> = said["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/changes",
            "/copies",
            "/copies/{copy}",
            "/copies/{copy}/visit",
            "/corrections/{id}/acknowledgement",
            "/digest",
            "/items/{id}",
            "/openapi.json",
            "/snapshot",
            "/usage/{day}",
            "/webhooks",
            "/webhooks/{id}",
            "/webhooks/{id}/dead-letters",
            "/webhooks/{id}/replay",
            "/webhooks/{id}/secret"
        ]
    );
    for path in ["/changes", "/digest", "/items/x", "/snapshot"] {
        assert_eq!(server.get(&format!("{API}{path}")).status, 401, "{path}");
    }
}
