//! A provider of identities, for tests: OpenID Connect as far as a site needs it, with every lie that a test asks for.

use crate::site::now;
use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer,
    web::{Data, Form, route},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use ring::{
    digest,
    rand::SystemRandom,
    rsa::PublicKeyComponents,
    signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex},
};

pub const CLIENT: &str = "liangyi";
const SECRET: &str = "a secret of the tests";

/// Signs nothing but what these tests make; made for them.
const RSA: &str = include_str!("provider_rsa.pem");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    Rs256,
    EdDsa,
    /// By a key that the provider does not show, under the name of one that it does.
    ByAnother,
    /// With the client's secret.
    Hs256,
    Nothing,
}

/// What it will say of the next that signs in.
#[derive(Clone)]
pub struct Says {
    pub subject: String,
    /// In place of what would be true.
    pub claims: BTreeMap<&'static str, Value>,
    pub signed: Signed,
}

impl Says {
    pub fn of(subject: &str) -> Self {
        Self { subject: subject.to_owned(), claims: BTreeMap::new(), signed: Signed::Rs256 }
    }

    pub fn but(mut self, claim: &'static str, value: Value) -> Self {
        self.claims.insert(claim, value);
        self
    }

    pub fn signed(self, signed: Signed) -> Self {
        Self { signed, ..self }
    }
}

/// What is known of a code until it is redeemed.
struct Given {
    nonce: String,
    challenge: String,
    redirect: String,
    says: Says,
}

#[derive(Default)]
struct State {
    codes: HashMap<String, Given>,
    /// In place of what it says of itself.
    metadata: BTreeMap<&'static str, Value>,
}

pub struct Provider {
    pub issuer: String,
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Provider {
    /// Until the test's process ends.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::<Mutex<State>>::default();
        let data = Data::from(state.clone());
        std::thread::spawn(move || {
            let app = move || App::new().app_data(data.clone()).default_service(route().to(answer));
            let server = HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap();
            actix_web::rt::System::new().block_on(server.run()).unwrap();
        });
        Self { issuer: format!("http://{address}"), address, state }
    }

    /// As the operator's file has it.
    pub fn named(&self, key: &str, more: &str) -> String {
        let issuer = &self.issuer;
        format!(
            "[[provider]]\nkey = \"{key}\"\nname = \"身份平台-{key}\"\nissuer = \"{issuer}\"\nclient_id = \"{CLIENT}\"\n\
             client_secret = \"{SECRET}\"\n{more}\n"
        )
    }

    /// Somebody signs in here, sent by `url`; what their browser brings back: a code and the state.
    pub fn signs_in(&self, url: &str, says: Says) -> (String, String) {
        let query = url.strip_prefix(&format!("http://{}/authorize?", self.address)).unwrap_or_else(|| panic!("{url}"));
        let pairs = actix_web::web::Query::<HashMap<String, String>>::from_query(query).unwrap().into_inner();
        assert_eq!((pairs["response_type"].as_str(), pairs["code_challenge_method"].as_str()), ("code", "S256"));
        assert_eq!((pairs["client_id"].as_str(), pairs["scope"].as_str()), (CLIENT, "openid profile"));
        let mut random = [0; 16];
        getrandom::fill(&mut random).unwrap();
        let code = hex::encode(random);
        let given = Given {
            nonce: pairs["nonce"].clone(),
            challenge: pairs["code_challenge"].clone(),
            redirect: pairs["redirect_uri"].clone(),
            says,
        };
        self.state.lock().unwrap().codes.insert(code.clone(), given);
        (code, pairs["state"].clone())
    }

    /// From here on it says this of itself.
    pub fn says_of_itself(&self, name: &'static str, value: Value) {
        self.state.lock().unwrap().metadata.insert(name, value);
    }
}

async fn answer(request: HttpRequest, state: Data<Mutex<State>>, form: Option<Form<HashMap<String, String>>>) -> HttpResponse {
    let issuer = format!("http://{}", request.app_config().local_addr());
    match (request.path(), form) {
        ("/.well-known/openid-configuration", _) => {
            let mut metadata = json!({
                "issuer": issuer,
                "authorization_endpoint": format!("{issuer}/authorize"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{issuer}/keys"),
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256", "EdDSA", "HS256", "none"],
            });
            for (name, value) in &state.lock().unwrap().metadata {
                metadata[*name] = value.clone();
            }
            HttpResponse::Ok().json(metadata)
        }
        ("/keys", _) => HttpResponse::Ok().json(keys()),
        ("/token", Some(form)) => match token(&issuer, &state, &request, &form) {
            Ok(answer) => HttpResponse::Ok().json(answer),
            Err(error) => HttpResponse::BadRequest().json(json!({"error": error})),
        },
        _ => HttpResponse::NotFound().finish(),
    }
}

/// Redeems a code once, for who it was given to and proves to have asked (RFC 7636).
fn token(
    issuer: &str,
    state: &Mutex<State>,
    request: &HttpRequest,
    form: &HashMap<String, String>,
) -> Result<Value, &'static str> {
    let told = request.headers().get("authorization").and_then(|value| value.to_str().ok()).unwrap_or("");
    let secret = SECRET.replace(' ', "+");
    if told != format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{secret}"))) {
        return Err("invalid_client");
    }
    let given = state.lock().unwrap().codes.remove(&form["code"]).ok_or("invalid_grant")?;
    let proof = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, form["code_verifier"].as_bytes()));
    if proof != given.challenge || form["redirect_uri"] != given.redirect {
        return Err("invalid_grant");
    }
    let second = now().0 / 1000;
    let mut claims = json!({
        "iss": issuer, "sub": given.says.subject, "aud": CLIENT, "exp": second + 300, "iat": second, "nonce": given.nonce,
        "preferred_username": format!("{}@elsewhere", given.says.subject), "email": "lin@example.org", "email_verified": true,
    });
    for (claim, value) in &given.says.claims {
        claims[*claim] = value.clone();
    }
    Ok(
        json!({"access_token": "a token", "token_type": "Bearer", "expires_in": 300, "id_token": signed(given.says.signed, &claims)}),
    )
}

fn rsa() -> RsaKeyPair {
    let body: String = RSA.lines().filter(|line| !line.starts_with("-----")).collect();
    RsaKeyPair::from_pkcs8(&STANDARD.decode(body).unwrap()).unwrap()
}

fn ed25519(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn keys() -> Value {
    let public: PublicKeyComponents<Vec<u8>> = rsa().public().into();
    let number = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    json!({"keys": [
        {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "rsa",
            "n": number(&public.n),
            "e": number(&public.e)},
        {"kty": "OKP", "use": "sig", "alg": "EdDSA", "crv": "Ed25519", "kid": "ed", "x": number(ed25519(1).public_key().as_ref())},
    ]})
}

/// A JWT in its compact form (RFC 7515, section 7.1).
fn signed(by: Signed, claims: &Value) -> String {
    let (algorithm, key) = match by {
        Signed::Rs256 => ("RS256", "rsa"),
        Signed::EdDsa | Signed::ByAnother => ("EdDSA", "ed"),
        Signed::Hs256 => ("HS256", "rsa"),
        Signed::Nothing => ("none", "rsa"),
    };
    let packed = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", packed(&json!({"alg": algorithm, "kid": key})), packed(claims));
    let signature = match by {
        Signed::Rs256 => {
            let pair = rsa();
            let mut signature = vec![0; pair.public().modulus_len()];
            pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
            signature
        }
        Signed::EdDsa => ed25519(1).sign(text.as_bytes()).as_ref().to_vec(),
        Signed::ByAnother => ed25519(2).sign(text.as_bytes()).as_ref().to_vec(),
        Signed::Hs256 => {
            let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, SECRET.as_bytes());
            ring::hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
        }
        Signed::Nothing => Vec::new(),
    };
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
}
