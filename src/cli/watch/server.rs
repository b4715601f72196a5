//! A server for one reader on this machine: the page as it is now, and a question that is answered when there is a newer one.
//!
//! It listens on the loopback address only, answers `GET` only, and knows four addresses; no path is read from disk.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The script of the served copy, which asks for a newer version and loads it.
const SCRIPT: &str = include_str!("../../../templates/watch/watch.js");

/// How the served copy shows what is wrong.
const STYLE: &str = include_str!("../../../templates/watch/watch.css");

/// The longest head of a request, in bytes.
const LONGEST_HEAD: u64 = 16 * 1_024;

/// More connections than one reader's browser opens are turned away.
const MOST_CONNECTIONS: usize = 32;

/// How long a question waits for a newer version before it is answered with the old one's number.
const PATIENCE: Duration = Duration::from_secs(20);

/// The page as it is now.
#[derive(Debug, Default)]
struct Now {
    version: u64,
    page: Arc<Vec<u8>>,
}

#[derive(Debug, Default)]
struct Shelf {
    now: Mutex<Now>,
    changed: Condvar,
    connections: AtomicUsize,
}

/// A server that runs until the program ends.
#[derive(Debug)]
pub(super) struct Server {
    shelf: Arc<Shelf>,
    address: SocketAddr,
}

impl Server {
    /// Starts to listen on a port; on one that is free where it is 0.
    pub(super) fn start(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shelf = Arc::new(Shelf::default());
        let of_thread = Arc::clone(&shelf);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shelf = Arc::clone(&of_thread);
                if shelf.connections.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
                    shelf.connections.fetch_sub(1, Ordering::SeqCst);
                    continue;
                }
                thread::spawn(move || {
                    // A reader that went away has seen enough.
                    let _ = answer(stream, &shelf, address.port());
                    shelf.connections.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Ok(Self { shelf, address })
    }

    /// Where the page is.
    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Puts a new page in the place of the old one and tells those who wait; gives its number, from 1.
    pub(super) fn show(&self, make: impl FnOnce(u64) -> Vec<u8>) -> u64 {
        let mut now = self.shelf.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.version += 1;
        now.page = Arc::new(make(now.version));
        self.shelf.changed.notify_all();
        now.version
    }
}

fn answer(mut stream: TcpStream, shelf: &Shelf, port: u16) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.set_write_timeout(Some(Duration::from_secs(5)))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(LONGEST_HEAD)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let mut host = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("host")
        {
            value.trim().clone_into(&mut host);
        }
    }
    let words: Vec<&str> = first.split(' ').collect();
    // A page elsewhere that lets its own name lead here gets nothing.
    let is_here = ["127.0.0.1", "localhost"].iter().any(|name| host == format!("{name}:{port}"));
    match words.as_slice() {
        ["GET", _, _] if !is_here => send(&mut stream, "403 Forbidden", "text/plain", b"open the address that the program printed\n"),
        ["GET", "/", _] => {
            let page = Arc::clone(&shelf.now.lock().unwrap_or_else(PoisonError::into_inner).page);
            send(&mut stream, "200 OK", "text/html", &page)
        }
        ["GET", "/watch.js", _] => send(&mut stream, "200 OK", "text/javascript", SCRIPT.as_bytes()),
        ["GET", "/watch.css", _] => send(&mut stream, "200 OK", "text/css", STYLE.as_bytes()),
        ["GET", address, _] => match address.strip_prefix("/newer?than=").and_then(|number| number.parse().ok()) {
            Some(known) => {
                let version = newer(shelf, known);
                send(&mut stream, "200 OK", "text/plain", version.to_string().as_bytes())
            }
            None => send(&mut stream, "404 Not Found", "text/plain", b"there is only the page\n"),
        },
        [_, _, _] => send(&mut stream, "405 Method Not Allowed", "text/plain", b"the page can only be read\n"),
        _ => send(&mut stream, "400 Bad Request", "text/plain", b"this is not HTTP\n"),
    }
}

/// The number of the page, at once if it is another than the known one, else when it is or when patience ends.
fn newer(shelf: &Shelf, known: u64) -> u64 {
    let now = shelf.now.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = shelf.changed.wait_timeout_while(now, PATIENCE, |now| now.version == known);
    waited.unwrap_or_else(PoisonError::into_inner).0.version
}

fn send(stream: &mut TcpStream, status: &str, kind: &str, body: &[u8]) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nCross-Origin-Resource-Policy: same-origin\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    stream.flush()
}
