//! The partners' API as schemathesis finds it.

use super::*;
use crate::site::{Folder, Work, schemathesis::conforms};

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

#[tokio::test]
async fn schemathesis_finds_every_answer_as_the_document_has_it() {
    let site = Site::new();
    Folder::new().work(&Work::new("one", "一件")).work(&Work::new("two", "两件")).import(&site);
    site.run(&[&"withdraw", &"two", &"--reason", &"依据不足。"]);
    let key = partner(&site, "daily", &[]);
    // More than it can ask, so that no answer is 429.
    let server = site.serve_with(&[ALONE[0], ("LIANGYI_PARTNER_QUOTA", "100000")], &[]);
    let document = format!("http://{}{API}/openapi.json", server.address);
    conforms(&document, &[format!("Authorization: Bearer {key}")], CHECKS, &[]);
}
