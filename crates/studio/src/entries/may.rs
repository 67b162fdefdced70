//! Where an entry belongs, and so whose administrators may change it.

use crate::{Session, allow};
use db::organisations::OrganisationRow;
use domain::Right;
use editorial::VocabularyEntry;

/// Whether this account may put `new` in place of `old`, or remove `old` where there is no `new`.
pub(super) fn may(
    session: &Session,
    all: &[OrganisationRow],
    old: Option<&VocabularyEntry>,
    new: Option<&VocabularyEntry>,
) -> bool {
    [old, new].into_iter().flatten().all(|entry| belongs(session, all, entry))
        && match (old, new) {
            (Some(VocabularyEntry::Organisation(old)), Some(VocabularyEntry::Organisation(new))) => {
                let above = |slug: &Option<domain::Slug>| {
                    allow::at_slug(session, all, slug.as_ref().map(|slug| slug.as_str()), Right::TendOrganisation)
                };
                // Who an organisation belongs to, and what it is, is decided above it, on both sides. The members of a union
                // are the site's: being one gives the union's people a say.
                ((old.parent == new.parent && old.kind == new.kind) || (above(&old.parent) && above(&new.parent)))
                    && (old.members == new.members || session.account.admin)
            }
            (None, Some(VocabularyEntry::Organisation(new))) => new.members.is_empty() || session.account.admin,
            _ => true,
        }
}

fn belongs(session: &Session, all: &[OrganisationRow], entry: &VocabularyEntry) -> bool {
    match entry {
        VocabularyEntry::Person(person) => {
            allow::at_slug(session, all, person.organisation.as_ref().map(|slug| slug.as_str()), Right::TendPerson)
        }
        VocabularyEntry::Organisation(entry) => {
            // One that is not there yet belongs to the one above it.
            let here = all.iter().any(|row| row.slug == entry.slug.as_str());
            let place = if here { Some(entry.slug.as_str()) } else { entry.parent.as_ref().map(|slug| slug.as_str()) };
            allow::at_slug(session, all, place, Right::TendOrganisation)
        }
        VocabularyEntry::Topic(_) | VocabularyEntry::Campaign(_) | VocabularyEntry::Term(_) => session.account.admin,
    }
}
