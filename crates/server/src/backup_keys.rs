//! What of a site is in no database and has to be in a backup: the key of certificates. And the passphrase it is sealed with.

use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use backup::{Passphrase, SealedFile};
use std::{
    fs::{self, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
};

const CERTIFICATE_KEY: &str = "certificate.key";

/// From the file that the settings name; nobody but its owner may read it.
pub fn passphrase(settings: &Settings) -> Result<Passphrase> {
    let Some(path) = &settings.backup_passphrase_file else {
        bail!("LIANGYI_BACKUP_PASSPHRASE_FILE names no file; the keys in a backup are sealed with the passphrase in it");
    };
    let words = || format!("the passphrase in {} (LIANGYI_BACKUP_PASSPHRASE_FILE)", path.display());
    let mode = fs::metadata(path).with_context(words)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!("others may read {} (mode {mode:o}); chmod 600 it", path.display());
    }
    Passphrase::new(&fs::read_to_string(path).with_context(words)?).with_context(words)
}

/// A site that has signed nothing yet has no key.
pub fn files(settings: &Settings) -> Result<Vec<SealedFile>> {
    let path = settings.certificate_key();
    match fs::read_to_string(&path) {
        Ok(text) => Ok(vec![SealedFile { name: CERTIFICATE_KEY.to_owned(), text }]),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error).with_context(|| format!("cannot read the key of certificates {}", path.display())),
    }
}

/// Puts them where the settings say. A key that was there and is another stays beside it.
pub fn keep(settings: &Settings, files: &[SealedFile]) -> Result<()> {
    let Some(key) = files.iter().find(|file| file.name == CERTIFICATE_KEY) else { return Ok(()) };
    let path = settings.certificate_key();
    if fs::read_to_string(&path).is_ok_and(|text| text == key.text) {
        return Ok(());
    }
    let beside = path.with_extension("restored");
    let put = || -> Result<()> {
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        file.write_all(key.text.as_bytes())?;
        file.sync_all()?;
        match fs::rename(&path, path.with_extension("before-restore")) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        Ok(fs::rename(&beside, &path)?)
    };
    put().with_context(|| format!("cannot put the key of certificates at {}", path.display()))
}
