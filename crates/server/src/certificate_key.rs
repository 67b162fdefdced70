//! The private key that signs certificates: a file that nobody but its owner reads, made at first use.

use anyhow::{Context, Result, bail};
use editorial::CertificateKey;
use std::{
    fs::{self, OpenOptions, Permissions},
    io::{ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

const OWNER_ONLY: u32 = 0o600;

/// # Errors
/// Where the file is there and is no key, or others may read it.
pub fn open(path: &Path) -> Result<CertificateKey> {
    match fs::read_to_string(path) {
        Ok(pem) => read(path, &pem),
        Err(error) if error.kind() == ErrorKind::NotFound => make(path),
        Err(error) => Err(error).with_context(|| format!("cannot read the key of certificates {}", path.display())),
    }
}

fn read(path: &Path, pem: &str) -> Result<CertificateKey> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        bail!("others may read the key of certificates {} (mode {mode:o}); chmod 600 it", path.display());
    }
    CertificateKey::from_pem(pem).with_context(|| {
        format!(
            "{} (LIANGYI_CERTIFICATE_KEY) is no Ed25519 key in PEM, as openssl genpkey -algorithm ed25519 writes it",
            path.display()
        )
    })
}

/// Whole under its name or not at all; where two processes begin together, the first one's counts.
fn make(path: &Path) -> Result<CertificateKey> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|e| anyhow::anyhow!("the system gives no random bytes: {e}"))?;
    let key = CertificateKey::from_seed(&seed);
    let beside = path.with_extension(format!("new-{}", std::process::id()));
    let made = || -> Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(OWNER_ONLY).open(&beside)?;
        file.set_permissions(Permissions::from_mode(OWNER_ONLY))?;
        file.write_all(key.to_pem().as_bytes())?;
        file.sync_all()?;
        match fs::hard_link(&beside, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
            _ => Ok(()),
        }
    };
    let outcome = made().with_context(|| format!("cannot make the key of certificates {}", path.display()));
    fs::remove_file(&beside).ok();
    outcome?;
    let pem = fs::read_to_string(path)?;
    read(path, &pem)
}
