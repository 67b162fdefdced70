//! Works by the month of their publication: a list for each month, like every other list.

use crate::columns::step;
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

step!("m031_archive", manager, {
    // Months are Beijing's; times are milliseconds in UTC.
    let month = match manager.get_database_backend() {
        DbBackend::Postgres => "to_char(to_timestamp(published_at / 1000 + 28800) AT TIME ZONE 'UTC', 'YYYY-MM')",
        _ => "strftime('%Y-%m', published_at / 1000 + 28800, 'unixepoch')",
    };
    let connection = manager.get_connection();
    let listed = format!(
        "INSERT INTO work_listings (list, published_at, work_id) \
         SELECT 'month:' || {month}, published_at, work_id FROM work_listings WHERE list = 'all'"
    );
    connection.execute_unprepared(&listed).await?;
    let counted = "INSERT INTO listing_counts (list, works) \
         SELECT list, COUNT(*) FROM work_listings WHERE list >= 'month:' AND list < 'month;' GROUP BY list";
    connection.execute_unprepared(counted).await?;
    Ok(())
});
