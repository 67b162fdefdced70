//! Metrics: what was answered, what waits, how far the log is followed; on a listener that no reader reaches.

use crate::site::{Site, http, on_both};
use actix_web::{
    App, HttpResponse,
    middleware::from_fn,
    test::{TestRequest, call_service, init_service, read_body},
    web::{Data, get, resource},
};
use domain::{Act, Entity, Timestamp};
use metrics::{Requests, Watched};
use reader::{Freshness, PageCache};
use std::{net::TcpListener, sync::Arc};

/// The value of a line, by its name and labels.
fn value(text: &str, name: &str) -> f64 {
    let line = text.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')));
    let line = line.unwrap_or_else(|| panic!("no {name} in\n{text}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

/// Every line is one that a scraper reads, and the last one says that it is the last.
fn is_open_metrics(text: &str) {
    assert!(text.ends_with("\n# EOF\n"), "{text}");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(name.starts_with("liangyi_") && value.parse::<f64>().is_ok(), "{line}");
    }
    let mut told: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")).collect();
    let families = told.len();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), families, "a family is told twice");
}

#[tokio::test]
async fn requests_are_counted_by_door_route_and_status() {
    let site = Site::new();
    let requests = Data::new(Requests::default());
    let (cache, freshness) = (PageCache::new(1 << 20), Arc::new(Freshness::default()));
    let watched = Data::new(Watched { db: site.db().await, cache, freshness });
    let answers = |status: u16| async move { HttpResponse::build(status.try_into().unwrap()).finish() };
    let app = init_service(
        App::new()
            .wrap(from_fn(metrics::measure))
            .app_data(requests.clone())
            .service(resource("/works/{slug}").route(get().to(move || answers(200))))
            .service(resource("/api/studio/v1/works/{id}").route(get().to(move || answers(403)))),
    )
    .await;
    for path in ["/works/frost", "/works/flood?page=2", "/api/studio/v1/works/7", "/api/partner/v1/nothing", "/nowhere"] {
        call_service(&app, TestRequest::get().uri(path).to_request()).await;
    }
    let told = App::new().app_data(requests).app_data(watched).configure(metrics::configure);
    let response = call_service(&init_service(told).await, TestRequest::get().uri("/metrics").to_request()).await;
    assert!(response.headers().get("content-type").unwrap().to_str().unwrap().starts_with("application/openmetrics-text"));
    let text = String::from_utf8(read_body(response).await.to_vec()).unwrap();
    is_open_metrics(&text);
    let answered = |door, route, status| {
        value(&text, &format!("liangyi_requests_total{{door=\"{door}\",route=\"{route}\",status=\"{status}\"}}"))
    };
    assert_eq!(answered("reader", "/works/{slug}", 200), 2.0);
    assert_eq!(answered("studio", "/api/studio/v1/works/{id}", 403), 1.0);
    assert_eq!(answered("partner", "none", 404), 1.0);
    assert_eq!(answered("reader", "none", 404), 1.0);
    assert_eq!(value(&text, "liangyi_request_duration_seconds_count{door=\"reader\",route=\"/works/{slug}\"}"), 2.0);
    assert!(!text.contains("frost") && !text.contains("flood"), "nobody learns who read what:\n{text}");
}

on_both! {
    async fn queues_and_followers_are_looked_up_when_somebody_asks(site: &Site) {
        let db = site.db().await;
        let now = Timestamp(std::time::UNIX_EPOCH.elapsed().unwrap().as_millis() as i64);
        let mut write = db.write(Timestamp(now.0 - 90_000)).await.unwrap();
        for n in 0..3 {
            db::jobs::ask(&write, "test", &format!("job-{n}"), "{}").await.unwrap();
            write.log(Entity::Person, n, "somebody", Act::Updated);
        }
        write.commit().await.unwrap();
        let job = db::jobs::claim(&db, db::jobs::Lane::Any, now, Timestamp(now.0 + 1000)).await.unwrap().unwrap();
        let freshness = Arc::new(Freshness::default());
        freshness.advance(3);
        freshness.index_advanced(1);
        let watched = Data::new(Watched { db: db.clone(), cache: PageCache::new(0), freshness });
        let app = App::new().app_data(Data::new(Requests::default())).app_data(watched).configure(metrics::configure);
        let response = call_service(&init_service(app).await, TestRequest::get().uri("/metrics").to_request()).await;
        let text = String::from_utf8(read_body(response).await.to_vec()).unwrap();
        is_open_metrics(&text);
        assert_eq!(value(&text, "liangyi_jobs{kind=\"test\",state=\"waiting\"}"), 2.0);
        assert_eq!(value(&text, "liangyi_jobs{kind=\"test\",state=\"running\"}"), 1.0);
        assert!((90.0..120.0).contains(&value(&text, "liangyi_jobs_oldest_waiting_seconds{kind=\"test\"}")), "{text}");
        assert_eq!((value(&text, "liangyi_pages_behind"), value(&text, "liangyi_index_behind")), (0.0, 2.0));
        assert_eq!(value(&text, "liangyi_uploads"), 0.0);
        assert!(value(&text, "liangyi_database_connections") >= 1.0);

        let write = db.write(now).await.unwrap();
        db::jobs::finish(&write, job.id).await.unwrap();
        write.commit().await.unwrap();
        while let Some(job) = db::jobs::claim(&db, db::jobs::Lane::Any, now, now).await.unwrap() {
            let write = db.write(now).await.unwrap();
            db::jobs::finish(&write, job.id).await.unwrap();
            write.commit().await.unwrap();
        }
        assert_eq!(db::jobs::tallies(&db).await.unwrap(), []);
        db.close().await.unwrap();
    }
}

#[test]
fn the_program_tells_them_on_a_listener_of_their_own() {
    let site = Site::new();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = site.serve_with(&[("LIANGYI_METRICS_LISTEN", &free.to_string())], &[]);
    server.page("/works");
    assert_eq!(server.get("/metrics").status, 404);
    let text = http::ask(free, "GET", "/metrics", &[]).expect("an answer").text();
    is_open_metrics(&text);
    assert_eq!(value(&text, "liangyi_requests_total{door=\"reader\",route=\"/works\",status=\"200\"}"), 1.0);
    let output = site.output_of(site.command().arg("links").env("LIANGYI_METRICS_LISTEN", "0.0.0.0:9090"));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("a loopback address"));
}
