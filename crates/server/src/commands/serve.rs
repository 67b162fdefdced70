//! `liangyi serve`: the readers' door and the editors', the follower of the change log, and a worker.

use crate::{
    follow::Follower,
    machine::machine,
    oidc_file, open, open_files,
    partner_works::PartnerWorks,
    reranker,
    settings::Settings,
    stop::{Stop, Wish},
    tallies::{Tallies, count, offer},
};
use actix_web::{
    App, HttpServer,
    dev::ServerHandle,
    middleware::from_fn,
    web::{Data, scope},
};
use anyhow::{Context, Result};
use db::{Db, audit::Actor};
use metrics::{Requests, Watched};
use reader::{DrawnKey, FeedAuthority, Freshness, Limits, PageCache, ParsedPolicies, QuizDesk, SiteInForce, TrialDesk};
use search::Index;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use storage::AddressKey;
use studio::{
    Mailing, SignIn,
    uploads::{Intake, Swept, sweep_uploads},
};
use tokio::sync::oneshot;

/// How long requests that are under way may take when the process is asked to stop.
const GRACE_SECONDS: u64 = 10;

/// Memory for the trees of policies, in bytes.
const TEXTS: u64 = 32 << 20;

const BETWEEN_SWEEPS: Duration = Duration::from_secs(600);

const BETWEEN_PRUNINGS: Duration = Duration::from_secs(24 * 3600);

pub async fn run(settings: &Settings) -> Result<()> {
    let stop = Stop::listen()?;
    open_files::as_many_as_allowed();
    let calendar = Data::new(open::calendar(settings)?);
    let db = open::database(settings).await?;
    let storage = open::store(settings)?;
    let opened = Index::open(&settings.index_folder(), settings.dictionary.as_deref())
        .with_context(|| format!("the search index at {} (LIANGYI_INDEX)", settings.index_folder().display()))?;
    let index = Arc::new(opened.index);
    reranker::join(settings, &index);
    let freshness = Arc::new(Freshness::default());
    let in_force = Arc::new(SiteInForce::new(open::site(settings)));
    let follower = Follower { db: db.clone(), index: index.clone(), freshness: freshness.clone(), site: in_force.clone() };
    follower.catch_up().await?;

    let site = Data::new(in_force.started_with().clone());
    let machine = Data::new(machine(settings));
    let tallies = Tallies::default();
    offer(&db, &tallies.popular).await?;
    // A handler acts in the name of its session; what it forgets to is not laid to the one who runs the machine.
    let door = db.by(Actor::door());
    let (data_db, data_storage) = (Data::new(door.clone()), Data::new(storage.clone()));
    let (data_index, data_freshness) = (Data::from(index), Data::from(freshness));
    let cache = Data::new(PageCache::new(settings.page_cache << 20));
    let requests = settings.metrics_listen.map(|_| Data::new(Requests::default()));
    let watched = Watched { db: db.clone(), cache: cache.get_ref().clone(), freshness: data_freshness.clone().into_inner() };
    let texts = Data::new(ParsedPolicies::new(TEXTS));
    let authority = Data::new(FeedAuthority(settings.tag_authority.to_string()));
    let (tags, signing) = (Data::new(settings.tag_authority.clone()), Data::new(SignIn::default()));
    let door_of_partners = Data::new(partner_door(&db, settings, in_force.clone(), data_freshness.clone().into_inner()).await?);
    let in_force = Data::from(in_force);
    let quiz_desk = Data::new(quiz_desk(&db).await?);
    let tickets = Data::new(h5_tickets(&db).await?);
    let trials = Data::new(TrialDesk { draw: trial_key });
    let address_key = Data::new(AddressKey::new(open::secret(&db, "media-address").await?));
    let providers = Data::new(oidc_file::open(settings)?);
    let mailing = Data::new(Mailing { is_on: open::mailer(settings)?.is_some(), stop: open::stop_key(&db).await? });
    let intake = open::intake(settings, &door, &storage)?;
    let data_intake = Data::new(intake.clone());
    let limits = Data::new(Limits::default());
    let telling = match (&requests, settings.metrics_listen) {
        (Some(requests), Some(address)) => Some(tell(address, requests.clone(), watched)?),
        _ => None,
    };
    let counted = tallies.clone();
    let mut server = HttpServer::new(move || {
        App::new()
            .wrap(from_fn(reader::site_in_force))
            .wrap(from_fn(reader::at_hand))
            .wrap(from_fn(reader::keep_apart))
            .wrap(from_fn(metrics::measure))
            .configure(|config| {
                if let Some(requests) = &requests {
                    config.app_data(requests.clone());
                }
            })
            .app_data(data_intake.clone())
            .app_data(site.clone())
            .app_data(in_force.clone())
            .app_data(machine.clone())
            .app_data(data_db.clone())
            .app_data(data_storage.clone())
            .app_data(data_index.clone())
            .app_data(data_freshness.clone())
            .app_data(cache.clone())
            .app_data(texts.clone())
            .app_data(authority.clone())
            .app_data(tags.clone())
            .app_data(signing.clone())
            .app_data(calendar.clone())
            .app_data(counted.misses.clone())
            .app_data(counted.popular.clone())
            .app_data(limits.clone())
            .app_data(counted.readings.clone())
            .app_data(counted.reprints.clone())
            .app_data(door_of_partners.clone())
            .app_data(quiz_desk.clone())
            .app_data(tickets.clone())
            .app_data(address_key.clone())
            .app_data(trials.clone())
            .app_data(providers.clone())
            .app_data(mailing.clone())
            // Before the reader's door, whose cache and error pages are not for what an account sees.
            .configure(studio::configure)
            .configure(partner::configure)
            .service(scope("").wrap(from_fn(reader::site_in_force)).wrap(from_fn(reader::deliver)).configure(reader::configure))
    })
    .disable_signals()
    .shutdown_timeout(GRACE_SECONDS)
    // A client that takes longer to say what it wants is not waited for.
    .client_request_timeout(Duration::from_secs(10))
    .server_hostname("");
    if settings.threads > 0 {
        server = server.workers(settings.threads);
    }
    let server = server.bind(settings.listen).with_context(|| {
        format!("cannot listen on {} (LIANGYI_LISTEN): is another program, or another liangyi, there already?", settings.listen)
    })?;

    let following = tokio::spawn(follower.run());
    let sweeping = tokio::spawn(sweep(intake));
    let (ending, ended) = oneshot::channel();
    let counting = tokio::spawn(count(door.clone(), tallies.clone(), ended));
    let pruning = tokio::spawn(prune(db.by(Actor::worker()), settings.audit_days));
    let worker = match settings.run_worker {
        true => Some(open::worker(settings, &db.by(Actor::worker()), &storage, true).await?),
        false => None,
    };
    let stop_worker = stop.clone();
    let working = worker.map(|worker| tokio::spawn(async move { worker.run(stop_worker.any()).await }));
    tracing::info!(address = %format!("http://{}", settings.listen), "serving");
    let server = server.run();
    let handle = server.handle();
    tokio::spawn(async move { handle.stop(stop.wanted().await == Wish::InPeace).await });
    server.await.context("the server ended")?;
    following.abort();
    sweeping.abort();
    pruning.abort();
    // What it is writing down just now is written to its end.
    drop(ending);
    counting.await.ok();
    if let Some(telling) = telling {
        telling.stop(false).await;
    }
    tallies.write_down(&db).await;
    if let Some(working) = working {
        working.await.ok();
    }
    db.close().await
}

/// Metrics, on a listener that no reader reaches.
fn tell(address: SocketAddr, requests: Data<Requests>, watched: Watched) -> Result<ServerHandle> {
    let watched = Data::new(watched);
    let app = move || App::new().app_data(requests.clone()).app_data(watched.clone()).configure(metrics::configure);
    let server = HttpServer::new(app).workers(1).disable_signals().bind(address);
    let server = server.with_context(|| format!("cannot listen on {address} (LIANGYI_METRICS_LISTEN)"))?.run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(handle)
}

/// With the secret that signs cursors, which all processes share.
async fn partner_door(db: &Db, settings: &Settings, site: Arc<SiteInForce>, freshness: Arc<Freshness>) -> Result<partner::Door> {
    let secret = open::secret(db, "partner-cursor").await?;
    let write = db.write(crate::clock::now()).await?;
    db::work_heads::mend(&write).await?;
    write.commit().await?;
    let works = Arc::new(PartnerWorks { site });
    let limits = Arc::new(partner::Limits::new(settings.partner_quota));
    let unchanged = partner::Unchanged::following(move || freshness.followed().0);
    Ok(partner::Door { works, cursors: partner::CursorKey::new(secret), limits, unchanged, dice: crate::clock::random })
}

/// For whoever tries the partners' door.
fn trial_key() -> DrawnKey {
    let key = partner::PartnerKey::draw(crate::clock::random);
    DrawnKey { digest: key.digest(), hint: key.hint().to_owned(), words: key.words().to_owned() }
}

/// With the secret that signs attempts at questions, which all processes share.
async fn quiz_desk(db: &Db) -> Result<QuizDesk> {
    Ok(QuizDesk::new(open::secret(db, "quiz-attempt").await?))
}

/// With the secret that signs where unpublished H5 pages are seen.
async fn h5_tickets(db: &Db) -> Result<studio::H5Tickets> {
    Ok(studio::H5Tickets::new(open::secret(db, "h5-preview").await?))
}

/// Removes uploads whose time is over, and finishes what another process left whole.
async fn sweep(intake: Intake) {
    loop {
        match sweep_uploads(&intake).await {
            Ok(swept) if swept != Swept::default() => tracing::info!(?swept, "uploads were swept"),
            Ok(_) => {}
            Err(error) => tracing::error!(error = format!("{error:#}"), "uploads cannot be swept"),
        }
        tokio::time::sleep(BETWEEN_SWEEPS).await;
    }
}

/// Takes away what the audit log need not keep any longer.
async fn prune(db: Db, days: u32) {
    loop {
        match db::audit::prune(&db, crate::clock::now(), days).await {
            Ok(0) => {}
            Ok(entries) => tracing::info!(entries, "the audit log was pruned"),
            Err(error) => tracing::error!(error = format!("{error:#}"), "the audit log cannot be pruned"),
        }
        tokio::time::sleep(BETWEEN_PRUNINGS).await;
    }
}
