//! Joins the style sheets that a page names into one, so that a page waits for one request instead of ten.
//!
//! The order of the page is kept, and nothing is changed but white space. What no page names does not ship.

use std::path::Path;

use crate::run::{Result, both};
use crate::{tools, tree};

/// Puts every page and its one sheet into `dist`.
pub(super) fn join(root: &Path, dist: &Path) -> Result<()> {
    let extension = root.join("extension");
    let mut args = Vec::new();
    for file in tree::files(&extension)? {
        if !tree::has_extension(&file, &["html"]) {
            continue;
        }
        let page = tree::read(&file)?;
        let path = tree::relative(&extension, &file);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let stem = name.trim_end_matches(".html");
        let mut joined = String::new();
        for sheet in sheets(&page) {
            joined.push_str(&tree::read(&extension.join(folder).join(sheet))?);
        }
        if joined.contains("url(") || joined.contains("@import") {
            return Err(format!(
                "A sheet of {path} names another file, which would not be found from where it is joined."
            ));
        }
        let whole = one_sheet(&page, stem);
        if whole.matches("rel=\"stylesheet\"").count() > 1 {
            return Err(format!(
                "{path}: each style sheet must stand on a line of its own, without room before it."
            ));
        }
        tree::write(&dist.join(&path), whole.as_bytes())?;
        if joined.is_empty() {
            continue;
        }
        let source = format!("target/sheets/{folder}/{stem}.css");
        tree::write(&root.join(&source), joined.as_bytes())?;
        args.push(format!("{folder}/{stem}={source}"));
    }
    args.push(format!("--outdir={}", dist.display()));
    args.extend(["--minify-whitespace", "--legal-comments=none", "--log-level=warning"].map(str::to_owned));
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = tools::node_tool(root, "node_modules/esbuild/bin/esbuild", &words)?;
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("esbuild could not join the style sheets.\n{}", both(&output)))
    }
}

const LINK: &str = "<link rel=\"stylesheet\" href=\"";

/// The sheets that a page names, in order.
fn sheets(page: &str) -> Vec<&str> {
    page.split(LINK)
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(name, _)| name))
        .collect()
}

/// The page with one sheet in the place of its first.
fn one_sheet(page: &str, stem: &str) -> String {
    let mut is_first = true;
    page.split_inclusive('\n')
        .filter_map(|line| {
            if !line.starts_with(LINK) {
                return Some(line.to_owned());
            }
            std::mem::take(&mut is_first).then(|| format!("{LINK}{stem}.css\">\n"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<link rel=\"stylesheet\" href=\"tokens.css\">\n<link rel=\"stylesheet\" href=\"vault/rail.css\">\n<script src=\"a.js\"></script>\n</head>\n";

    #[test]
    fn a_page_keeps_one_sheet_in_the_place_of_all() {
        assert_eq!(sheets(PAGE), ["tokens.css", "vault/rail.css"]);
        assert_eq!(
            one_sheet(PAGE, "vault"),
            "<head>\n<link rel=\"stylesheet\" href=\"vault.css\">\n<script src=\"a.js\"></script>\n</head>\n"
        );
    }

    #[test]
    fn a_page_without_sheets_stays_as_it_is() {
        assert_eq!(one_sheet("<p>x</p>\n", "x"), "<p>x</p>\n");
    }
}
