//! An authenticator in software, for tests: it answers as a browser writes it (WebAuthn Level 3), and lies where it is told to.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::{Value, json};

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const HAS_CREDENTIAL: u8 = 1 << 6;

pub struct SoftwareKey {
    pair: EcdsaKeyPair,
    id: [u8; 16],
    /// What the site calls the account; known once it was registered.
    pub handle: Option<Vec<u8>>,
    /// Of the next answer.
    pub counter: u32,
    /// The page that asks, as the browser sees it.
    pub origin: String,
    /// Whether it saw who holds it.
    pub verified: bool,
}

impl SoftwareKey {
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
        let mut id = [0; 16];
        getrandom::fill(&mut id).unwrap();
        Self { pair, id, handle: None, counter: 1, origin: origin.to_owned(), verified: true }
    }

    /// To `navigator.credentials.create`.
    pub fn create(&mut self, options: &Value) -> Value {
        self.handle = Some(unpacked(&options["user"]["id"]));
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend((self.id.len() as u16).to_be_bytes());
        data.extend(self.id);
        // COSE: an EC2 key for ES256 on P-256, and its two coordinates (RFC 9053, section 7.1.1).
        let point = self.pair.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(data.len().try_into().unwrap());
        object.extend(data);
        let client = self.client("webauthn.create", options);
        self.answer(json!({"attestationObject": packed(&object), "clientDataJSON": packed(&client), "transports": ["internal"]}))
    }

    /// To `navigator.credentials.get`.
    pub fn get(&mut self, options: &Value) -> Value {
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let client = self.client("webauthn.get", options);
        let hash = digest::digest(&digest::SHA256, &client);
        let signature = self.pair.sign(&SystemRandom::new(), &[&data, hash.as_ref()].concat()).unwrap();
        self.answer(json!({
            "authenticatorData": packed(&data),
            "clientDataJSON": packed(&client),
            "signature": packed(signature.as_ref()),
            "userHandle": self.handle.as_deref().map(packed),
        }))
    }

    fn data(&mut self, site: &str, more: u8) -> Vec<u8> {
        let seen = if self.verified { VERIFIED } else { 0 };
        let mut data = digest::digest(&digest::SHA256, site.as_bytes()).as_ref().to_vec();
        data.push(PRESENT | seen | more);
        data.extend(self.counter.to_be_bytes());
        self.counter += 1;
        data
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false});
        data.to_string().into_bytes()
    }

    fn answer(&self, response: Value) -> Value {
        let id = packed(&self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": response})
    }
}

fn packed(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn unpacked(text: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text.as_str().unwrap()).unwrap()
}
