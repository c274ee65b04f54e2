//! Measures how many files of a public corpus are read, and how long each takes: `key_files_by_hand FOLDER`, with the folder of
//! `redhat-qe-security/keyfile-corpus`, which is not part of this project. The tests make its kinds with other programs.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "it measures, for the person who started it")]

use std::path::Path;
use std::time::Instant;

use countersign_core::key_file::Passphrases;
use countersign_core::key_pair::{KeyPair, KeySource, Loaded, load};
use zeroize::Zeroizing;

/// Reads a file with the passphrases of its name, one for each lock that comes up.
fn read(path: &Path, passphrases: &[String]) -> (KeyPair, Loaded) {
    let bytes = std::fs::read(path).unwrap();
    let source = || KeySource { name: None, content: Ok(Zeroizing::new(bytes.clone())) };
    let mut given = Passphrases::none();
    let mut passphrases = passphrases.iter();
    loop {
        let (pair, loaded) = load(&KeyPair::default(), &[source()], &given);
        let Some((locked, passphrase)) = loaded.locked.first().zip(passphrases.next()) else {
            return (pair, loaded);
        };
        given.give(locked.lock.clone(), passphrase.as_str().into());
    }
}

fn main() {
    let folder = std::env::args_os().nth(1).expect("the argument is the folder with the corpus");
    let folder = Path::new(&folder);
    let passphrase = |name: &str| {
        std::fs::read_to_string(folder.join(format!("password-{name}.txt"))).unwrap().trim_end().to_owned()
    };
    let mut paths: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it != "txt" && it != "md"));
    paths.sort();
    let (mut whole, mut files) = (0, 0);
    for path in &paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let passphrases = match name {
            _ if name.contains("pass-mac(ascii)") => vec![passphrase("ascii"), passphrase("ascii2")],
            _ if name.contains("pass(unicode") => vec![passphrase("unicode")],
            _ if name.contains("pass(empty)") => vec![String::new()],
            _ => vec![passphrase("ascii")],
        };
        let start = Instant::now();
        let (pair, loaded) = read(path, &passphrases);
        let taken = start.elapsed();
        let is_read = !pair.is_empty() && loaded.problems.is_empty() && loaded.locked.is_empty();
        files += 1;
        whole += u32::from(is_read);
        if is_read {
            println!("read {taken:>9.1?} {name}");
        } else {
            let problems: Vec<_> = loaded.problems.iter().map(|problem| &problem.problem).collect();
            println!("LEFT {taken:>9.1?} {name}\n       {problems:?} {:?}", loaded.locked);
        }
    }
    println!("{whole} of {files} files were read");
}
