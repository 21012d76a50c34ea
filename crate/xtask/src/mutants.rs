//! `mutants`: what no test notices when cryptography and vault are changed in every small way.
//!
//! cargo-mutants says which changes there are; nearly all are woven into one build (record 0036), and the few that
//! cannot be get a build each. All lies in `target/mutants`; a second start goes on where the first one ended. It
//! changes no file of the project, and is no part of `test`.

mod compile;
mod list;
mod report;
mod run;
mod sites;
mod weave;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::run::Result;
use crate::{tools, tree};
use compile::Fate;
use list::Mutant;
use report::{Outcome, Results};
use run::{End, Test};

/// What is changed.
const FOLDERS: [&str; 2] = ["crate/core/src/crypto", "crate/core/src/vault"];
/// What the result hangs on.
const GROUND: [&str; 10] = [
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "crate/core/Cargo.toml",
    "crate/core/data",
    "crate/core/src",
    "crate/core/tests",
    "crate/xtask/src/mutants.rs",
    "crate/xtask/src/mutants",
];
const PLACE: &str = "target/mutants";
const REASONS: &str = "docs/mutants.md";
/// After how many mutants the person hears how far it is.
const STEP: usize = 100;

/// The verb: all mutants, or those of files whose paths hold one of the words.
pub(crate) fn run(root: &Path, arguments: &[String]) -> Result<()> {
    tools::cargo_mutants(root)?;
    let begun = Instant::now();
    // Everything below is about the sources of this moment, whatever is edited meanwhile.
    let bare = root.join(PLACE).join("bare");
    compile::copy(root, &bare, &BTreeMap::new())?;
    let all = list::list(&bare, &FOLDERS)?;
    let chosen = |mutant: &Mutant| arguments.is_empty() || arguments.iter().any(|word| mutant.file.contains(word));
    let wanted: Vec<&Mutant> = all.iter().filter(|mutant| chosen(mutant)).collect();
    if wanted.is_empty() {
        return Err(format!("No file in {} is meant by that.", FOLDERS.join(" and ")));
    }
    let reasons = report::reasons(&tree::read(&root.join(REASONS))?)?;
    if let Some(unknown) = reasons.iter().find(|key| all.iter().all(|mutant| mutant.key != **key)) {
        return Err(format!("{REASONS} names what is no mutant any more: {unknown}"));
    }
    let ground: Vec<PathBuf> = GROUND.iter().map(|part| bare.join(part)).collect();
    let state = tree::hash(&bare, &ground)?;
    let mut results = Results::open(&root.join(PLACE).join("results.jsonl"), &state)?;
    if wanted.iter().any(|mutant| !results.knows(mutant)) {
        let may_live = |mutant: &Mutant| reasons.contains(&mutant.key);
        let found = judge(root, &state, &all, &results, &chosen, &may_live)?;
        results.add(found);
    }
    let (text, well) = report::conclude(&wanted, &results, &reasons);
    println!("This took {} min.\n{text}", begun.elapsed().as_secs() / 60);
    if well { Ok(()) } else { Err(String::new()) }
}

/// Judges what is not known yet.
fn judge(
    root: &Path,
    state: &str,
    all: &[Mutant],
    results: &Results,
    chosen: &dyn Fn(&Mutant) -> bool,
    may_live: &(dyn Fn(&Mutant) -> bool + Sync),
) -> Result<Vec<(String, Outcome)>> {
    let place = root.join(PLACE);
    let (bare, copy) = (place.join("bare"), place.join("woven"));
    println!("Weaving {} mutants into one build.", all.len());
    let fates = compile::weave_all(root, &bare, &copy, all)?;
    let programs = run::build(root, &copy, &run::TARGETS)?;
    let learnt = place.join("learnt.json");
    let tests = match run::kept(&learnt, state) {
        Some(tests) => tests,
        None => {
            println!("Learning which tests meet which mutants.");
            let tests = run::learn(&copy, &programs, &place.join("trace"))?;
            run::keep(&learnt, state, &tests)?;
            tests
        }
    };
    let mut open: BTreeMap<&str, Vec<(usize, &Mutant)>> = BTreeMap::new();
    let numbered = all.iter().enumerate().zip(&fates);
    for ((id, mutant), fate) in numbered.filter(|((_, mutant), _)| chosen(mutant) && !results.knows(mutant)) {
        let kind = match fate {
            Fate::Woven => "woven",
            Fate::Unviable => "unviable",
            Fate::Alone => "alone",
        };
        open.entry(kind).or_default().push((id, mutant));
    }
    let mut found = Vec::new();
    for (_, mutant) in open.remove("unviable").unwrap_or_default() {
        results.note(mutant, &Outcome::Unviable)?;
        found.push((mutant.key.clone(), Outcome::Unviable));
    }
    let woven = open.remove("woven").unwrap_or_default();
    println!("{} mutants are tried in one build.", woven.len());
    let count = AtomicUsize::new(0);
    found.extend(run::in_parallel(&woven, |_, (id, mutant)| {
        let (mut quick, slow) = run::judges(&tests, Some(*id));
        // What noticed it the last time will most likely do so again.
        let last = results.noticed_by.get(&mutant.key);
        quick.sort_by_key(|test| last != Some(&test.name));
        let mut tried = quick.len();
        let mut noticed = run::judge(&copy, &quick, Some(*id))?;
        // What may live need not be asked about at length.
        if noticed.is_none() && (quick.is_empty() || !may_live(mutant)) {
            tried += slow.len();
            noticed = run::judge(&copy, &slow, Some(*id))?;
        }
        let outcome = outcome(noticed, tried);
        results.note(mutant, &outcome)?;
        let done = count.fetch_add(1, Ordering::Relaxed) + 1;
        if done.is_multiple_of(STEP) {
            println!("{done} of {} are done.", woven.len());
        }
        Ok((mutant.key.clone(), outcome))
    })?);
    for (_, mutant) in open.remove("alone").unwrap_or_default() {
        println!("In a build of its own: {}", mutant.name);
        let outcome = alone(root, &bare, mutant, &tests, results, may_live(mutant))?;
        results.note(mutant, &outcome)?;
        found.push((mutant.key.clone(), outcome));
    }
    Ok(found)
}

/// Judges one mutant in a build of its own, and leaves the copy as it was.
fn alone(
    root: &Path,
    copy: &Path,
    mutant: &Mutant,
    tests: &[Test],
    results: &Results,
    may_live: bool,
) -> Result<Outcome> {
    let path = copy.join(&mutant.file);
    let source = tree::read(&path)?;
    let mut changed = source.clone();
    changed.replace_range(mutant.span.clone(), &mutant.replacement);
    tree::write(&path, changed.as_bytes())?;
    let last = results.noticed_by.get(&mutant.key).map(String::as_str);
    let outcome = build_and_judge(root, copy, tests, last, may_live);
    tree::write(&path, source.as_bytes())?;
    outcome
}

/// First by the tests whose build is quick, at last by those that take long.
fn build_and_judge(root: &Path, copy: &Path, tests: &[Test], last: Option<&str>, may_live: bool) -> Result<Outcome> {
    let mut tried = BTreeSet::new();
    let mut programs = Vec::new();
    for targets in [&[], run::TARGETS.get(..1).unwrap_or_default(), &run::TARGETS] {
        let Some(built) = run::build_mutant(root, copy, targets)? else {
            return Ok(Outcome::Unviable);
        };
        programs = built;
        let moved: Vec<Test> = tests.iter().filter_map(|test| run::moved(test, &programs)).collect();
        let (mut quick, _) = run::judges(&moved, None);
        quick.retain(|test| tried.insert(test.name.clone()));
        quick.sort_by_key(|test| last != Some(&test.name));
        if let Some(failed) = run::judge(copy, &quick, None)? {
            return Ok(outcome(Some(failed), tried.len()));
        }
    }
    let moved: Vec<Test> = tests.iter().filter_map(|test| run::moved(test, &programs)).collect();
    let (_, slow) = run::judges(&moved, None);
    let slow = if may_live { Vec::new() } else { slow };
    Ok(outcome(run::judge(copy, &slow, None)?, tried.len() + slow.len()))
}

fn outcome(noticed: Option<(&Test, End)>, judges: usize) -> Outcome {
    match noticed {
        Some((test, End::Ended)) => Outcome::Ended(test.name.clone()),
        Some((test, _)) => Outcome::Caught(test.name.clone()),
        None => Outcome::Survived(judges),
    }
}
