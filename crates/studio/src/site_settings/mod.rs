//! What the pages say of the site, settled by its administrators; and what only the machine's own settings can say.
//!
//! Absent from here: any value of the machine's settings, which may hold secrets. It is said whether they are set.

mod change;
mod list;

use actix_web::web::{ServiceConfig, get, put, resource};
use utoipa::OpenApi;

/// A setting of the machine.
#[derive(Clone, Debug)]
pub struct MachineSetting {
    pub variable: String,
    /// What it is for, in Chinese.
    pub zh: &'static str,
    /// False where the default holds.
    pub is_set: bool,
}

/// What the process was started with.
#[derive(Clone, Debug)]
pub struct Machine {
    pub settings: Vec<MachineSetting>,
    /// The site as those settings describe it.
    pub site: pages::Site,
}

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(resource("/site-settings").route(get().to(list::list)))
        .service(resource("/site-settings/{key}").route(put().to(change::set)));
}

#[derive(OpenApi)]
#[openapi(paths(list::list, change::set))]
struct Api;

pub fn openapi() -> utoipa::openapi::OpenApi {
    Api::openapi()
}
