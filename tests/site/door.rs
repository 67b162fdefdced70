//! The reader's door in the test's own process: no program is started, so an answer takes milliseconds.
//!
//! [`Door::ask`] keeps nothing between two answers: what a cache does is asked of the program itself, in [`super::serving`].

use super::{Site, http::Response};
use actix_web::{
    App, HttpServer,
    dev::ServerHandle,
    http::header::HeaderValue,
    middleware::from_fn,
    test,
    web::{Data, ServiceConfig, scope},
};
use db::Db;
use reader::{
    FeedAuthority, Freshness, Limits, PageCache, ParsedPolicies, PopularQueries, QuizDesk, Readings, Reprints, SearchMisses,
};
use search::Index;

/// What signs attempts at this door.
pub const QUIZ_SECRET: &str = "a secret of the tests";

pub struct Door {
    db: Db,
    /// Empty: a page's related works are then those of its clauses and topics.
    index: Data<Index>,
    _folder: tempfile::TempDir,
}

impl Door {
    pub async fn open(site: &Site) -> Self {
        Self::over(site.db().await)
    }

    pub fn over(db: Db) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let index = Data::new(Index::open(folder.path(), None).unwrap().index);
        Self { db, index, _folder: folder }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.ask(test::TestRequest::get().uri(path)).await
    }

    pub async fn get_with(&self, path: &str, header: (&str, &str)) -> Response {
        self.ask(test::TestRequest::get().uri(path).insert_header(header)).await
    }

    /// Insists that it is there; its text.
    pub async fn page(&self, path: &str) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status, 200, "{path}: {}", response.text());
        response.text()
    }

    /// Asked one after the other of one door, which remembers how fast they came; the numbers of the answers, up to the first
    /// that is `last`.
    pub async fn statuses(&self, requests: impl Iterator<Item = test::TestRequest>, last: u16) -> Vec<u16> {
        let app = test::init_service(App::new().configure(furnished(self.db.clone(), self.index.clone()))).await;
        let mut statuses = Vec::new();
        for request in requests {
            statuses.push(test::call_service(&app, request.to_request()).await.status().as_u16());
            if statuses.last() == Some(&last) {
                break;
            }
        }
        statuses
    }

    pub async fn ask(&self, request: test::TestRequest) -> Response {
        let app = test::init_service(App::new().configure(furnished(self.db.clone(), self.index.clone()))).await;
        let response = test::call_service(&app, request.to_request()).await;
        let status = response.status().as_u16();
        let text = |value: &HeaderValue| value.to_str().unwrap().to_owned();
        let headers = response.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        Response { status, headers, body: test::read_body(response).await.to_vec() }
    }

    /// On a port of its own, for programs that know only addresses; the address, and what ends it.
    pub fn serve(&self) -> (String, ServerHandle) {
        let (db, index) = (self.db.clone(), self.index.clone());
        let server =
            HttpServer::new(move || App::new().configure(furnished(db.clone(), index.clone()))).workers(1).disable_signals();
        let server = server.bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", server.addrs()[0]);
        let running = server.run();
        let handle = running.handle();
        tokio::spawn(running);
        (address, handle)
    }
}

/// What its pages know of the site.
pub fn pages_site() -> pages::Site {
    pages::Site {
        tagline: "逐条解读".to_owned(), base_url: "https://liangyi.example".to_owned(), ..pages::Site::called("两翼")
    }
}

/// What `liangyi serve` gives the door, as far as lists, feeds and harvesting need it.
fn furnished(db: Db, index: Data<Index>) -> impl FnOnce(&mut ServiceConfig) {
    let site = pages_site();
    move |config| {
        config
            .app_data(Data::new(db))
            .app_data(index)
            .app_data(Data::new(site))
            .app_data(Data::new(FeedAuthority("liangyi.example".to_owned())))
            .app_data(Data::new(PageCache::new(1 << 20)))
            .app_data(Data::new(Freshness::default()))
            .app_data(Data::new(ParsedPolicies::new(1 << 20)))
            .app_data(Data::new(Limits::default()))
            .app_data(Data::new(Readings::default()))
            .app_data(Data::new(SearchMisses::default()))
            .app_data(Data::new(PopularQueries::default()))
            .app_data(Data::new(Reprints::default()))
            .app_data(Data::new(QuizDesk::new(QUIZ_SECRET.to_owned())))
            .service(scope("").wrap(from_fn(reader::deliver)).configure(reader::configure));
    }
}
