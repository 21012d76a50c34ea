//! What the source archive holds: every file that git keeps, as it lies here, with git's own word on what is a program.

use std::path::Path;

use super::archive::Entry;
use crate::run::{Result, command, text};
use crate::tree;

/// Whether this folder itself is a checkout; a folder in somebody else's checkout is none.
pub(super) fn is_checkout(root: &Path) -> bool {
    root.join(".git").exists()
}

/// All files.
pub(super) fn entries(root: &Path) -> Result<Vec<Entry>> {
    let listed = text(&mut command("git", &["ls-files", "--stage", "-z"], root))?;
    let entry = |line: &str| {
        let (runs, name) = listed_file(line).ok_or_else(|| format!("git lists what is no plain file: {line}"))?;
        let bytes = tree::read_bytes(&root.join(&name))?;
        Ok(Entry { name, bytes, runs })
    };
    listed.split_terminator('\0').map(entry).collect()
}

/// `100755 <hash> 0<tab>path` → whether it is a program, and its path.
fn listed_file(line: &str) -> Option<(bool, String)> {
    let (about, path) = line.split_once('\t')?;
    let mut words = about.split(' ');
    let runs = match words.next()? {
        "100644" => false,
        "100755" => true,
        _ => return None,
    };
    (words.nth(1)? == "0").then(|| (runs, path.to_owned()))
}

/// Files that differ from the last commit, and so the archive from what others can fetch.
pub(super) fn changed(root: &Path) -> Result<Vec<String>> {
    let said = text(&mut command(
        "git",
        &["status", "--porcelain", "--untracked-files=no"],
        root,
    ))?;
    Ok(said
        .lines()
        .filter_map(|line| line.get(3..))
        .map(str::to_owned)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::listed_file;

    #[test]
    fn reads_the_list_of_git() {
        assert_eq!(
            listed_file("100755 00ff 0\t.ci/run"),
            Some((true, ".ci/run".to_owned()))
        );
        assert_eq!(listed_file("100644 00ff 0\ta b"), Some((false, "a b".to_owned())));
        assert_eq!(listed_file("120000 00ff 0\tlink"), None);
        assert_eq!(listed_file("100644 00ff 2\tin conflict"), None);
    }
}
