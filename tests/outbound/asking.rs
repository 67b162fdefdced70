//! A server on this machine, asked with and without leave to.

use crate::busy;
use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    web::{Bytes, Query, to},
};
use outbound::{Answer, Lookup, Method, Outbound, Refusal, Request};
use std::{
    collections::HashMap,
    convert::Infallible,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

async fn answer(request: HttpRequest, asked: Query<HashMap<String, String>>, body: Bytes) -> HttpResponse {
    match request.path() {
        "/to" => HttpResponse::Found().insert_header(("Location", asked["address"].as_str())).finish(),
        "/endless" => {
            HttpResponse::Ok().streaming(futures::stream::repeat(Ok::<_, Infallible>(Bytes::from_static(&[b'x'; 1000]))))
        }
        "/never" => std::future::pending().await,
        "/heavy" => HttpResponse::Ok().insert_header(("X-Heavy", "x".repeat(40_000))).finish(),
        _ => {
            let header = |name: &str| request.headers().get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
            let said = [request.method().to_string(), request.uri().to_string(), header("host"), header("x-key")];
            HttpResponse::Ok().body([said.join(" ").as_bytes(), b" ", &body].concat())
        }
    }
}

/// On a port of its own, for as long as the test runs.
fn server() -> SocketAddr {
    let server = HttpServer::new(|| App::new().default_service(to(answer))).workers(1).disable_signals();
    let server = server.bind("127.0.0.1:0").unwrap();
    let address = server.addrs()[0];
    actix_web::rt::spawn(server.run());
    address
}

fn local() -> Outbound {
    Outbound::new(vec!["127.0.0.1".parse().unwrap()])
}

async fn ask(outbound: &Outbound, address: &str, redirects: u8) -> Result<Answer, Refusal> {
    let headers = [("X-Key", "secret".to_owned())];
    let time = Duration::from_millis(1500).mul_f64(busy::crowding());
    let method = Method::GET;
    outbound.send(&Request { method, address, headers: &headers, body: Vec::new(), redirects, most: 5000, time }).await
}

fn words(answer: Result<Answer, Refusal>) -> String {
    String::from_utf8(answer.unwrap().body).unwrap()
}

#[actix_web::test]
async fn this_machine_is_asked_only_where_the_operator_says_so() {
    let at = server();
    for host in ["127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"] {
        let refused = ask(&Outbound::default(), &format!("http://{host}:{}/", at.port()), 0).await.unwrap_err();
        assert!(matches!(refused, Refusal::NotPublic), "{host}: {refused}");
    }
    for host in ["127.0.0.1", "localhost"] {
        let address = format!("{host}:{}", at.port());
        let said = words(ask(&local(), &format!("http://{address}/a?b=c#d"), 0).await);
        assert_eq!(said.trim_end(), format!("GET /a?b=c {address} secret"));
    }
    let (method, body) = (Method::POST, b"{}".to_vec());
    let address = format!("http://{at}/hook");
    let time = Duration::from_secs(2).mul_f64(busy::crowding());
    let post = Request { method, address: &address, headers: &[], body, redirects: 0, most: 100, time };
    assert_eq!(words(local().send(&post).await), format!("POST /hook {at}  {{}}"));
}

#[actix_web::test]
async fn a_redirect_is_checked_like_the_first_address() {
    let at = server();
    let to = |address: &str| format!("http://{at}/to?address={address}");
    for address in
        ["http://10.0.0.1/", "http://169.254.169.254/latest", "http://127.0.0.2:8080/", "http://[fd00::1]/", "//[::1]/"]
    {
        let refused = ask(&local(), &to(address), 3).await.unwrap_err();
        assert!(matches!(refused, Refusal::NotPublic), "{address}: {refused}");
    }
    for address in ["file:///etc/passwd", "ftp://1.1.1.1/", "http://user@1.1.1.1/"] {
        assert!(matches!(ask(&local(), &to(address), 3).await.unwrap_err(), Refusal::Address), "{address}");
    }
    assert_eq!(words(ask(&local(), &to("/here"), 1).await).trim_end(), format!("GET /here {at} secret"));
    // What was meant for the one host is not told to another.
    let elsewhere = words(ask(&local(), &to(&format!("http://localhost:{}/", at.port())), 1).await);
    assert!(elsewhere.contains("localhost") && !elsewhere.contains("secret"), "{elsewhere}");
    assert_eq!(ask(&local(), &to("/here"), 0).await.unwrap().status, 302, "not followed unless it is wished");
    assert!(matches!(ask(&local(), &to(&to("/here")), 1).await.unwrap_err(), Refusal::Redirect), "more than were allowed");
}

#[actix_web::test]
async fn a_name_that_changes_its_mind_leads_nowhere_new() {
    let at = server();
    // Each look finds the next of these; after the last, the last.
    let names = |answers: Vec<Vec<&'static str>>| {
        let looks = Arc::new(AtomicUsize::new(0));
        let counted = looks.clone();
        let lookup: Lookup = Arc::new(move |_, port| {
            let look = counted.fetch_add(1, Relaxed).min(answers.len() - 1);
            let found = answers[look].iter().map(|address| SocketAddr::new(address.parse().unwrap(), port)).collect();
            Box::pin(async move { Ok(found) })
        });
        (Outbound::with_names(vec!["127.0.0.1".parse().unwrap()], lookup), looks)
    };
    let address = format!("http://rebinding.example:{}/here", at.port());
    // Good when it is checked, private right after: the connection goes to what was checked, and nobody looks again.
    let (outbound, looks) = names(vec![vec!["127.0.0.1"], vec!["10.0.0.1"]]);
    assert!(words(ask(&outbound, &address, 0).await).starts_with("GET /here rebinding.example"));
    assert_eq!(looks.load(Relaxed), 1);
    assert!(matches!(ask(&outbound, &address, 0).await.unwrap_err(), Refusal::NotPublic), "the next request looks for itself");
    // Of several addresses, those that are private are not tried; where there are no others, nothing is.
    let (outbound, _) = names(vec![vec!["10.0.0.1", "169.254.169.254", "127.0.0.1", "::1"]]);
    assert!(words(ask(&outbound, &address, 0).await).starts_with("GET /here"));
    let (outbound, _) = names(vec![vec!["10.0.0.1", "fd00::1", "::ffff:127.0.0.1", "127.0.0.2"]]);
    assert!(matches!(ask(&outbound, &address, 0).await.unwrap_err(), Refusal::NotPublic));
    // A redirect to the same name is looked up, and checked, anew.
    let (outbound, looks) = names(vec![vec!["127.0.0.1"], vec!["192.168.0.1"]]);
    let redirect = format!("http://rebinding.example:{}/to?address=/here", at.port());
    assert!(matches!(ask(&outbound, &redirect, 1).await.unwrap_err(), Refusal::NotPublic));
    assert_eq!(looks.load(Relaxed), 2);
}

#[actix_web::test]
async fn an_answer_is_bounded_in_length_and_time() {
    let at = server();
    let endless = ask(&local(), &format!("http://{at}/endless"), 0).await.unwrap();
    assert_eq!(endless.body.len(), 5000);
    let slow = ask(&local(), &format!("http://{at}/never"), 0).await.unwrap_err();
    assert!(matches!(slow, Refusal::TooSlow(_)), "{slow}");
    let heavy = ask(&local(), &format!("http://{at}/heavy"), 0).await.unwrap_err();
    assert!(matches!(heavy, Refusal::Http(_)), "{heavy}");
}

#[actix_web::test]
async fn what_is_no_address_of_the_web_is_refused_before_anything_is_sent() {
    let outbound = local();
    for address in ["", "example.org", "ftp://example.org/", "http://user:word@example.org/", "mailto:a@example.org"] {
        assert!(matches!(ask(&outbound, address, 0).await.unwrap_err(), Refusal::Address), "{address}");
    }
    assert!(matches!(ask(&outbound, "http://1.1.1.1:22/", 0).await.unwrap_err(), Refusal::Port(22)));
    assert!(matches!(ask(&outbound, "http://nowhere.invalid/", 0).await.unwrap_err(), Refusal::UnknownName));
    // A server without a certificate has no secure connection.
    let at = server();
    let plain = ask(&outbound, &format!("https://{at}/"), 0).await.unwrap_err();
    assert!(matches!(plain, Refusal::Tls(_) | Refusal::NoAuthorities), "{plain}");
}
