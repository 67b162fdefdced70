//! Whether an answer is that of a passkey of ours; what it says of itself is kept.

use super::{PasskeyError, RelyingParty};
use db::{
    Write,
    accounts::AccountRow,
    audit::Entry,
    passkeys::{self, PasskeyRow},
};
use domain::AuditAct;
use webauthn_rs::prelude::{DiscoverableAuthentication, Passkey, PublicKeyCredential, WebauthnError};

/// Against the passkey as it is now, so that of two answers with the same count one is found out. A refusal is in the audit log
/// once `write` is committed.
pub(super) async fn verify(
    write: &mut Write,
    site: &RelyingParty,
    asked: DiscoverableAuthentication,
    answer: &PublicKeyCredential,
    row: &PasskeyRow,
    account: &AccountRow,
) -> Result<(), PasskeyError> {
    if row.flagged_at.is_some() {
        refused(write, account, row, "flagged before");
        return Err(PasskeyError::Copied);
    }
    let mut passkey: Passkey = serde_json::from_str(&row.credential).map_err(anyhow::Error::from)?;
    match site.0.finish_discoverable_authentication_v2(answer, asked, &passkey) {
        Ok(result) => {
            passkey.update_credential(&result);
            let credential = serde_json::to_string(&passkey).map_err(anyhow::Error::from)?;
            passkeys::used(write, row.id, &credential).await?;
            Ok(())
        }
        Err(WebauthnError::CredentialPossibleCompromise) => {
            passkeys::flag(write, row.id).await?;
            write.audit(Entry::account(AuditAct::PasskeyFlagged, account).with("passkey", row.name.as_str()));
            Err(PasskeyError::Copied)
        }
        Err(error) => {
            refused(write, account, row, &error.to_string());
            Err(error.into())
        }
    }
}

fn refused(write: &mut Write, account: &AccountRow, row: &PasskeyRow, why: &str) {
    let told = Entry::account(AuditAct::PasskeyRefused, account);
    write.audit(told.with("passkey", row.name.as_str()).with("why", why));
}
