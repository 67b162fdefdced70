//! Ready or not, for whoever starts and watches the process.

use crate::Failure;
use actix_web::{HttpResponse, web::Data};
use db::Db;

/// 200 where the database answers.
pub async fn health(db: Data<Db>) -> Result<HttpResponse, Failure> {
    db::changes::head(&db).await?;
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ready\n"))
}
