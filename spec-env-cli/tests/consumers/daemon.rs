//! A Docker daemon that creates nothing: it remembers which environment the client asks for.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// Listens on a socket; the environments of the containers that clients create come out of the receiver.
pub(crate) fn listen(socket: &Path) -> std::io::Result<Receiver<Vec<String>>> {
    let listener = UnixListener::bind(socket)?;
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let sender = sender.clone();
            thread::spawn(move || {
                // A client that leaves ends the conversation, not the test.
                let _ = converse(&stream, &sender);
            });
        }
    });
    Ok(receiver)
}

fn converse(stream: &UnixStream, sender: &std::sync::mpsc::Sender<Vec<String>>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut length = 0;
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            if header.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let (status, answer) = if request.contains("/containers/create") {
            let asked: serde_json::Value = serde_json::from_slice(&body)?;
            let lines = asked["Env"].as_array().into_iter().flatten();
            let _ = sender.send(lines.filter_map(|line| line.as_str().map(str::to_owned)).collect());
            ("201 Created", r#"{"Id":"0123456789ab","Warnings":[]}"#)
        } else {
            ("200 OK", "") // a ping
        };
        write!(
            writer,
            "HTTP/1.1 {status}\r\nApi-Version: 1.48\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{answer}",
            answer.len()
        )?;
    }
}
