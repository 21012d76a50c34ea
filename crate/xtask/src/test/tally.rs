//! Counts what a test runner reports: cargo's result lines, or the totals at the end of TAP.
//!
//! It distrusts silence: no tests at all, a bad end without a failed test, and skipped tests all count as failures.

/// How a runner reports.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Report {
    /// `test result: ok. 3 passed; 0 failed; 0 ignored; …`, one line a binary.
    Cargo,
    /// `# pass 3` and `# fail 0` at the end.
    Tap,
}

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) passed: u64,
    pub(super) failed: u64,
}

impl Tally {
    pub(super) fn and(self, other: Tally) -> Tally {
        Tally {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
        }
    }
}

/// The tally of one runner from what it printed and how it ended.
pub(super) fn judge(report: Report, said: &str, ended_well: bool) -> Tally {
    let counted = match report {
        Report::Cargo => cargo(said),
        Report::Tap => tap(said),
    };
    let silent = counted.failed == 0 && (!ended_well || counted.passed == 0);
    if silent {
        Tally { failed: 1, ..counted }
    } else {
        counted
    }
}

fn cargo(said: &str) -> Tally {
    let results = said
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result: "));
    results.fold(Tally::default(), |sum, line| {
        let failed = number_before(line, " failed") + number_before(line, " ignored");
        sum.and(Tally {
            passed: number_before(line, " passed"),
            failed,
        })
    })
}

fn number_before(line: &str, word: &str) -> u64 {
    let before = line.find(word).and_then(|at| line.get(..at)).unwrap_or("");
    before
        .rsplit([' ', ';'])
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

fn tap(said: &str) -> Tally {
    // The totals stand at the end and without indentation; those of inner runs are indented.
    let total = |name: &str| -> u64 {
        let lines = said
            .lines()
            .rev()
            .filter_map(|line| line.strip_prefix("# ")?.strip_prefix(name));
        lines
            .filter_map(|rest| rest.strip_prefix(' ')?.trim().parse().ok())
            .next()
            .unwrap_or(0)
    };
    Tally {
        passed: total("pass"),
        failed: total("fail") + total("cancelled") + total("skipped") + total("todo"),
    }
}

/// Each failed test with what was said of it.
pub(super) fn failures(said: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in said.lines() {
        let text = line.trim_start();
        let is_failure = ["not ok", "---- ", "# left behind"]
            .iter()
            .any(|start| text.starts_with(start));
        if is_failure {
            inside = true;
        } else if text.starts_with("ok ")
            || text.starts_with("# Subtest")
            || text.starts_with("1..")
            || text == "failures:"
        {
            inside = false;
        }
        if inside {
            found.push(line);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_cargos_lines() {
        let said = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n\
                    test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(judge(Report::Cargo, said, false), Tally { passed: 15, failed: 3 });
    }

    #[test]
    fn reads_the_totals_of_tap() {
        let said = "TAP version 13\n    # pass 9\nok 1 - a\n# tests 4\n# pass 3\n# fail 1\n# cancelled 0\n# skipped 0\n# todo 0\n";
        assert_eq!(judge(Report::Tap, said, false), Tally { passed: 3, failed: 1 });
        let skipped = "# pass 3\n# fail 0\n# skipped 2\n";
        assert_eq!(judge(Report::Tap, skipped, true), Tally { passed: 3, failed: 2 });
    }

    #[test]
    fn distrusts_silence() {
        assert_eq!(judge(Report::Tap, "", true), Tally { passed: 0, failed: 1 });
        assert_eq!(
            judge(Report::Tap, "# pass 0\n# fail 0\n", true),
            Tally { passed: 0, failed: 1 }
        );
        assert_eq!(
            judge(Report::Tap, "# pass 5\n# fail 0\n", false),
            Tally { passed: 5, failed: 1 }
        );
        assert_eq!(
            judge(Report::Cargo, "error: could not compile", false),
            Tally { passed: 0, failed: 1 }
        );
    }

    #[test]
    fn shows_what_failed() {
        let said =
            "ok 1 - a\nnot ok 2 - b\n  ---\n  error: 'x'\n  ...\nok 3 - c\n# left behind by a case: y\nok 4 - d\n";
        let expected = [
            "not ok 2 - b",
            "  ---",
            "  error: 'x'",
            "  ...",
            "# left behind by a case: y",
        ];
        assert_eq!(failures(said), expected);
    }
}
