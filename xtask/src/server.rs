//! A static file server for this machine only: development and browser tests, nothing else.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A server that listens but does not answer yet.
pub struct Server {
    listener: TcpListener,
    root: Arc<PathBuf>,
    log: bool,
}

impl Server {
    /// Listens on `port` or the next free one; port 0 takes any.
    pub fn bind(root: PathBuf, port: u16, log: bool) -> Result<Server, String> {
        const TRIES: u16 = 100;
        let last = port.saturating_add(TRIES);
        for candidate in port..=last {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
                Ok(listener) => return Ok(Server { listener, root: Arc::new(root), log }),
                Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
                Err(error) => {
                    return Err(format!("port {candidate} cannot be used ({error}); choose another with --port."))
                }
            }
        }
        Err(format!("ports {port} to {last} are all taken; choose another with --port."))
    }

    /// The address to open.
    pub fn address(&self) -> String {
        let port = self.listener.local_addr().map_or(0, |address: SocketAddr| address.port());
        format!("http://localhost:{port}/")
    }

    /// Answers until the program ends.
    pub fn run(self) {
        for stream in self.listener.incoming().flatten() {
            let root = Arc::clone(&self.root);
            let log = self.log;
            std::thread::spawn(move || {
                // A browser that goes away in mid-answer is no error of ours.
                let _ = converse(&stream, &root, log);
            });
        }
    }
}

/// Answers requests on one connection until the browser closes it or falls silent.
fn converse(stream: &TcpStream, root: &Path, log: bool) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let Some((request, close)) = read_head(&mut reader)? else { return Ok(()) };
        let mut words = request.split_whitespace();
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or("/"));
        let answer = if matches!(method, "GET" | "HEAD") { find(root, target) } else { Answer::error(405) };
        if log {
            crate::console::line(format!("{} {method} {target}", answer.status));
        }
        let mut head = format!(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\n",
            answer.status,
            reason(answer.status),
            answer.media_type,
            answer.body.len()
        );
        if let Some(location) = answer.location {
            head += &format!("Location: {location}\r\n");
        }
        head += if close { "Connection: close\r\n\r\n" } else { "\r\n" };
        let mut writer = stream;
        let mut bytes = head.into_bytes();
        if method != "HEAD" {
            bytes.extend_from_slice(&answer.body);
        }
        writer.write_all(&bytes)?;
        if close {
            return Ok(());
        }
    }
}

/// The request line, and whether the connection ends after it; `None` at the end.
fn read_head(reader: &mut impl BufRead) -> std::io::Result<Option<(String, bool)>> {
    const LONGEST_HEAD: u64 = 64 * 1024;
    let mut limited = reader.take(LONGEST_HEAD);
    let mut request = String::new();
    if limited.read_line(&mut request)? == 0 {
        return Ok(None);
    }
    // A body is not expected and not read, so nothing may follow it.
    let mut close = !(request.starts_with("GET ") || request.starts_with("HEAD "));
    loop {
        let mut line = String::new();
        if limited.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Some((request, close)));
        }
        close |= line.to_ascii_lowercase().starts_with("connection: close");
    }
}

struct Answer {
    status: u16,
    media_type: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn error(status: u16) -> Answer {
        let body = format!("{status} {}\n", reason(status)).into_bytes();
        Answer { status, media_type: "text/plain; charset=utf-8", location: None, body }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        404 => "Not Found",
        _ => "Method Not Allowed",
    }
}

fn find(root: &Path, target: &str) -> Answer {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let Some(relative) = safe(path) else { return Answer::error(404) };
    let mut file = root.join(&relative);
    if file.is_dir() {
        if !path.ends_with('/') {
            return Answer { location: Some(format!("{path}/")), ..Answer::error(301) };
        }
        file.push("index.html");
    }
    match std::fs::read(&file) {
        Ok(body) => Answer { status: 200, media_type: media_type(&file), location: None, body },
        Err(_) => Answer::error(404),
    }
}

/// The path inside the root: no way up, nothing hidden, nothing that cargo built.
fn safe(path: &str) -> Option<PathBuf> {
    let decoded = percent_decoded(path)?;
    let relative = PathBuf::from(decoded.trim_start_matches('/'));
    let plain = relative.components().all(|component| match component {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    });
    (plain && !decoded.contains('\\') && !relative.starts_with("target")).then_some(relative)
}

fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains('\0'))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" | "md" | "tsv" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_root() {
        for path in
            ["/../Cargo.toml", "/www/../../x", "/%2e%2e/x", "/.git/config", "/www/.x", "/target/x", "/a%5c..", "/%zz"]
        {
            assert_eq!(safe(path), None, "{path}");
        }
        assert_eq!(safe("/www/style.css"), Some(PathBuf::from("www/style.css")));
        assert_eq!(safe("/a%20b"), Some(PathBuf::from("a b")));
        assert_eq!(safe("/"), Some(PathBuf::new()));
    }
}
