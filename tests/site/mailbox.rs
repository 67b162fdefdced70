//! An SMTP server for a test: it takes what it is sent, and refuses what it is told to.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

/// A letter as it went over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub raw: String,
}

#[derive(Clone)]
pub struct Mailbox {
    pub address: SocketAddr,
    letters: Arc<Mutex<Vec<Received>>>,
    /// The reply to the next recipients, in place of a good one.
    refusals: Arc<Mutex<Vec<String>>>,
}

impl Mailbox {
    /// Serves until the test's process ends.
    pub fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mailbox = Self { address: listener.local_addr().unwrap(), letters: Arc::default(), refusals: Arc::default() };
        let serving = mailbox.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let serving = serving.clone();
                std::thread::spawn(move || serving.talk(stream));
            }
        });
        mailbox
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Answers the next recipient with this.
    pub fn refuse(&self, reply: &str) {
        self.refusals.lock().unwrap().push(reply.to_owned());
    }

    pub fn letters(&self) -> Vec<Received> {
        self.letters.lock().unwrap().clone()
    }

    /// Those to one address.
    pub fn to(&self, address: &str) -> Vec<Received> {
        self.letters().into_iter().filter(|letter| letter.to == address).collect()
    }

    fn talk(&self, stream: TcpStream) -> Option<()> {
        let mut say = stream.try_clone().ok()?;
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let mut to = String::new();
        write!(say, "220 mailbox\r\n").ok()?;
        while let Some(line) = lines.next() {
            let reply = match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
                "RCPT" => match self.refusals.lock().unwrap().pop() {
                    Some(refusal) => refusal,
                    None => {
                        to = line.split(['<', '>']).nth(1)?.to_owned();
                        "250 yes".to_owned()
                    }
                },
                "DATA" => {
                    write!(say, "354 go on\r\n").ok()?;
                    let text: Vec<String> = lines.by_ref().take_while(|line| line != ".").collect();
                    let raw = text.join("\r\n");
                    self.letters.lock().unwrap().push(Received { to: to.clone(), raw });
                    "250 taken".to_owned()
                }
                "QUIT" => {
                    write!(say, "221 bye\r\n").ok()?;
                    return None;
                }
                _ => "250 yes".to_owned(),
            };
            write!(say, "{reply}\r\n").ok()?;
        }
        Some(())
    }
}

impl Received {
    /// The head, folded lines joined again.
    pub fn head(&self) -> Vec<String> {
        let head = self.raw.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
        head.split("\r\n").map(str::to_owned).collect()
    }

    /// Every header of this name.
    pub fn headers(&self, name: &str) -> Vec<String> {
        let lines = self.head();
        let named = lines.iter().filter_map(|line| line.split_once(": ")).filter(|(is, _)| is.eq_ignore_ascii_case(name));
        named.map(|(_, value)| words(value)).collect()
    }

    pub fn subject(&self) -> String {
        self.headers("subject").pop().unwrap()
    }

    /// The part of this type, decoded.
    pub fn part(&self, kind: &str) -> String {
        let start = self.raw.find(&format!("Content-Type: {kind}")).unwrap_or_else(|| panic!("no {kind}: {}", self.raw));
        let (head, rest) = self.raw[start..].split_once("\r\n\r\n").unwrap();
        let body = rest.split("\r\n--").next().unwrap();
        match head.to_ascii_lowercase() {
            head if head.contains("base64") => String::from_utf8(base64(body)).unwrap(),
            head if head.contains("quoted-printable") => quoted(&body.replace("=\r\n", "")),
            _ => body.to_owned(),
        }
    }

    /// The path of the first link to a place below `place`.
    pub fn link(&self, place: &str) -> String {
        let text = self.part("text/plain");
        let start = text.find(place).unwrap_or_else(|| panic!("no {place}: {text}"));
        text[start..].split_whitespace().next().unwrap().to_owned()
    }
}

/// Encoded words (RFC 2047) read.
fn words(value: &str) -> String {
    let mut text = Vec::new();
    for piece in value.split(' ') {
        match piece.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?=")) {
            Some(encoded) => text.extend(base64(encoded)),
            None => text.extend(piece.bytes()),
        }
    }
    String::from_utf8(text).unwrap()
}

fn base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u32);
    for sign in text.bytes().filter_map(|byte| SIGNS.iter().position(|one| *one == byte)) {
        held = held << 6 | sign as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    bytes
}

fn quoted(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        if byte == b'=' {
            let code: Vec<u8> = rest.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&code).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}
