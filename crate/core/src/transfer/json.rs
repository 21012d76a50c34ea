//! Strict JSON: an object names a member once, nothing is nested deeply, and the number of values is bounded.
//!
//! An importer takes out of an object what it knows; what is left it keeps elsewhere, so that nothing is dropped in
//! silence. A fault says line and column.

use core::cell::Cell;
use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::fault::{Result, fault, number};
use super::{limits, time};
use crate::api::ImportFaultKind;

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Json {
    #[default]
    Null,
    Truth(bool),
    Whole(i64),
    Real(f64),
    Text(String),
    List(Vec<Json>),
    Object(Object),
}

/// An object; what is taken out of it is `Null` afterwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object(Vec<(String, Json)>);

/// The one value of a text.
pub(super) fn parse(text: &str) -> Result<Json> {
    let state = State {
        left: Cell::new(limits::MAX_NODES),
        kind: Cell::new(ImportFaultKind::Malformed),
    };
    let mut reader = serde_json::Deserializer::from_str(text);
    let seed = Seed {
        state: &state,
        depth: 0,
    };
    let parsed = seed.deserialize(&mut reader);
    parsed.and_then(|value| reader.end().map(|()| value)).map_err(|error| {
        fault(state.kind.get())
            .at_line(number(error.line()))
            .at_column(number(error.column()))
    })
}

impl Json {
    /// As a text: what is no text is written as JSON, `null` is empty.
    pub(super) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Null => String::new(),
            other => other.to_string(),
        }
    }

    /// The values of a list; of anything else, none.
    pub(super) fn into_list(self) -> Vec<Json> {
        match self {
            Self::List(list) => list,
            _ => Vec::new(),
        }
    }

    /// The object; of anything else, an empty one.
    pub(super) fn into_object(self) -> Object {
        match self {
            Self::Object(object) => object,
            _ => Object::default(),
        }
    }

    /// A whole number, also one in quotation marks.
    pub(super) fn whole(&self) -> Option<i64> {
        match self {
            Self::Whole(whole) => Some(*whole),
            Self::Real(real) => format!("{real:.0}").parse().ok(),
            Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// Whether it says yes: `true`, 1, `"true"`, `"1"`.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Truth(truth) => *truth,
            Self::Text(text) => says_yes(text),
            other => other.whole().is_some_and(|whole| whole != 0),
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.iter().all(Self::is_empty),
            Self::Object(object) => object.0.iter().all(|(_, value)| value.is_empty()),
            _ => false,
        }
    }
}

/// Whether a text says yes.
pub(super) fn says_yes(text: &str) -> bool {
    matches!(
        text.trim().to_ascii_lowercase().as_str(),
        "1" | "true" | "yes" | "y" | "on"
    )
}

impl Object {
    /// Whether it has a member of this name that is not `null`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(each, value)| each == name && *value != Json::Null)
    }

    /// A member, left where it is.
    pub(super) fn peek(&self, name: &str) -> &Json {
        let found = self.0.iter().find(|(each, _)| each == name);
        found.map_or(&Json::Null, |(_, value)| value)
    }

    /// Takes a member out.
    pub(super) fn take(&mut self, name: &str) -> Json {
        let found = self.0.iter_mut().find(|(each, _)| each == name);
        found.map(|(_, value)| core::mem::take(value)).unwrap_or_default()
    }

    /// Takes a member out, as a text.
    pub(super) fn text(&mut self, name: &str) -> String {
        self.take(name).into_text()
    }

    /// Takes out the first of these that is not empty, as a text.
    pub(super) fn first_text(&mut self, names: &[&str]) -> String {
        let first = names.iter().find(|name| !self.peek(name).is_empty());
        first.map(|name| self.text(name)).unwrap_or_default()
    }

    /// Takes a list out.
    pub(super) fn list(&mut self, name: &str) -> Vec<Json> {
        self.take(name).into_list()
    }

    /// Takes out a list of objects.
    pub(super) fn objects(&mut self, name: &str) -> Vec<Object> {
        self.list(name).into_iter().map(Json::into_object).collect()
    }

    /// Takes an object out.
    pub(super) fn object(&mut self, name: &str) -> Object {
        self.take(name).into_object()
    }

    /// Takes a truth value out.
    pub(super) fn truth(&mut self, name: &str) -> bool {
        self.take(name).is_true()
    }

    /// Takes a time out: a count or a date.
    pub(super) fn ms(&mut self, name: &str) -> Option<u64> {
        time::from_any(&self.text(name))
    }

    /// Drops members that say nothing to a person: ids and the like.
    pub(super) fn drop_all(&mut self, names: &[&str]) {
        for name in names {
            self.take(name);
        }
    }

    /// What is left, by name.
    pub(super) fn into_rest(self) -> impl Iterator<Item = (String, Json)> {
        self.0.into_iter().filter(|(_, value)| !value.is_empty())
    }

    /// How many members there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Real(real) => write!(f, "{real}"),
            Self::Text(text) => write_text(f, text),
            Self::List(list) => {
                f.write_str("[")?;
                for (at, value) in list.iter().enumerate() {
                    write!(f, "{}{value}", if at > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(object) => {
                f.write_str("{")?;
                for (at, (name, value)) in object.0.iter().enumerate() {
                    f.write_str(if at > 0 { "," } else { "" })?;
                    write_text(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for each in text.chars() {
        match each {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            control if control < ' ' => write!(f, "\\u{:04x}", u32::from(control))?,
            other => write!(f, "{other}")?,
        }
    }
    f.write_str("\"")
}

/// Building values, for what is written.
impl Object {
    /// The same with one member more.
    pub(super) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<i64> for Json {
    fn from(whole: i64) -> Self {
        Self::Whole(whole)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Into::into)
    }
}

/// What is counted while a text is read.
struct State {
    left: Cell<usize>,
    kind: Cell<ImportFaultKind>,
}

impl State {
    fn refuse<E: serde::de::Error>(&self, kind: ImportFaultKind) -> E {
        self.kind.set(kind);
        E::custom("")
    }
}

struct Seed<'a> {
    state: &'a State,
    depth: usize,
}

impl Seed<'_> {
    fn inner<E: serde::de::Error>(&self) -> core::result::Result<Seed<'_>, E> {
        if self.depth >= limits::MAX_DEPTH {
            return Err(self.state.refuse(ImportFaultKind::TooDeep));
        }
        Ok(Seed {
            state: self.state,
            depth: self.depth + 1,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> core::result::Result<Json, D::Error> {
        let left = self.state.left.get().checked_sub(1);
        self.state
            .left
            .set(left.ok_or_else(|| self.state.refuse::<D::Error>(ImportFaultKind::TooMany))?);
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> core::result::Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> core::result::Result<Json, E> {
        Ok(Json::Truth(truth))
    }

    fn visit_i64<E>(self, whole: i64) -> core::result::Result<Json, E> {
        Ok(Json::Whole(whole))
    }

    fn visit_u64<E>(self, whole: u64) -> core::result::Result<Json, E> {
        Ok(i64::try_from(whole).map_or_else(|_| Json::Text(whole.to_string()), Json::Whole))
    }

    fn visit_f64<E>(self, real: f64) -> core::result::Result<Json, E> {
        Ok(Json::Real(real))
    }

    fn visit_str<E>(self, text: &str) -> core::result::Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> core::result::Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> core::result::Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element_seed(self.inner()?)? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> core::result::Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(name) = access.next_key::<String>()? {
            if name == "__proto__" || name.len() > limits::MAX_NAME_LEN {
                return Err(self.state.refuse(ImportFaultKind::ForbiddenName));
            }
            members.push((name, access.next_value_seed(self.inner()?)?));
        }
        let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        if names.iter().zip(names.iter().skip(1)).any(|(name, next)| name == next) {
            self.state.kind.set(ImportFaultKind::DuplicateName);
            return Err(A::Error::custom(""));
        }
        Ok(Json::Object(Object(members)))
    }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
