//! `cargo xtask suffixes`: makes the core's compact Public Suffix List from the full list.
//!
//! The full list comes in a package of the Python registry, pinned by version and hash. It becomes an automaton of
//! reversed names in which equal endings are shared; `crate/core/data/README.md` tells its shape. It never edits a
//! rule, and the same list always gives the same bytes.
//! Source: publicsuffix.org, "List format"; RFC 3492 (Punycode).

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The package that carries the list, as a requirement with its hash.
const PACKAGE: &str = "publicsuffixlist";
const VERSION: &str = "1.1.2.20261023";
const SHA256: &str = "c792aa3fd37076c15f1c9d9897e59e9d58e8bacdf4315eb9cc10141a26d8995c";
/// The list inside the package.
const LIST: &str = "publicsuffixlist/public_suffix_list.dat";

/// Marks of a rule, as the core reads them.
const PLAIN: u8 = 1;
const WILDCARD: u8 = 2;
const EXCEPTION: u8 = 4;
/// Flags of a branch, as the core reads them.
const LAST: u8 = 0x40;
const FOLLOWS: u8 = 0x80;

/// Fetches the list and writes `crate/core/data/public-suffixes.bin` and its README.
///
/// # Errors
/// What failed and what to do about it: no Python or no network, a list of another shape, a folder not writable.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    println!("suffixes: fetching {PACKAGE} {VERSION} with pip");
    let folder = root.join("target/suffixes");
    fetch(&folder)?;
    let list = read(&folder.join(LIST))?;
    let rules = parse_list(&list)?;
    let table = encode(&rules)?;
    let data = root.join("crate/core/data");
    fs::create_dir_all(&data).map_err(|error| format!("cannot make {}: {error}", data.display()))?;
    write(&data.join("public-suffixes.bin"), &table)?;
    let licence = format!("{PACKAGE}-{VERSION}.dist-info/licenses/LICENSE");
    write(
        &data.join("LICENSE-MPL-2.0.txt"),
        read(&folder.join(licence))?.as_bytes(),
    )?;
    let version = list_version(&list)?;
    write(
        &data.join("README.md"),
        readme(version, rules.len(), table.len()).as_bytes(),
    )?;
    println!(
        "suffixes: list {version}, {} names with rules, {} bytes",
        rules.len(),
        table.len()
    );
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn python(arguments: &[&str], folder: &Path) -> Result<(), String> {
    let status = Command::new("python3")
        .args(arguments)
        .current_dir(folder)
        .status()
        .map_err(|error| format!("python3 did not start ({error}); install python3 and python3-pip"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "`python3 {}` failed; see its output above",
            arguments.join(" ")
        ))
    }
}

/// Downloads the package and unpacks it into the folder.
fn fetch(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    write(
        &folder.join("requirements.txt"),
        format!("{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n").as_bytes(),
    )?;
    python(
        &[
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--require-hashes",
            "-r",
            "requirements.txt",
            "-d",
            ".",
        ],
        folder,
    )?;
    let wheel = format!("{PACKAGE}-{VERSION}-py3-none-any.whl");
    python(&["-m", "zipfile", "-e", &wheel, "."], folder)
}

fn list_version(list: &str) -> Result<&str, String> {
    list.lines()
        .find_map(|line| line.strip_prefix("// VERSION: "))
        .map(str::trim)
        .ok_or_else(|| String::from("the list names no version; look at its first lines"))
}

/// Every name that a rule ends at, in `xn--` form, with the marks of its rules.
fn parse_list(list: &str) -> Result<BTreeMap<String, u8>, String> {
    let mut rules = BTreeMap::new();
    for line in list.lines() {
        let rule = line.split_whitespace().next().unwrap_or("");
        if rule.is_empty() || rule.starts_with("//") {
            continue;
        }
        let (name, mark) = match (rule.strip_prefix("*."), rule.strip_prefix('!')) {
            (Some(name), _) => (name, WILDCARD),
            (_, Some(name)) => (name, EXCEPTION),
            _ => (rule, PLAIN),
        };
        let labels: Result<Vec<String>, String> = name.split('.').map(to_ascii).collect();
        *rules.entry(labels?.join(".")).or_insert(0) |= mark;
    }
    if rules.len() < 9_000 {
        Err(format!("only {} rules: this is not the whole list", rules.len()))
    } else {
        Ok(rules)
    }
}

/// A label in its `xn--` form (RFC 3492, section 6.3).
fn to_ascii(label: &str) -> Result<String, String> {
    let lower = label.to_lowercase();
    if lower.is_empty() || lower.contains('*') {
        return Err(format!("a rule has the label `{label}`, which this task cannot encode"));
    }
    if lower.is_ascii() {
        return Ok(lower);
    }
    let characters: Vec<u32> = lower.chars().map(u32::from).collect();
    let mut text: String = lower.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(text.len()).map_err(|error| error.to_string())?;
    if basic > 0 {
        text.push('-');
    }
    let (mut point, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, basic);
    while characters.len() > usize::try_from(done).unwrap_or(usize::MAX) {
        let next = characters
            .iter()
            .copied()
            .filter(|c| *c >= point)
            .min()
            .unwrap_or(point);
        delta += (next - point) * (done + 1);
        point = next;
        for character in &characters {
            if *character < point {
                delta += 1;
            }
            if *character == point {
                push_number(&mut text, delta, bias);
                bias = adapt(delta, done + 1, done == basic);
                delta = 0;
                done += 1;
            }
        }
        delta += 1;
        point += 1;
    }
    Ok(format!("xn--{text}"))
}

fn push_number(text: &mut String, number: u32, bias: u32) {
    let digit = |value: u32| char::from_digit((value + 10) % 36, 36).filter(|_| value < 26);
    let mut push = |value: u32| {
        text.push(
            digit(value)
                .or_else(|| char::from_digit(value.saturating_sub(26), 10))
                .unwrap_or('a'),
        )
    };
    let mut rest = number;
    let mut k = 36;
    loop {
        let threshold = k.max(bias + 1).saturating_sub(bias).clamp(1, 26);
        if rest < threshold {
            break push(rest);
        }
        push(threshold + (rest - threshold) % (36 - threshold));
        rest = (rest - threshold) / (36 - threshold);
        k += 36;
    }
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

/// A node of the automaton: its marks, and its branches by symbol.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Node {
    marks: u8,
    branches: BTreeMap<u8, usize>,
}

/// Builds the automaton of the reversed names and lays it out as bytes.
fn encode(rules: &BTreeMap<String, u8>) -> Result<Vec<u8>, String> {
    let mut tree = vec![Node::default()];
    for (name, marks) in rules {
        let mut at = 0;
        for character in name.bytes().rev() {
            let symbol = symbol(character).ok_or_else(|| format!("`{name}` has a character that the table lacks"))?;
            let fresh = tree.len();
            let node = tree.get_mut(at).ok_or("the tree lost a node")?;
            at = *node.branches.entry(symbol).or_insert(fresh);
            if at == fresh {
                tree.push(Node::default());
            }
        }
        tree.get_mut(at).ok_or("the tree lost a node")?.marks |= marks;
    }
    let shared = share(&tree);
    let mut layout = Layout {
        nodes: &shared,
        bytes_backwards: Vec::new(),
        places: HashMap::new(),
    };
    layout.place(shared.len().saturating_sub(1))?;
    layout.bytes_backwards.reverse();
    Ok(layout.bytes_backwards)
}

fn symbol(character: u8) -> Option<u8> {
    match character {
        b'-' => Some(8),
        b'.' => Some(9),
        b'0'..=b'9' => Some(character - b'0' + 10),
        b'a'..=b'z' => Some(character - b'a' + 20),
        _ => None,
    }
}

/// Equal nodes once, children before parents, the root last. In the tree every child comes after its parent.
fn share(tree: &[Node]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut known: HashMap<Node, usize> = HashMap::new();
    let mut renamed: HashMap<usize, usize> = HashMap::new();
    for (old, node) in tree.iter().enumerate().rev() {
        let branches = node
            .branches
            .iter()
            .filter_map(|(symbol, child)| Some((*symbol, *renamed.get(child)?)))
            .collect();
        let node = Node {
            marks: node.marks,
            branches,
        };
        let new = *known.entry(node.clone()).or_insert_with(|| {
            nodes.push(node);
            nodes.len() - 1
        });
        renamed.insert(old, new);
    }
    nodes
}

/// Lays nodes out from the end to the beginning, so that every distance points onward and is known when it is written.
struct Layout<'a> {
    nodes: &'a [Node],
    bytes_backwards: Vec<u8>,
    /// Where each node begins, counted from the end of the table.
    places: HashMap<usize, usize>,
}

impl Layout<'_> {
    fn place(&mut self, index: usize) -> Result<(), String> {
        if self.places.contains_key(&index) {
            return Ok(());
        }
        let nodes = self.nodes;
        let node = nodes.get(index).ok_or("a branch leads nowhere")?;
        let mut branches: Vec<(u8, usize)> = node.branches.iter().map(|(symbol, child)| (*symbol, *child)).collect();
        // A child that stands nowhere yet can follow its last branch at once and costs no distance.
        if let Some(at) = branches.iter().rposition(|(_, child)| !self.places.contains_key(child)) {
            let follower = branches.remove(at);
            branches.push(follower);
        }
        let last = branches.last().copied();
        for (_, child) in branches.iter().rev().skip(1) {
            self.place(*child)?;
        }
        let follows = match last {
            Some((_, child)) if !self.places.contains_key(&child) => {
                self.place(child)?;
                true
            }
            _ => false,
        };
        for (at, (symbol, child)) in branches.iter().enumerate().rev() {
            let is_last = at + 1 == branches.len();
            let flags = if is_last { LAST } else { 0 };
            if is_last && follows {
                self.bytes_backwards.push(symbol | flags | FOLLOWS);
                continue;
            }
            let place = *self.places.get(child).ok_or("a child was not placed")?;
            self.push_distance(self.bytes_backwards.len() - place)?;
            self.bytes_backwards.push(symbol | flags);
        }
        if node.marks != 0 {
            self.bytes_backwards
                .push(node.marks | if branches.is_empty() { LAST } else { 0 });
        }
        self.places.insert(index, self.bytes_backwards.len());
        Ok(())
    }

    /// Seven bits a byte, the highest first in the finished table; all but the last byte carry the top bit.
    fn push_distance(&mut self, distance: usize) -> Result<(), String> {
        let mut rest = distance;
        let mut more = 0;
        loop {
            let low = u8::try_from(rest & 0x7f).map_err(|error| error.to_string())?;
            self.bytes_backwards.push(low | more);
            rest >>= 7;
            more = 0x80;
            if rest == 0 {
                return Ok(());
            }
        }
    }
}

fn readme(version: &str, rules: usize, bytes: usize) -> String {
    format!(
        "# Data of the core

## public-suffixes.bin

The Public Suffix List, version `{version}`, with its private section: {rules} names with rules in {bytes} bytes.
The list is by Mozilla Foundation and its contributors, under the Mozilla Public License 2.0; its text stands in
`LICENSE-MPL-2.0.txt` and holds for this table too. The list in source form is public at publicsuffix.org; nothing was
changed but the form. Made by `cargo xtask suffixes` from {PACKAGE} {VERSION}; do not edit.

The table is an automaton of names in `xn--` form, read from their last character to their first. It begins at the root.

| part | bytes | meaning |
|---|---|---|
| node | its mark, if any, then its branches | the last one of them carries `0x40` |
| mark | 1 | `1` a rule ends here, `2` a rule goes on with `*`, `4` an exception ends here; sums of them |
| branch | 1, then a distance | low six bits: `8` is `-`, `9` is `.`, `10`–`19` are digits, `20`–`45` are letters |
| distance | 1–3, absent if the branch carries `0x80` | from its own end to the node; seven bits a byte, highest first, `0x80` on all but the last byte |

A branch with `0x80` leads to the node that follows it at once.
"
    )
}
