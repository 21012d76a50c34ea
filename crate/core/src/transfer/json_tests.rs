//! What strict JSON takes and refuses.

#![allow(clippy::expect_used, reason = "a test may fail loudly")]

use super::parse;
use crate::api::ImportFaultKind;

fn refused(text: &str) -> Option<ImportFaultKind> {
    parse(text).err().map(|fault| fault.kind)
}

#[test]
fn h04_refuses_depth_duplicates_and_proto() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(refused(&deep(64)), None);
    assert_eq!(refused(&deep(65)), Some(ImportFaultKind::TooDeep));
    assert_eq!(refused(&deep(10_000)), Some(ImportFaultKind::TooDeep));
    assert_eq!(refused(&"{\"a\":".repeat(10_000)), Some(ImportFaultKind::TooDeep));
    assert_eq!(refused(r#"{"a":1,"b":2,"a":3}"#), Some(ImportFaultKind::DuplicateName));
    assert_eq!(refused("{\"\\u0061\":1,\"a\":3}"), Some(ImportFaultKind::DuplicateName));
    assert_eq!(
        refused(r#"{"__proto__":{"x":1}}"#),
        Some(ImportFaultKind::ForbiddenName)
    );
    for broken in ["", "{", "[1,]", "{\"a\":1} x", "nul", "\"\u{0}\"", "1e999"] {
        assert_eq!(refused(broken), Some(ImportFaultKind::Malformed), "{broken}");
    }
}

#[test]
fn says_where() {
    let fault = parse("{\n \"a\": 1,\n \"b\": x\n}").expect_err("`x` is no value");
    assert_eq!((fault.line, fault.column), (Some(3), Some(7)));
}

#[test]
fn writes_what_it_reads() {
    let text = r#"{"a":[1,-2.5,true,null,"q\"\\\n\u0001é🏦"],"b":{}}"#;
    let value = parse(text).expect("it is JSON");
    assert_eq!(value.to_string(), text);
    assert_eq!(parse(&value.to_string()), Ok(value));
}

#[test]
fn leaves_what_is_not_taken() {
    let mut object = parse(r#"{"a":"x","n":5,"empty":"","list":[],"later":"new"}"#)
        .expect("JSON")
        .into_object();
    assert_eq!(object.text("a"), "x");
    assert_eq!(object.take("n").whole(), Some(5));
    let rest: Vec<_> = object.into_rest().map(|(name, _)| name).collect();
    assert_eq!(rest, ["later"]);
}
