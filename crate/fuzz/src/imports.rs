//! Files of other managers, whatever wrote them. Without a password, so that no derivation takes its time.

use latchkey_core::api::{ImportFile, ImportOptions};
use latchkey_core::transfer;

pub(crate) fn import(bytes: &[u8]) {
    let options = ImportOptions::default();
    let files = || {
        vec![ImportFile {
            name: "file".into(),
            bytes: bytes.to_vec(),
        }]
    };
    let survey = transfer::survey(&files(), &options);
    let Ok(import) = transfer::import(files(), &options) else {
        return;
    };
    assert!(survey.is_ok(), "what can be read can be surveyed");
    let again = transfer::import(files(), &options);
    assert!(
        again.is_ok_and(|again| again.items.len() == import.items.len()),
        "the same file is read the same"
    );
}
