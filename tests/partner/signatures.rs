//! Signatures, judged by somebody else's libraries.

use super::inside::{Came, Endpoint, Inside, now};
use crate::site::Site;
use db::Position;
use domain::Timestamp;
use serde_json::{Value, json};
use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};
use worker::Message;

/// The package `standardwebhooks` in a language.
#[derive(Clone, Copy, Debug)]
enum Library {
    Python,
    JavaScript,
}

impl Library {
    const ALL: [Self; 2] = [Self::Python, Self::JavaScript];

    /// What it says of each message: null where it takes it. `None` where it is not installed.
    fn verdicts(self, messages: &[Value]) -> Option<Vec<Value>> {
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (program, script, package) = match self {
            Self::Python => {
                let python = tests.join("../target/python/bin/python");
                (python.clone(), tests.join("partner/verify.py"), python)
            }
            Self::JavaScript => {
                let package = tests.join("browser/node_modules/standardwebhooks");
                ("node".into(), tests.join("browser/verify_webhooks.mjs"), package)
            }
        };
        if !package.exists() {
            eprintln!("skipped: there is no standardwebhooks at {}: ./dev test installs it", package.display());
            return None;
        }
        let mut command = Command::new(program);
        let mut child = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(serde_json::to_string(messages).unwrap().as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{self:?}");
        Some(serde_json::from_slice(&output.stdout).unwrap())
    }
}

fn message(secret: &str, came: &Came) -> Value {
    let headers = json!({"webhook-id": came.id, "webhook-timestamp": came.timestamp, "webhook-signature": came.signature});
    json!({"secret": secret, "headers": headers, "body": came.body})
}

#[test]
fn libraries_take_what_is_signed_and_refuse_what_was_tampered_with_or_is_stale() {
    let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    let now = now();
    let to = Position { epoch: "an.epoch".to_owned(), seq: 42 };
    let said = Message::changes_available(7, &to, now);
    let signed = |secrets: &[&str], at: i64| {
        let [_, id, timestamp, signature] = said.headers(secrets, Timestamp(at)).unwrap().map(|(_, value)| value);
        Came { id, timestamp, signature, body: said.body.clone() }
    };
    let good = signed(&[secret], now.0);
    let bend = |change: fn(&mut Came)| {
        let mut bent = good.clone();
        change(&mut bent);
        message(secret, &bent)
    };
    let messages = [
        message(secret, &good),
        message(secret, &signed(&["whsec_b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXI=", secret], now.0)),
        message("whsec_b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXI=", &good),
        bend(|came| came.body = came.body.replace("42", "43")),
        bend(|came| came.id.push('0')),
        bend(|came| came.timestamp = (came.timestamp.parse::<i64>().unwrap() - 1).to_string()),
        bend(|came| came.signature = came.signature.replace("v1,", "v2,")),
        message(secret, &signed(&[secret], now.0 - 6 * 60_000)),
        message(secret, &signed(&[secret], now.0 + 6 * 60_000)),
    ];
    for library in Library::ALL {
        let Some(verdicts) = library.verdicts(&messages) else { continue };
        assert!(verdicts[..2].iter().all(Value::is_null), "{library:?}: {verdicts:?}");
        assert!(verdicts[2..].iter().all(Value::is_string), "{library:?}: {verdicts:?}");
        assert!(verdicts[7].as_str().unwrap().contains("old"), "{library:?}: {verdicts:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_change_of_secret_both_are_good_for_a_day_and_then_the_new_one() {
    let site = Site::new();
    let (inside, endpoint) = (Inside::new(&site).await, Endpoint::new());
    let key = inside.partner("daily").await;
    let old = inside.json(201, &key, "POST", "/webhooks", Some(&json!({"address": endpoint.address})));
    let at = |act: &str| format!("/webhooks/{}/{act}", old["id"]);
    let new = inside.json(200, &key, "POST", &at("secret"), None);
    assert_ne!(old["secret"], new["secret"]);
    inside.publish(&["frost"]).await;
    assert_eq!(inside.work().await, (1, 0));
    site.texts("UPDATE webhooks SET old_secret_until = 1 RETURNING address").await;
    inside.json(202, &key, "POST", &at("replay"), None);
    assert_eq!(inside.work().await, (1, 0));
    let came = endpoint.came();
    assert_eq!(came[0].signature.split(' ').count(), 2);
    let asked: Vec<Value> =
        came.iter().flat_map(|came| [&old, &new].map(|of| message(of["secret"].as_str().unwrap(), came))).collect();
    for library in Library::ALL {
        let Some(verdicts) = library.verdicts(&asked) else { continue };
        let taken: Vec<bool> = verdicts.iter().map(Value::is_null).collect();
        assert_eq!(taken, [true, true, false, true], "{library:?}: {verdicts:?}");
    }
}
