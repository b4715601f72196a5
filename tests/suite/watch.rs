//! The preview: it follows its files, says what is wrong above the last valid text, and lets nobody else in.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::program::{folder, run, write};

/// A running preview, which ends with the test.
struct Preview {
    child: Child,
    address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Preview {
    fn of(folder: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rettesnor"))
            .args(["render", "s/2026-2029", "--watch"])
            .args(more)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let address = first.trim_start_matches("http://").trim_end_matches('/').to_owned();
        // What is printed later is read away, so that the program never waits for a reader.
        thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address))
    }

    /// Asks until the page has all of these words and none of the others, for half a minute at most.
    fn shows(&self, words: &[&str], not: &[&str]) -> String {
        let mut page = String::new();
        for _ in 0..150 {
            page = self.get("/");
            if words.iter().all(|words| page.contains(words)) && !not.iter().any(|words| page.contains(words)) {
                return page;
            }
            thread::sleep(Duration::from_millis(200));
        }
        panic!("{words:?} without {not:?} in\n{page}");
    }
}

fn strategy() -> tempfile::TempDir {
    let folder = folder();
    assert_eq!(run(folder.path(), &["new", "s/2026-2029", "--lang", "en"]).0, 0);
    folder
}

fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_page_follows_its_files() {
    let folder = strategy();
    let preview = Preview::of(folder.path(), &["--out", "s/2026-2029/draft.md"]);
    let page = preview.shows(&["<h1", "<script src=\"/watch.js\"", "script-src 'self'"], &["not-valid\" role"]);
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n") && page.contains("Cache-Control: no-store"), "{page}");
    let known = page.split("data-version=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // A question for a newer version is answered when there is one.
    let asked = thread::scope(|scope| {
        let waiting = scope.spawn(|| preview.get(&format!("/newer?than={known}")));
        thread::sleep(Duration::from_millis(500));
        change(folder.path(), "s/2026-2029/strategy.yaml", "\ntitle: ", "\ntitle: Sharpened ");
        waiting.join().unwrap()
    });
    assert!(!asked.ends_with(&format!("\r\n\r\n{known}")), "{asked}");
    preview.shows(&["Sharpened "], &["not-valid\" role"]);
    assert!(std::fs::read_to_string(folder.path().join("s/2026-2029/draft.md")).unwrap().contains("Sharpened"));
    // A broken text is told above the last valid one.
    change(folder.path(), "s/2026-2029/strategy.yaml", "\ntitle: ", "\ntitel: ");
    let page = preview.shows(&["role=\"alert\"", "error[unknown-key]", "write `title`", "strategy.yaml", "Sharpened "], &[]);
    assert!(page.find("unknown-key").unwrap() < page.find("<h1").unwrap());
    change(folder.path(), "s/2026-2029/strategy.yaml", "\ntitel: ", "\ntitle: ");
    preview.shows(&["Sharpened "], &["role=\"alert\""]);
    // So is a template, a file that was not there before, and what the house says.
    write(folder.path(), "s/house/templates/strategy.en.md", "# New words\n\n{{ about.titel }}\n");
    preview.shows(&["error[template-name]", "strategy.en.md:3:10", "there are `title`"], &[]);
    write(folder.path(), "s/house/templates/strategy.en.md", "# New words\n\n{{ about.title }}\n");
    preview.shows(&["New words"], &["role=\"alert\""]);
    write(folder.path(), "s/house/house.yaml", "rettesnor: 1\nfooter: At the market place\n");
    preview.shows(&["At the market place"], &["role=\"alert\""]);
}

#[test]
fn a_text_that_was_never_valid_is_told_too() {
    let folder = strategy();
    change(folder.path(), "s/2026-2029/strategy.yaml", "\ntitle: ", "\ntitel: ");
    let preview = Preview::of(folder.path(), &[]);
    preview.shows(&["This is not valid yet.", "error[unknown-key]", "<script src=\"/watch.js\""], &[]);
    change(folder.path(), "s/2026-2029/strategy.yaml", "\ntitel: ", "\ntitle: ");
    preview.shows(&["<h1"], &["role=\"alert\""]);
}

#[test]
fn nobody_else_gets_in_and_nothing_is_read_from_disk() {
    let folder = strategy();
    let preview = Preview::of(folder.path(), &[]);
    assert!(preview.address.starts_with("127.0.0.1:"), "{}", preview.address);
    preview.shows(&["<h1"], &[]);
    for path in ["/strategy.yaml", "/../s/2026-2029/strategy.yaml", "//", "/newer", "/newer?than=x", "/?x"] {
        assert!(preview.get(path).starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(preview.get("/watch.js").contains("location.reload"));
    let host = &preview.address;
    for method in ["POST", "PUT", "HEAD", "OPTIONS"] {
        assert!(preview.send(&format!("{method} / HTTP/1.1\r\nHost: {host}\r\n\r\n")).starts_with("HTTP/1.1 405"), "{method}");
    }
    for wrong in ["Host: evil.example", "Host: 127.0.0.1", "X: y"] {
        assert!(preview.send(&format!("GET / HTTP/1.1\r\n{wrong}\r\n\r\n")).starts_with("HTTP/1.1 403"), "{wrong}");
    }
    assert!(preview.send("nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "y".repeat(100_000));
    assert!(!preview.send(&long).contains("<h1"));
    preview.shows(&["<h1"], &[]);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let folder = strategy();
    let preview = Preview::of(folder.path(), &[]);
    let port = preview.address.rsplit(':').next().unwrap().to_owned();
    let (status, _, said) = run(folder.path(), &["render", "s/2026-2029", "--watch", "--port", &port]);
    assert_eq!(status, 1);
    assert!(said.contains("cannot be listened on") && said.contains("leave `--port` out"), "{said}");
    let (status, _, said) = run(folder.path(), &["render", "s/2026-2029", "--port", &port]);
    assert_eq!(status, 1);
    assert!(said.contains("--watch"), "{said}");
}
