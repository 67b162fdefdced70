//! `liangyi user …`

use crate::say::say;
use crate::{cli::User, clock, open, settings::Settings};
use accounts::Password;
use anyhow::{Context, Result};
use std::io::Read;

pub async fn run(settings: &Settings, command: User) -> Result<()> {
    let db = open::database(settings).await?;
    let now = clock::now();
    match command {
        User::Add { name, display_name, admin, password_stdin } => {
            let password = password(password_stdin)?;
            accounts::add(&db, now, &name, display_name.as_deref().unwrap_or(&name), &password, admin).await?;
            say!("{name} was added{}", if admin { " as an administrator" } else { "" });
            show(&password, password_stdin);
        }
        User::Password { name, password_stdin } => {
            let password = password(password_stdin)?;
            accounts::set_password(&db, now, &name, &password).await?;
            say!("{name} has a new password");
            show(&password, password_stdin);
        }
        User::Disable { name } => {
            accounts::set_disabled(&db, now, &name, true).await?;
            say!("{name} cannot sign in any more; liangyi user enable {name} undoes it");
        }
        User::Enable { name } => {
            accounts::set_disabled(&db, now, &name, false).await?;
            say!("{name} can sign in again");
        }
        User::Grant { name, organisation, role } => {
            let new = accounts::change_membership(&db, now, &name, &organisation, role, true).await?;
            say!("{name} is {role} of {organisation}{}", if new { "" } else { " already" });
        }
        User::Revoke { name, organisation, role } => {
            let had = accounts::change_membership(&db, now, &name, &organisation, role, false).await?;
            say!("{name} is not {role} of {organisation}{}", if had { " any more" } else { "; there was nothing to take back" });
        }
        User::Person { name, person } => {
            accounts::set_person(&db, now, &name, &person).await?;
            say!("{name} is {person}: the site names them for its reviews");
        }
        User::SecondFactorOff { name } => {
            let row = db::accounts::by_name(&db, &name).await?.with_context(|| format!("there is no account called “{name}”"))?;
            accounts::second_factor::take_off(&db, now, &row).await?;
            say!("{name} signs in with the password alone");
        }
        User::SetupLink => {
            if let Some(token) = accounts::offer_setup(&db, now).await? {
                say!("the first account is made at {}/studio/setup#{}", settings.base_url, token.reveal());
                say!("the link works once, for 24 hours; liangyi user setup-link makes another");
            }
        }
        User::List => {
            for row in db::accounts::all(&db).await? {
                let admin = if row.admin { "  administrator" } else { "" };
                let disabled = if row.disabled { "  disabled" } else { "" };
                say!("{}  {}{admin}{disabled}", row.name, row.display_name);
            }
        }
    }
    db.close().await
}

/// The first line of standard input, or a new one.
fn password(from_stdin: bool) -> Result<Password> {
    if !from_stdin {
        return Password::generate();
    }
    let mut text = String::new();
    std::io::stdin().take(Password::MAX as u64 + 2).read_to_string(&mut text).context("cannot read the password")?;
    Ok(Password::new(text.lines().next().unwrap_or_default().to_owned())?)
}

/// One that was made is shown once, and kept nowhere.
fn show(password: &Password, given: bool) {
    if !given {
        say!("password: {}", password.reveal());
    }
}
