//! What an invitation says of an expert stands with that invitation; and what partners are told goes before what subscribers are.

use crate::columns::step;
use sea_orm_migration::{prelude::*, schema::*};

step!("m032_invitations", manager, {
    for column in [ColumnDef::new("title").text().not_null().default("").take(), text_null("email")] {
        manager.alter_table(Table::alter().table("expert_links").add_column(column).take()).await?;
    }
    let connection = manager.get_connection();
    for sql in [
        "UPDATE expert_links SET title = (SELECT x.title FROM outside_experts x WHERE x.account_id = expert_links.expert_id), \
             email = (SELECT x.email FROM outside_experts x WHERE x.account_id = expert_links.expert_id)",
        "UPDATE jobs SET priority = -2 WHERE kind = 'webhook'",
    ] {
        connection.execute_unprepared(sql).await?;
    }
    Ok(())
});
