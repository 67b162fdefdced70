//! Settings: defaults < file < environment < flags. A wrong one is refused with its name, what was given and what is allowed.
//!
//! A new setting is one line of the table below; the flag, the variable and the key of the file follow from it.

use domain::{MailAddress, SiteSetting};
use editorial::TagAuthority;
use mail::SmtpUrl;
use outbound::Network;
use std::{collections::BTreeMap, fmt, net::SocketAddr, num::NonZeroU32, path::PathBuf};
use storage::Place;
use worker::Capabilities;

/// Where the settings' file is.
const FILE_VARIABLE: &str = "LIANGYI_CONFIG";
const DEFAULT_FILE: &str = "liangyi.toml";

/// Why the program does not start.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    #[error("{name} (from {from}) is “{given}”, which is not allowed; allowed: {allowed}")]
    Value { name: String, from: Layer, given: String, allowed: &'static str },
    #[error("{from} sets {name}, which is no setting; settings are: {known}")]
    Unknown { name: String, from: Layer, known: String },
    #[error("the settings file {file}: {reason}")]
    File { file: String, reason: String },
}

/// Where a value came from; a later layer wins over an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    Default,
    File,
    Environment,
    Flag,
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Default => "the defaults",
            Self::File => "the settings file",
            Self::Environment => "the environment",
            Self::Flag => "a flag",
        })
    }
}

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $field:ident: $type:ty, default $default:literal, allowed $allowed:literal, by $parse:expr;)+) => {
        #[derive(Clone, Debug)]
        pub struct Settings {
            $($(#[doc = $doc])+ pub $field: $type,)+
            /// Names of those that some layer sets.
            pub given: Vec<&'static str>,
        }

        /// The same settings as flags; all of them text, so that one place refuses a wrong value.
        #[derive(clap::Args, Clone, Debug, Default)]
        #[command(next_help_heading = "Settings (also as LIANGYI_… and in the settings file)")]
        pub struct Flags {
            /// A TOML file with settings; by default ./liangyi.toml where it exists
            #[arg(long, global = true, value_name = "FILE")]
            pub config: Option<PathBuf>,
            $($(#[doc = $doc])+ #[arg(long, global = true, value_name = "VALUE")] pub $field: Option<String>,)+
        }

        const NAMES: &[&str] = &[$(stringify!($field),)+];

        impl Settings {
            fn from_layers(flags: &Flags, layers: &Layers) -> Result<Self, SettingsError> {
                Ok(Self { $($field: {
                    let (text, from) = layers.value(stringify!($field), flags.$field.as_deref(), $default);
                    let parse: fn(&str) -> Option<$type> = $parse;
                    parse(&text).ok_or_else(|| SettingsError::Value {
                        name: variable(stringify!($field)), from, given: text.clone(), allowed: $allowed,
                    })?
                },)+ given: vec![$((stringify!($field), layers.value(stringify!($field), flags.$field.as_deref(), $default).1)),+]
                    .into_iter()
                    .filter(|(_, from)| *from != Layer::Default)
                    .map(|(name, _)| name)
                    .collect() })
            }
        }
    };
}

settings! {
    /// Address to listen on
    listen: SocketAddr, default "127.0.0.1:8080", allowed "an IP address and a port, such as 127.0.0.1:8080", by |t| t.parse().ok();
    /// Address on which metrics are told, of this machine alone; empty means nowhere
    metrics_listen: Option<SocketAddr>, default "", allowed "a loopback address and a port, such as 127.0.0.1:9090, or nothing", by loopback;
    /// Folder of everything that is kept: database, pictures, index
    data: PathBuf, default "data", allowed "the path of a folder", by |t| (!t.is_empty()).then(|| PathBuf::from(t));
    /// Database; empty means SQLite in the data folder
    database_url: Option<String>, default "", allowed "sqlite://path or postgres://user:password@host/name", by database_url;
    /// Where blobs are: a folder, or a bucket of object storage; empty means blobs in the data folder
    storage: Option<Place>, default "", allowed "the path of a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION&style=path, keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", by place;
    /// The site's own address, as readers type it
    base_url: String, default "http://127.0.0.1:8080", allowed "http:// or https://, a host, and no slash at the end", by base_url;
    /// A second host that sends nothing but H5 pages; empty means the site's own
    h5_url: Option<String>, default "", allowed "http:// or https://, a host, and nothing after it", by h5_url;
    /// The site's name
    site_name: String, default "两翼", allowed "1 to 40 characters", by |t| text(SiteSetting::Name, t);
    /// One line under the name
    tagline: String, default "逐条读懂科普政策", allowed "at most 80 characters", by |t| text(SiteSetting::Tagline, t);
    /// The site's name on its English pages
    site_name_en: String, default "Liangyi", allowed "1 to 40 characters", by |t| text(SiteSetting::NameEn, t);
    /// One line under the name on English pages
    tagline_en: String, default "Science policies explained, clause by clause", allowed "at most 80 characters", by |t| text(SiteSetting::TaglineEn, t);
    /// Who answers for the site; shown in the footer
    operator: Option<String>, default "", allowed "at most 80 characters", by |t| optional(SiteSetting::Operator, t);
    /// An address of e-mail for questions and corrections
    contact: Option<String>, default "", allowed "at most 80 characters", by |t| optional(SiteSetting::Contact, t);
    /// The number under which the site is filed
    filing: Option<String>, default "", allowed "at most 80 characters", by |t| optional(SiteSetting::Filing, t);
    /// The number that the public security gave the site
    police_filing: Option<String>, default "", allowed "at most 80 characters", by |t| optional(SiteSetting::PoliceFiling, t);
    /// The code that a government's website is given, 政府网站标识码: ten digits, or letters and digits
    site_code: Option<String>, default "", allowed "at most 20 letters and digits, or nothing", by |t| optional(SiteSetting::SiteCode, t);
    /// Domain name of the site's owner in the ids of feeds; never change it
    tag_authority: TagAuthority, default "liangyi.example", allowed "a domain name, such as science.example.org", by |t| t.parse().ok();
    /// Folder of the search index of this process; empty means index in the data folder
    index: Option<PathBuf>, default "", allowed "the path of a folder", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// A file with terms of your own that search never splits, one a line
    dictionary: Option<PathBuf>, default "", allowed "the path of a file", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// A folder with a model that puts the first results of a search in order, model.onnx and vocab.txt; empty means none
    reranker: Option<PathBuf>, default "", allowed "the path of a folder", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// How long it may take with each search, in milliseconds
    reranker_time: u64, default "200", allowed "1 to 10000", by |t| t.parse().ok().filter(|n| (1..=10_000).contains(n));
    /// The program that makes renditions; empty means beside this one
    media_pipeline: Option<PathBuf>, default "", allowed "the path of a program", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// How long a file may be processed, in percent of what is usual; more for a slow machine
    media_time: u32, default "100", allowed "1 to 10000", by |t| t.parse().ok().filter(|n| (1..=10_000).contains(n));
    /// What a worker does: media turns files into renditions, delivery tells partners and subscribers, maintenance publishes what is due
    work_on: Capabilities, default "media,delivery,maintenance", allowed "one or more of media, delivery, maintenance, with commas between", by |t| t.parse().ok();
    /// Whether serve runs a worker too
    run_worker: bool, default "true", allowed "true or false", by |t| t.parse().ok();
    /// Videos that a worker processes at once, beside pictures and other short jobs
    videos_at_once: usize, default "1", allowed "1 to 16", by |t| t.parse().ok().filter(|n| (1..=16).contains(n));
    /// Cores that each video may use; 0 means all, and in serve all but one, which is left to readers
    video_cores: usize, default "0", allowed "0 to 1024", by |t| t.parse().ok().filter(|n| *n <= 1024);
    /// The short side of the largest size that videos are made in, in pixels; smaller takes less of the machine
    video_largest: u32, default "1080", allowed "360 to 1080", by |t| t.parse().ok().filter(|n| (360..=1080).contains(n));
    /// Whether a worker makes published videos in AV1 too, when it has nothing else to do
    av1: bool, default "false", allowed "true or false", by |t| t.parse().ok();
    /// Whether a worker reads the words of long images, as a draft of their text version
    ocr: bool, default "true", allowed "true or false", by |t| t.parse().ok();
    /// Whether a worker looks at the links of texts to other sites, and tells editors which are dead
    check_links: bool, default "true", allowed "true or false", by |t| t.parse().ok();
    /// Whether a worker makes what readers take along, when it has nothing else to do: articles in type, long images in one file
    typeset: bool, default "true", allowed "true or false", by |t| t.parse().ok();
    /// A folder with templates of your own for that: nodes.typ, long-image.typ, print.typ, card.typ
    templates: Option<PathBuf>, default "", allowed "the path of a folder", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// Threads that answer requests; 0 means one for each core
    threads: usize, default "0", allowed "0 to 256", by |t| t.parse().ok().filter(|n| *n <= 256);
    /// Memory for rendered pages, in MiB
    page_cache: u64, default "32", allowed "0 to 4096", by |t| t.parse().ok().filter(|n| *n <= 4096);
    /// The largest file that an editor may upload, in MiB
    upload_max: u64, default "2048", allowed "1 to 1048576", by |t| t.parse().ok().filter(|n| (1..=1 << 20).contains(n));
    /// Room for the originals and unfinished uploads of each organisation, in MiB
    upload_quota: u64, default "51200", allowed "1 to 1073741824", by |t| t.parse().ok().filter(|n| (1..=1 << 30).contains(n));
    /// The private key that signs certificates, a PEM file; empty means certificate.key in the data folder, made at first use
    certificate_key: Option<PathBuf>, default "", allowed "the path of a file", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// A file with the passphrase that seals the keys in backups, readable by its owner alone
    backup_passphrase_file: Option<PathBuf>, default "", allowed "the path of a file", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// Days for which the audit log is kept, at the least
    audit_days: u32, default "1095", allowed "184 to 36500", by |t| t.parse().ok().filter(|n| (domain::AUDIT_DAYS_LEAST..=36_500).contains(n));
    /// A file of public holidays and make-up workdays, for deadlines in working days
    calendar: Option<PathBuf>, default "", allowed "the path of a file", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// Networks of your own that may be asked too, at any port, where a partner's webhook or a provider of identities is there
    outbound_allow: Vec<Network>, default "", allowed "networks with commas between, such as 127.0.0.0/8,fd00::/8", by networks;
    /// A file that names other sites by which editors may sign in (OpenID Connect), readable by its owner alone; empty means none
    oidc_file: Option<PathBuf>, default "", allowed "the path of a file", by |t| Some((!t.is_empty()).then(|| PathBuf::from(t)));
    /// The SMTP server that takes e-mail, with user and password; empty means that none is sent
    smtp_url: Option<SmtpUrl>, default "", allowed "smtps://user:password@host, or smtp://user:password@host:587?tls=required; without a password also smtp://host:25", by |t| if t.is_empty() { Some(None) } else { t.parse().ok().map(Some) };
    /// Address from which e-mail comes; needed where LIANGYI_SMTP_URL is set
    mail_from: Option<MailAddress>, default "", allowed "an address such as notices@example.org, or nothing", by |t| if t.is_empty() { Some(None) } else { t.parse().ok().map(Some) };
    /// Requests that each key of a partner may make in a minute; what is unchanged costs nothing
    partner_quota: NonZeroU32, default "600", allowed "1 to 1000000", by |t| t.parse().ok().filter(|n: &NonZeroU32| n.get() <= 1_000_000);
    /// What is logged
    log: String, default "info", allowed "error, warn, info, debug, trace, or a filter such as info,db=debug", by log_filter;
    /// How it is logged
    log_format: LogFormat, default "text", allowed "text or json", by |t| match t { "text" => Some(LogFormat::Text), "json" => Some(LogFormat::Json), _ => None };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

impl Settings {
    /// # Errors
    /// At the first setting that is wrong or unknown, in any layer.
    pub fn load(flags: &Flags) -> Result<Self, SettingsError> {
        // Variables of others may hold any bytes; in ours, what is no text is no allowed value either.
        let own = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        let own = own.filter(|(name, _)| name.starts_with("LIANGYI_"));
        let environment = own.map(|(name, value)| (name, value.to_string_lossy().into_owned())).collect();
        let layers = Layers::read(flags.config.clone(), environment)?;
        Self::from_layers(flags, &layers)
    }

    /// Where the database is: what was set, or a file in the data folder.
    pub fn database(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", self.data.join("liangyi.db").display()))
    }

    pub fn certificate_key(&self) -> PathBuf {
        self.certificate_key.clone().unwrap_or_else(|| self.data.join("certificate.key"))
    }

    pub fn index_folder(&self) -> PathBuf {
        self.index.clone().unwrap_or_else(|| self.data.join("index"))
    }

    /// Where blobs are: what was set, or a folder in the data folder.
    pub fn storage(&self) -> Place {
        self.storage.clone().unwrap_or_else(|| Place::Folder(self.data.join("blobs")))
    }

    /// What has not arrived whole yet.
    pub fn uploads(&self) -> PathBuf {
        self.data.join("uploads")
    }

    /// Beside this program, unless it was set.
    pub fn media_pipeline(&self) -> PathBuf {
        let beside = || Some(std::env::current_exe().ok()?.parent()?.join("media-pipeline"));
        self.media_pipeline.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("media-pipeline"))
    }
}

/// The file and the environment, by field name.
struct Layers {
    file: BTreeMap<String, String>,
    environment: BTreeMap<String, String>,
}

impl Layers {
    fn read(file: Option<PathBuf>, environment: BTreeMap<String, String>) -> Result<Self, SettingsError> {
        let named = file.or_else(|| environment.get(FILE_VARIABLE).map(PathBuf::from));
        let file = match named {
            Some(path) => read_file(&path)?,
            None if PathBuf::from(DEFAULT_FILE).is_file() => read_file(&PathBuf::from(DEFAULT_FILE))?,
            None => BTreeMap::new(),
        };
        let environment = environment
            .into_iter()
            .filter(|(name, _)| name != FILE_VARIABLE)
            .map(|(name, value)| (name["LIANGYI_".len()..].to_ascii_lowercase(), value))
            .collect();
        let layers = Self { file, environment };
        for (from, layer) in [(Layer::File, &layers.file), (Layer::Environment, &layers.environment)] {
            if let Some(name) = layer.keys().find(|name| !NAMES.contains(&name.as_str())) {
                let known = NAMES.iter().map(|n| variable(n)).collect::<Vec<_>>().join(", ");
                return Err(SettingsError::Unknown { name: variable(name), from, known });
            }
        }
        Ok(layers)
    }

    fn value(&self, name: &str, flag: Option<&str>, default: &str) -> (String, Layer) {
        let layers = [
            (flag, Layer::Flag),
            (self.environment.get(name).map(String::as_str), Layer::Environment),
            (self.file.get(name).map(String::as_str), Layer::File),
        ];
        let set = layers.into_iter().find_map(|(value, from)| Some((value?.to_owned(), from)));
        set.unwrap_or_else(|| (default.to_owned(), Layer::Default))
    }
}

/// A flat table; numbers and truth values may stand without quotation marks.
fn read_file(path: &PathBuf) -> Result<BTreeMap<String, String>, SettingsError> {
    let fail = |reason: String| SettingsError::File { file: path.display().to_string(), reason };
    let text = std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| fail(e.to_string()))?;
    table
        .into_iter()
        .map(|(name, value)| match value {
            toml::Value::String(text) => Ok((name, text)),
            toml::Value::Integer(n) => Ok((name, n.to_string())),
            toml::Value::Boolean(b) => Ok((name, b.to_string())),
            other => Err(fail(format!("{name} is {}; a setting is a text, a number, true or false", other.type_str()))),
        })
        .collect()
}

pub fn variable(name: &str) -> String {
    format!("LIANGYI_{}", name.to_ascii_uppercase())
}

fn loopback(text: &str) -> Option<Option<SocketAddr>> {
    let address = || text.parse().ok().filter(|address: &SocketAddr| address.ip().is_loopback());
    if text.is_empty() { Some(None) } else { address().map(Some) }
}

fn database_url(text: &str) -> Option<Option<String>> {
    let known =
        ["sqlite://", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme) && text.len() > scheme.len());
    if text.is_empty() { Some(None) } else { known.then(|| Some(text.to_owned())) }
}

fn place(text: &str) -> Option<Option<Place>> {
    if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
}

fn base_url(text: &str) -> Option<String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let plain =
        !host.is_empty() && !host.ends_with('/') && host.bytes().all(|b| b.is_ascii_graphic() && !b"?#\"<>@".contains(&b));
    plain.then(|| text.to_owned())
}

/// An origin alone: the policy of the pages names it.
fn h5_url(text: &str) -> Option<Option<String>> {
    let plain = |url: &String| url.matches('/').count() == 2 && !url.contains([';', ',', '\'']);
    if text.is_empty() { Some(None) } else { base_url(text).filter(plain).map(Some) }
}

/// What may stand there is the same as in the studio, where it can be settled anew.
fn text(setting: SiteSetting, text: &str) -> Option<String> {
    setting.allows(text).then(|| text.to_owned())
}

fn optional(setting: SiteSetting, given: &str) -> Option<Option<String>> {
    text(setting, given).map(|text| (!text.is_empty()).then_some(text))
}

fn networks(text: &str) -> Option<Vec<Network>> {
    text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(|one| one.parse().ok()).collect()
}

fn log_filter(text: &str) -> Option<String> {
    text.parse::<tracing_subscriber::filter::Targets>().ok().map(|_| text.to_owned())
}
