//! Links of texts to other sites, looked at by the back room through the one way out, and told to who writes.

use super::inside::{Inside, serve};
use crate::site::{now, on_both};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Data},
};
use db::link_checks::{self, LinkCheck};
use domain::WorkContent;
use serde_json::json;
use std::sync::{Arc, Mutex};

/// A site that answers every page with this, and says so in robots.txt; its address, and what was asked of it.
fn site_that_answers(status: u16, robots: &'static str) -> (String, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Data::from(asked.clone());
    let address = serve(move |config| {
        let answer = move |request: HttpRequest, asked: Data<Mutex<Vec<String>>>| async move {
            asked.lock().unwrap().push(format!("{} {}", request.method(), request.path()));
            match request.path() {
                "/robots.txt" => HttpResponse::Ok().body(robots),
                _ => HttpResponse::build(status.try_into().unwrap()).finish(),
            }
        };
        config.app_data(kept.clone()).default_service(web::to(answer));
    });
    (format!("http://{address}/page"), asked)
}

on_both! {
    async fn a_dead_link_is_found_once_for_all_texts_and_shown_at_its_words(site: &Site) {
        let inside = Inside::new(site).await;
        let (dead, asked) = site_that_answers(404, "");
        let (fine, _) = site_that_answers(200, "User-agent: *\nDisallow: /other");
        let (shut, shut_asked) = site_that_answers(404, "User-agent: *\nDisallow: /");
        let write = inside.db.write(now()).await.unwrap();
        let all = [dead.clone(), fine.clone(), shut.clone()];
        link_checks::note(&write, &all, now()).await.unwrap();
        link_checks::note(&write, &all, now()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(inside.worker.look_at_links().await.unwrap(), 3);
        assert_eq!(inside.worker.look_at_links().await.unwrap(), 0, "each is looked at once in days");
        let known = link_checks::of(&inside.db, &all).await.unwrap();
        let state = |address: &str| known.iter().find(|one: &&LinkCheck| one.address == address).unwrap().state.clone();
        assert_eq!([&dead, &fine, &shut].map(|address| state(address)), ["dead", "alive", "closed"]);
        assert_eq!(*asked.lock().unwrap(), ["GET /robots.txt", "HEAD /page", "GET /page"]);
        assert_eq!(*shut_asked.lock().unwrap(), ["GET /robots.txt"], "what robots.txt forbids is not asked for");

        let content: WorkContent = serde_json::from_value(json!({"slug": "one", "title": "一篇", "lead": "一句话。", "kind": "article",
            "genre": "expert", "language": "zh-Hans", "organisations": ["green-hill"], "state": "draft", "licence": "CC-BY-4.0", "ai": "none"})).unwrap();
        let body = format!("开头，**见[这里]({dead}#part)**和[那里]({fine})。\n\n- [本站](https://own.example/works/gone)\n");
        let found = editorial::find_in_work(&inside.db, &content, &body, None, "https://own.example").await.unwrap();
        let told: Vec<_> = found.findings.found.iter().map(|one| (one.code.code(), one.excerpt.as_str(), one.range)).collect();
        assert_eq!(told, [("dead-link", "这里", (4, 6)), ("dead-link", "本站", (0, 2))]);
        assert!(found.findings.found[0].message.contains("没有这个网页"), "{}", found.findings.found[0].message);
        assert!(found.findings.found[1].message.contains("没有已发布的作品"), "its own pages are known at once");
    }
}
