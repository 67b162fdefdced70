//! Object storage of Amazon's kind for a test: moto's server, behind a door that can be told to fail.

use super::{http, python};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicUsize, Ordering::SeqCst},
    },
    thread::{sleep, spawn},
    time::{Duration, Instant},
};
use storage::{Keys, Place, Storage};

/// What the door does with what it is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Way {
    Through,
    /// After a while.
    Slowly,
    /// 500.
    Failing,
}

const WAITING: Duration = Duration::from_millis(100);

pub struct Bucket {
    child: Child,
    door: SocketAddr,
    way: Arc<AtomicU8>,
    failed: Arc<AtomicUsize>,
}

impl Bucket {
    /// An empty one; `None` where moto is not installed.
    pub fn start() -> Option<Self> {
        let python = python::interpreter("moto")?;
        let inside = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut command = Command::new(python);
        command.args(["-m", "moto.server", "-H", "127.0.0.1", "-p", &inside.port().to_string()]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let (way, failed) = (Arc::new(AtomicU8::new(Way::Through as u8)), Arc::new(AtomicUsize::new(0)));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let door = listener.local_addr().unwrap();
        let (of_door, counted) = (way.clone(), failed.clone());
        spawn(move || {
            for stream in listener.incoming().flatten() {
                let (way, failed) = (of_door.clone(), counted.clone());
                spawn(move || pass(stream, inside, &way, &failed));
            }
        });
        let bucket = Self { child, door, way, failed };
        let begin = Instant::now();
        while http::ask(inside, "PUT", "/liangyi", &[("Content-Length", "0")]).is_none_or(|response| response.status != 200) {
            assert!(begin.elapsed() < Duration::from_secs(60), "moto's server does not answer");
            sleep(Duration::from_millis(50));
        }
        Some(bucket)
    }

    pub fn goes(&self, way: Way) {
        self.way.store(way as u8, SeqCst);
    }

    /// How many requests were answered with 500.
    pub fn failed(&self) -> usize {
        self.failed.load(SeqCst)
    }

    /// As LIANGYI_STORAGE has it.
    pub fn address(&self) -> String {
        format!("s3://liangyi/site?endpoint=http://{}", self.door)
    }

    /// What a program needs of its environment.
    pub fn settings(&self) -> [(&'static str, String); 3] {
        [
            ("LIANGYI_STORAGE", self.address()),
            ("AWS_ACCESS_KEY_ID", "a key".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "a secret".to_owned()),
        ]
    }

    pub fn storage(&self) -> Storage {
        let Ok(Place::Bucket(bucket)) = self.address().parse() else { panic!("{} is no bucket", self.address()) };
        Storage::bucket(&bucket, Keys { id: "a key".to_owned(), secret: "a secret".to_owned(), token: None }).unwrap()
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// One connection: requests go in as they are, answers come back; what is said while the door fails is answered by it.
fn pass(client: TcpStream, inside: SocketAddr, way: &AtomicU8, failed: &AtomicUsize) {
    let Ok(server) = TcpStream::connect(inside) else { return };
    let (mut asking, mut answering) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let mut back = client.try_clone().unwrap();
    spawn(move || {
        std::io::copy(&mut answering, &mut back).ok();
        back.shutdown(std::net::Shutdown::Both).ok();
    });
    let mut server = server;
    let mut bytes = vec![0; 64 << 10];
    while let Ok(read @ 1..) = asking.read(&mut bytes) {
        if way.load(SeqCst) == Way::Slowly as u8 {
            sleep(WAITING);
        }
        if way.load(SeqCst) == Way::Failing as u8 {
            failed.fetch_add(1, SeqCst);
            asking.write_all(b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok();
            break;
        }
        if server.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    server.shutdown(std::net::Shutdown::Both).ok();
    client.shutdown(std::net::Shutdown::Write).ok();
}
