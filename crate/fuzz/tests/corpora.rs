//! Every target over its corpus in the tree, and over changed copies of it: what was found once stays found, without
//! libFuzzer.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::path::{Path, PathBuf};

use latchkey_fuzz::{Act, TARGETS};

/// Changed copies of each input.
const COPIES: u64 = 40;
/// Larger inputs are not copied: each copy costs as much as the input.
const COPIED_LEN: usize = 2_000;

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// A number that seems random, the same at every run.
fn next(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 1).unwrap()
}

/// A copy with a few bytes changed, put in, taken out or brought from elsewhere.
fn changed(input: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut copy = input.to_vec();
    for _ in 0..=next(&mut state) % 4 {
        let (at, from) = (next(&mut state) % (copy.len() + 1), next(&mut state) % (copy.len() + 1));
        let byte = u8::try_from(next(&mut state) % 256).unwrap();
        match next(&mut state) % 6 {
            0 => copy.insert(at, byte),
            1 if at < copy.len() => copy[at] = byte,
            2 if at < copy.len() => copy[at] ^= 1 << (byte % 8),
            3 if at < copy.len() => drop(copy.remove(at)),
            4 if at < from => drop(copy.splice(at..at, input[at.min(input.len())..from.min(input.len())].to_vec())),
            _ => copy.truncate(at),
        }
    }
    copy
}

fn run(name: &str, act: Act) {
    let inputs = corpus(name);
    assert!(!inputs.is_empty(), "{name} has a corpus");
    act(&[]);
    for (input, number) in inputs.iter().zip(0..) {
        act(input);
        if input.len() <= COPIED_LEN {
            (0..COPIES).for_each(|copy| act(&changed(input, number * COPIES + copy)));
        }
    }
}

#[test]
fn every_target_bears_its_corpus_and_changed_copies_of_it() {
    for (name, act) in TARGETS {
        run(name, act);
    }
}

#[test]
fn a_corpus_is_small_and_belongs_to_a_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut bytes = 0;
    for entry in std::fs::read_dir(root).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(TARGETS.iter().any(|(listed, _)| *listed == name), "{name}");
        bytes += corpus(&name).iter().map(Vec::len).sum::<usize>();
    }
    assert!(bytes <= 600_000, "{bytes} bytes in all");
}
