//! The hub of our own feeds (WebSub, W3C Recommendation of 2018): who wants one sent says so here.
//!
//! Absent from here: any request to an address that somebody named. The back room asks the callback whether it wants the feed, and
//! sends it; here it is only written down, within bounds.

use crate::{Failure, feed::is_feed, limits::Limits, lists::now};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, FormConfig},
};
use db::{
    Db,
    websub::{self, Asked, SUBSCRIBE, Taken, UNSUBSCRIBE},
};
use pages::Site;
use url::{Host, Url};

/// Bytes of all that is sent.
const LARGEST: usize = 8 << 10;
/// Bytes of a callback. It is the key of an index.
const LONGEST: usize = 1000;
/// Bytes of a topic; no feed of ours has an address nearly as long.
const LONGEST_TOPIC: usize = 2000;
/// Bytes of a secret are fewer (section 5.1).
const SECRET: usize = 200;

const DAY: i64 = 24 * 3600;
/// Seconds: what is asked for is brought within these bounds; what asks for nothing gets the middle one.
const LEASES: [i64; 3] = [DAY, 10 * DAY, 30 * DAY];

pub fn form_limits() -> FormConfig {
    let words = "订阅请求无法读取：请以application/x-www-form-urlencoded发送，总长不超过8 KB。";
    FormConfig::default().limit(LARGEST).error_handler(move |_, _| Failure::BadRequest(words.to_owned()).into())
}

/// Taken, to be confirmed: 202 (section 5.2).
pub async fn ask(
    request: HttpRequest,
    db: Data<Db>,
    site: Data<Site>,
    limits: Data<Limits>,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Failure> {
    limits.subscribe(&request)?;
    let sent = Sent(&sent);
    let mode = match sent.one("hub.mode") {
        Some("subscribe") => SUBSCRIBE,
        Some("unsubscribe") => UNSUBSCRIBE,
        _ => return Err(bad("hub.mode应为subscribe或unsubscribe。")),
    };
    let (callback, host) = callback(sent.one("hub.callback").unwrap_or_default())?;
    let topic = sent.one("hub.topic").unwrap_or_default();
    if topic.len() > LONGEST_TOPIC {
        return Err(bad("hub.topic太长：不超过2000字节。请原样使用订阅文件中rel为self的地址。"));
    }
    let path = topic.strip_prefix(&site.base_url).unwrap_or_default();
    // Who leaves may leave a feed that is no more.
    if mode == SUBSCRIBE && !is_feed(&db, path).await? {
        return Err(bad("hub.topic不是本站的订阅地址。请原样使用订阅文件中rel为self的地址；这里只转发本站自己的更新。"));
    }
    let secret = sent.one("hub.secret").filter(|secret| !secret.is_empty());
    if secret.is_some_and(|secret| secret.len() >= SECRET) {
        return Err(bad("hub.secret太长：应少于200字节。"));
    }
    let lease = match sent.one("hub.lease_seconds").filter(|lease| !lease.is_empty()) {
        None => LEASES[1],
        Some(lease) => lease.parse().map_err(|_| bad("hub.lease_seconds应为秒数。"))?,
    };
    let lease = lease.clamp(LEASES[0], LEASES[2]);
    let write = db.write(now()).await?;
    let taken = websub::ask(&write, &Asked { topic, callback: callback.as_str(), host: &host, mode, secret, lease }).await?;
    write.commit().await?;
    match taken {
        // The same word: nobody learns here who subscribes.
        Taken::Waits | Taken::Nothing => Ok(HttpResponse::Accepted().finish()),
        Taken::Full => Err(Failure::TooMany(DAY as u64)),
    }
}

struct Sent<'a>(&'a [(String, String)]);

impl<'a> Sent<'a> {
    /// The first of this name.
    fn one(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// As it is to be asked, and who answers for it. Whether that host may be asked is seen when it is.
fn callback(text: &str) -> Result<(Url, String), Failure> {
    let words = "hub.callback应为完整的http://或https://地址，不带用户名和#，不超过1000字节。";
    let url = text.parse::<Url>().ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= LONGEST);
    let plain = url.filter(|url| url.username().is_empty() && url.password().is_none() && url.fragment().is_none());
    let named = plain.and_then(|url| url.host().map(|host| one_party(&host)).map(|host| (url, host)));
    named.ok_or_else(|| bad(words))
}

/// What one party can make names below: of a name its last two labels, or three where those are short as in com.cn; of an IPv6
/// address its network.
fn one_party(host: &Host<&str>) -> String {
    match host {
        Host::Domain(name) => {
            let labels: Vec<&str> = name.trim_end_matches('.').split('.').collect();
            let kept = match labels[..] {
                [.., second, last] if second.len() <= 3 && last.len() == 2 => 3,
                _ => 2,
            };
            labels[labels.len().saturating_sub(kept)..].join(".")
        }
        Host::Ipv4(address) => address.to_string(),
        Host::Ipv6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("[{a:x}:{b:x}:{c:x}:{d:x}::]")
        }
    }
}

fn bad(words: &str) -> Failure {
    Failure::BadRequest(words.to_owned())
}
