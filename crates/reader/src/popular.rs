//! Queries that many ask, so that others are offered them.
//!
//! What is counted are distinct networks, and only until a query has enough of them on one day in Beijing. A network is
//! remembered in memory alone, as a number made from it, the query and a key that is drawn anew each day and kept nowhere
//! else. At midnight key and numbers are gone. What leaves this file is words and how many networks asked for them, and only
//! of words with [`LEAST`] of them.

use crate::{lists::now, misses::plain, readings::is_reader, search_query::Asked};
use actix_web::{HttpRequest, http::Method, web::Query};
use db::popular_queries::Popular;
use domain::Day;
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

/// Distinct networks of one day from which on a query says nothing of anybody.
pub const LEAST: usize = 20;
/// More make no difference.
const MOST: usize = 200;
/// Different queries of a day that are counted at once.
const QUERIES: usize = 5000;

#[derive(Default)]
pub struct PopularQueries {
    counted: Mutex<Option<Counted>>,
    /// Of the days before, most asked first.
    offered: RwLock<Arc<Vec<String>>>,
}

struct Counted {
    day: Day,
    key: [u8; 32],
    networks: HashMap<String, HashSet<u64>>,
    /// What was handed on of each.
    told: HashMap<String, usize>,
}

impl Counted {
    fn new(day: Day) -> Self {
        let mut key = [0; 32];
        getrandom::fill(&mut key).expect("the system has chance");
        Self { day, key, networks: HashMap::new(), told: HashMap::new() }
    }

    /// Another one for another query, so that not even here can be seen what one network asked.
    fn number(&self, words: &str, network: IpAddr) -> u64 {
        let text = format!("{network} {words}");
        let digest = Sha256::new().chain_update(self.key).chain_update(text).finalize();
        u64::from_le_bytes(std::array::from_fn(|i| digest[i]))
    }
}

impl PopularQueries {
    /// A page of results is on its way to this reader.
    pub(crate) fn answered(&self, request: &HttpRequest) {
        if *request.method() != Method::GET || !is_reader(request) {
            return;
        }
        let Ok(asked) = Query::<Asked>::from_query(request.query_string()) else { return };
        // Filters and further pages belong to a search that was counted.
        if asked.number() == 1 && Asked::FACETS.iter().all(|name| asked.field(name).is_empty()) {
            self.note(&asked.q, crate::limits::network(request), now().day());
        }
    }

    /// Somebody of this network asked on this day, and something was found.
    pub fn note(&self, words: &str, network: IpAddr, today: Day) {
        let Some(words) = plain(words) else { return };
        let mut place = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = current(&mut place, today);
        let number = counted.number(&words, network);
        if counted.networks.len() >= QUERIES && !counted.networks.contains_key(&words) {
            // Nonsense is asked by one.
            counted.networks.retain(|_, networks| networks.len() > 1);
            if counted.networks.len() >= QUERIES {
                return;
            }
        }
        let networks = counted.networks.entry(words).or_default();
        if networks.len() < MOST {
            networks.insert(number);
        }
    }

    /// Words that enough networks asked for on the day, with how many, where these have become more since they were taken last;
    /// what was counted on a day before is forgotten.
    pub fn take(&self, today: Day) -> Vec<Popular> {
        let mut place = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = current(&mut place, today);
        let mut taken = Vec::new();
        for (words, networks) in counted.networks.iter().filter(|(_, networks)| networks.len() >= LEAST) {
            if counted.told.insert(words.clone(), networks.len()) != Some(networks.len()) {
                taken.push(Popular { words: words.clone(), sources: networks.len() as i64 });
            }
        }
        taken.sort_unstable_by(|a, b| a.words.cmp(&b.words));
        taken
    }

    /// What is offered from here on, most asked first.
    pub fn offer(&self, words: Vec<String>) {
        *self.offered.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(words);
    }

    pub(crate) fn offered(&self) -> Arc<Vec<String>> {
        self.offered.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn current(place: &mut Option<Counted>, today: Day) -> &mut Counted {
    if place.as_ref().is_none_or(|counted| counted.day != today) {
        *place = Some(Counted::new(today));
    }
    place.as_mut().expect("it was made just now")
}
