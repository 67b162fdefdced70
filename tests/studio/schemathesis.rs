//! The studio's API as schemathesis finds it: an administrator's, who may get everywhere.

use super::desks::{Browser, administrator, furnish};
use crate::site::{Site, schemathesis::conforms};
use std::path::Path;

#[tokio::test]
async fn schemathesis_finds_no_fault_of_ours_and_documents_as_described() {
    let site = Site::new();
    furnish(&site);
    administrator(&site, "boss");
    let server = site.serve_with(&[("LIANGYI_RUN_WORKER", "false")], &[]);
    let boss = Browser::signed_in(&server, "boss");
    boss.write("green-hill", "一篇");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/studio/openapi.json");
    let address = server.address;
    let headers = [
        format!("Cookie: {}", boss.cookie.as_deref().unwrap()),
        "X-Liangyi-Request: 1".to_owned(),
        format!("Origin: http://{address}"),
    ];
    let at = format!("http://{address}/api/studio/v1");
    // It must not sign itself out, nor take its own account or password away.
    let more = ["--url", &at, "--exclude-path-regex", "session|password|account|staff|factor|passkey|mail|uploads"];
    conforms(document.to_str().unwrap(), &headers, "not_a_server_error,response_schema_conformance", &more);
}
