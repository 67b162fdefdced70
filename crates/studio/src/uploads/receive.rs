//! The bytes of one request go into the file of their upload as they come, and are counted once they are on the disk.
//!
//! Counted bytes are never lost, whatever is killed. Bytes with a checksum count together, when it holds, or not at all.
//! Memory is one piece from the network and one buffer on the way to the file, whatever the size.

use super::{
    content,
    failure::Failure,
    headers::{Checking, Metadata},
    intake::{Intake, is_open},
    writers::{Seat, Unseat},
};
use actix_web::web::Bytes;
use db::uploads::{self, UploadRow};
use futures::{Stream, StreamExt};
use std::time::Duration;
use storage::{Arriving, Hasher, UploadId};

/// Between two pieces; there is no limit on the whole.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes that may be lost when the process is killed, at most.
const STEP: u64 = 4 << 20;

/// The upload that a request writes to: nobody else does.
pub(crate) struct Hold {
    // Before the seat, so that whoever waits for that finds the file given back: fields are dropped in this order.
    pub file: Arriving,
    pub seat: Seat,
    pub row: UploadRow,
    /// Of all that is counted, where it is known.
    pub hash: Option<Hasher>,
}

/// How a body ended.
enum End {
    Through,
    /// The client went, was silent for too long, or somebody else wants to write.
    Cut,
    TooLong,
}

impl Intake {
    /// Takes the upload into one hand, its file cut to what counts.
    ///
    /// # Errors
    /// [`Failure::Busy`] where another hand has it; what an upload that is refused or expired says.
    pub(crate) async fn hold(&self, id: &UploadId, unseat: Unseat) -> Result<Hold, Failure> {
        let seat = self.writers.sit(id, unseat).await.ok_or(Failure::Busy)?;
        // Read only now: the one who held it before may have changed it.
        let mut row = self.row(id).await?;
        is_open(&row, self.now())?;
        if row.asset_id.is_none() && self.files.length(id).await?.is_none() {
            self.files.begin(id).await?;
        }
        let mut file = match row.asset_id {
            Some(_) => return Err(Failure::Offset { received: row.received as u64 }),
            None => self.files.hold(id).await?.ok_or(Failure::Busy)?,
        };
        let at = file.go_to(row.received as u64).await?;
        if at < row.received as u64 {
            tracing::warn!(upload = %id, counted = row.received, found = at, "an upload is shorter than it was");
            self.count(&mut row, at).await?;
        }
        let hash = self.writers.take_hash(id, at);
        Ok(Hold { seat, file, row, hash })
    }

    /// Writes `body` behind what is counted.
    ///
    /// # Errors
    /// The upload goes on from what [`Hold::row`] then counts; after [`Failure::Refused`] it is at its end.
    pub(crate) async fn receive<E>(
        &self,
        hold: &mut Hold,
        mut body: impl Stream<Item = Result<Bytes, E>> + Unpin,
        mut checking: Option<Checking>,
    ) -> Result<(), Failure> {
        let begin = hold.row.received as u64;
        let length = hold.row.length as u64;
        let mut at = begin;
        let end = loop {
            let piece = tokio::select! {
                piece = tokio::time::timeout(PATIENCE, body.next()) => piece,
                () = hold.seat.stopped() => break End::Cut,
            };
            let piece = match piece {
                Ok(Some(Ok(piece))) => piece,
                Ok(None) => break End::Through,
                Ok(Some(Err(_))) | Err(_) => break End::Cut,
            };
            hold.seat.heard();
            if at + piece.len() as u64 > length {
                break End::TooLong;
            }
            hold.file.write(&piece).await?;
            at += piece.len() as u64;
            if let Some(hash) = &mut hold.hash {
                hash.update(&piece);
            }
            match &mut checking {
                Some(checking) => checking.update(&piece),
                None if at - hold.row.received as u64 >= step(&hold.row) => self.keep(hold, at).await?,
                None => {}
            }
        };
        match (end, checking.map(Checking::holds)) {
            (End::TooLong, _) => self.discard(hold, begin, Failure::TooLong).await,
            (End::Cut, Some(_)) => self.discard(hold, begin, Failure::Cut).await,
            (End::Through, Some(false)) => self.discard(hold, begin, Failure::Checksum).await,
            (End::Cut, None) => {
                self.keep(hold, at).await?;
                Err(Failure::Cut)
            }
            (End::Through, _) => self.keep(hold, at).await,
        }
    }

    /// The bytes up to `at` are on the disk from here on, and counted.
    async fn keep(&self, hold: &mut Hold, at: u64) -> Result<(), Failure> {
        let before = hold.row.received as u64;
        hold.file.keep().await?;
        self.count(&mut hold.row, at).await?;
        if let Some(hash) = &hold.hash {
            self.writers.put_hash(hold.file.id(), at, hash.clone());
        }
        // As soon as there is enough to see what it is: nobody waits for the end to be told that it is no video.
        let enough = content::ENOUGH as u64;
        if !hold.row.partial && before < enough && (at >= enough || at == hold.row.length as u64) {
            self.look(hold).await?;
        }
        Ok(())
    }

    /// # Errors
    /// [`Failure::Refused`], written down, where it is neither picture nor video, nor the zip that was announced.
    pub(crate) async fn look(&self, hold: &Hold) -> Result<domain::AssetKind, Failure> {
        if Metadata::read(&hold.row.metadata).is_ok_and(|said| said.h5) {
            if content::is_zip(&hold.file.bytes(0, content::ENOUGH).await?) {
                return Ok(domain::AssetKind::H5);
            }
            self.refuse(hold.file.id(), content::NO_ZIP).await?;
            return Err(Failure::Refused(content::NO_ZIP.to_owned()));
        }
        match content::sniff(&hold.file.bytes(0, content::ENOUGH).await?) {
            Ok(kind) => Ok(kind),
            Err(foreign) => {
                self.refuse(hold.file.id(), &foreign.words()).await?;
                Err(foreign.into())
            }
        }
    }

    /// Nothing of this request counts.
    async fn discard(&self, hold: &mut Hold, begin: u64, why: Failure) -> Result<(), Failure> {
        hold.file.go_to(begin).await?;
        self.writers.forget(hold.file.id());
        if hold.row.received as u64 > begin {
            self.count(&mut hold.row, begin).await?;
        }
        Err(why)
    }

    pub(crate) async fn count(&self, row: &mut UploadRow, to: u64) -> Result<(), Failure> {
        let expires_at = self.expiry();
        let write = self.db.write(self.now()).await?;
        let counted = uploads::count(&write, &row.id, row.received, to as i64, expires_at).await?;
        write.commit().await?;
        if !counted {
            // Terminated, or written to by a process that does not see our lock.
            return Err(Failure::Busy);
        }
        row.received = to as i64;
        row.expires_at = expires_at.0;
        Ok(())
    }
}

/// How many bytes are written before they are counted; few at first, to see what it is.
fn step(row: &UploadRow) -> u64 {
    if (row.received as u64) < content::ENOUGH as u64 { content::ENOUGH as u64 } else { STEP }
}
