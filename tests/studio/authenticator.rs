//! An app that makes codes, for tests: it knows the secret that the page shows, and never gives a code twice.

use super::desks::{Browser, PASSWORD};
use crate::site::now;
use accounts::totp;
use serde_json::{Value, json};

pub struct Authenticator {
    secret: Vec<u8>,
    last: i64,
}

impl Authenticator {
    pub fn typed(secret: &str) -> Self {
        let letter = |c: u8| b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|l| *l == c).unwrap();
        let bits: Vec<bool> = secret.bytes().flat_map(|c| (0..5).rev().map(move |bit| letter(c) >> bit & 1 == 1)).collect();
        let byte = |bits: &[bool]| bits.iter().fold(0u8, |byte, bit| byte << 1 | u8::from(*bit));
        Self { secret: bits.chunks_exact(8).map(byte).collect(), last: 0 }
    }

    /// One that was not given before; waits where all that would be taken were.
    pub fn code(&mut self) -> String {
        while self.last > totp::step_at(now()) {
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        self.last = (self.last + 1).max(totp::step_at(now()));
        self.again()
    }

    /// The one that was given last.
    pub fn again(&self) -> String {
        format!("{:06}", totp::code(&self.secret, self.last))
    }

    /// One that is wrong now, and will be.
    pub fn wrong(&self) -> String {
        let right: Vec<u32> = (-3..5).map(|more| totp::code(&self.secret, totp::step_at(now()) + more)).collect();
        format!("{:06}", (0..).find(|code| !right.contains(code)).unwrap())
    }
}

impl Browser<'_> {
    /// Sets a second factor up; its app, and its recovery codes.
    pub fn protect(&self) -> (Authenticator, Vec<String>) {
        let offered = self.json("POST", "/second-factor", Some(&json!({"password": PASSWORD})));
        let mut app = Authenticator::typed(offered["secret"].as_str().unwrap());
        let confirmed = self.json("POST", "/second-factor/confirm", Some(&json!({"code": app.code()})));
        let codes = confirmed["recovery_codes"].as_array().unwrap().iter();
        (app, codes.map(|code| code.as_str().unwrap().to_owned()).collect())
    }

    /// The second step; its status.
    pub fn step(&mut self, code: &str) -> u16 {
        let response = self.send("POST", "/session/second", Some(&json!({"code": code})));
        if let Some(set) = response.header("set-cookie") {
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        response.status
    }

    pub fn me(&self) -> Value {
        self.json("GET", "/session", None)
    }
}
