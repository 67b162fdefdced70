//! People and organisations by the beginning of their names.

use crate::{Db, work_parts::Named};
use anyhow::Result;

/// At most `limit` people whose name begins with these words, the one who is called so first.
pub async fn people(db: &Db, words: &str, limit: usize) -> Result<Vec<Named>> {
    beginning(db, "people", words, limit).await
}

/// The same of organisations.
pub async fn organisations(db: &Db, words: &str, limit: usize) -> Result<Vec<Named>> {
    beginning(db, "organisations", words, limit).await
}

async fn beginning(db: &Db, table: &str, words: &str, limit: usize) -> Result<Vec<Named>> {
    let sql = format!(
        "SELECT slug, name, name_en FROM {table} WHERE name LIKE $1 ESCAPE '!' OR LOWER(name_en) LIKE LOWER($1) ESCAPE '!' \
         ORDER BY CASE WHEN name = $2 THEN 0 ELSE 1 END, id LIMIT $3"
    );
    let literal = words.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    db.all(&sql, [format!("{literal}%").into(), words.into(), (limit as i64).into()]).await
}
