//! Files from a hand that holds the key but not our writer: entries too long or empty, chunks that are none, and bytes
//! behind the end.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

fn stream() -> Stream {
    Stream::new(Id([1; 16]), Secret::from_slice(&[2; 32]).unwrap())
}

/// A reader that has opened `opened` already.
fn reader(opened: &[u8]) -> FileReader {
    FileReader {
        stream: stream(),
        sealed: Vec::new(),
        opened: Zeroizing::new(opened.to_vec()),
        tally: Tally::default(),
    }
}

fn writer() -> FileWriter {
    FileWriter {
        stream: stream(),
        pending: Zeroizing::default(),
    }
}

/// Entries as they stand in a stream, each behind its length.
fn joined(entries: &[&[u8]]) -> Vec<u8> {
    let mut out = Writer::default();
    for entry in entries {
        out.length(entry.len());
        out.bytes(entry);
    }
    out.finish().to_vec()
}

fn about() -> Zeroizing<Vec<u8>> {
    Entry::About(Id([1; 16]), 1, 5).encode()
}

fn end() -> Zeroizing<Vec<u8>> {
    Entry::End(0, 0).encode()
}

/// An entry of a newer version.
fn newer(length: usize) -> Vec<u8> {
    vec![99; length]
}

#[test]
fn an_entry_may_have_64_mib() {
    assert_eq!(MAX_ENTRY_LEN, 67_108_864);
    assert_eq!(
        [0, 67_108_864, 67_108_865, usize::MAX].map(fits),
        [true, true, false, false]
    );
}

#[test]
fn a_longer_entry_is_not_written_and_an_unknown_one_neither() {
    let refused = writer().push(&Entry::Chunk(newer(MAX_ENTRY_LEN)));
    assert_eq!(refused.err(), Some(Error::InvalidInput));
    assert_eq!(writer().push(&Entry::Unknown).err(), Some(Error::InvalidInput));
}

#[test]
fn a_longer_entry_is_not_read() {
    let mut out = Writer::default();
    out.bytes(&joined(&[&about()]));
    out.length(MAX_ENTRY_LEN + 1);
    let mut opened = out.finish().to_vec();
    opened.resize(opened.len() + MAX_ENTRY_LEN + 1, 99);
    assert!(reader(&opened).push(&[], false).is_err());
}

#[test]
fn an_entry_that_is_not_whole_is_waited_for_but_not_beyond_64_mib() {
    let mut out = Writer::default();
    out.length(MAX_ENTRY_LEN + 5);
    let mut begun = out.finish().to_vec();
    for (behind, waits) in [(0, true), (1_000, true), (MAX_ENTRY_LEN, false)] {
        begun.resize(4 + behind, 7);
        let pushed = reader(&begun).push(&[], false);
        assert_eq!(pushed.is_ok(), waits, "with {behind} bytes");
    }
}

#[test]
fn an_empty_entry_is_none() {
    assert!(reader(&joined(&[&about()])).push(&[], false).is_ok());
    assert!(reader(&joined(&[&about(), &[]])).push(&[], false).is_err());
}

#[test]
fn a_file_ends_with_its_last_entry_and_not_before_and_not_behind() {
    let whole = joined(&[&about(), &end()]);
    let read = |opened: &[u8]| {
        let sealed = stream().seal(opened, true).unwrap();
        reader(&[]).push(&sealed, true).map(|entries| entries.len())
    };
    assert_eq!(read(&whole), Ok(2));
    assert_eq!(read(&joined(&[&about()])), Err(Error::Damaged));
    // The beginning of one more entry, and a whole one.
    assert_eq!(read(&[&whole, [9].as_slice()].concat()), Err(Error::Damaged));
    assert_eq!(
        read(&[&whole, joined(&[&newer(3)]).as_slice()].concat()),
        Err(Error::Damaged)
    );
    assert_eq!(read(&[]), Err(Error::Damaged));
}

#[test]
fn a_stream_of_full_chunks_is_not_ended_by_an_empty_one() {
    let filler = newer(CHUNK_LEN - joined(&[&about(), &end()]).len() - 3);
    let whole = joined(&[&about(), &filler, &end()]);
    assert_eq!(whole.len(), CHUNK_LEN);
    let read = |chunks: &[(&[u8], bool)]| {
        let mut stream = stream();
        let sealed = chunks.iter().flat_map(|(data, last)| stream.seal(data, *last).unwrap());
        let sealed: Vec<u8> = sealed.collect();
        reader(&[]).push(&sealed, true).map(|entries| entries.len())
    };
    assert_eq!(read(&[(&whole, true)]), Ok(3));
    assert_eq!(read(&[(&whole, false), (&[], true)]), Err(Error::Damaged));
    // So writes the writer: what may turn out to be the last chunk waits.
    let mut writer = writer();
    writer.pending = Zeroizing::new(whole);
    let written = writer.finish().unwrap();
    assert_eq!(written.len(), SEALED_CHUNK_LEN);
}
