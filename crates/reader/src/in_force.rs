//! What pages know of the site, as it is now: what the process was started with, and over it what administrators settled.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{Extensions, ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};
use domain::SiteSetting;
use pages::Site;
use std::{
    rc::Rc,
    sync::{Arc, PoisonError, RwLock},
};

#[derive(Debug)]
pub struct SiteInForce {
    started_with: Site,
    now: RwLock<Arc<Site>>,
}

impl SiteInForce {
    /// Until somebody settles something: what the settings of the process say.
    pub fn new(started_with: Site) -> Self {
        let now = RwLock::new(Arc::new(started_with.clone()));
        Self { started_with, now }
    }

    pub fn settle(&self, settled: &[(SiteSetting, String)]) {
        let site = Arc::new(self.started_with.with(settled));
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = site;
    }

    pub fn now(&self) -> Arc<Site> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn started_with(&self) -> &Site {
        &self.started_with
    }
}

/// Gives whoever answers the request the site as it is now, as their `Data<Site>`.
///
/// Around every door, and once more behind the page cache: there it has to be read after the stamp of the page, or a page
/// that tells what the site said before would be kept as one of afterwards.
pub async fn site_in_force<B: MessageBody>(mut request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    if let Some(site) = request.app_data::<Data<SiteInForce>>() {
        let site = site.now();
        // What the address asked for goes on: another script, another language, the view for the elderly.
        let speech = request.app_data::<Data<Site>>().map(|site| site.speech).filter(|speech| *speech != site.speech);
        let mut now = Extensions::new();
        now.insert(speech.map_or_else(|| Data::from(site.clone()), |speech| Data::new(site.speaking(speech))));
        request.add_data_container(Rc::new(now));
    }
    next.call(request).await
}
