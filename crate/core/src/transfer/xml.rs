//! Strict XML: a small tree of elements, without document types, without entities of a file's own.
//!
//! White space and line breaks in texts stay as they are; those in attributes become blanks, as XML has it.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::fault::{Result, fault, malformed, number};
use super::limits;
use crate::api::{ImportFault, ImportFaultKind};

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Its own text, without that of its children.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

/// The root of a document.
pub(super) fn parse(text: &str) -> Result<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut left = Left {
        nodes: limits::MAX_NODES,
        path_bytes: limits::MAX_UNPACKED_LEN,
    };
    loop {
        let event = reader.read_event().map_err(|_| malformed());
        let step = event.and_then(|event| take(event, &mut open, &mut left));
        match step {
            Ok(Step::Further) => {}
            Ok(Step::Whole(root)) => return Ok(root),
            Err(fault) => return Err(place(fault, text, reader.buffer_position())),
        }
    }
}

/// What a document may still hold.
struct Left {
    /// Elements and attributes.
    nodes: usize,
    /// Bytes of their names with those of all elements around them, beyond [`USUAL_PATH_LEN`] each: what no reader knows
    /// is called so.
    path_bytes: usize,
}

/// As long as such a path is in the files of any program.
const USUAL_PATH_LEN: usize = 128;

enum Step {
    Further,
    Whole(Element),
}

fn take(event: Event<'_>, open: &mut Vec<Element>, left: &mut Left) -> Result<Step> {
    match event {
        Event::Start(start) => {
            if open.len() >= limits::MAX_DEPTH {
                return Err(fault(ImportFaultKind::TooDeep));
            }
            let element = element(&start, open, left)?;
            open.push(element);
            Ok(Step::Further)
        }
        // KeePassX writes the line breaks of a text so.
        Event::Empty(start) if start.name().as_ref() == "br" && !open.is_empty() => {
            open.last_mut().ok_or_else(malformed)?.text.push('\n');
            Ok(Step::Further)
        }
        Event::Empty(start) => {
            let element = element(&start, open, left)?;
            Ok(close(element, open))
        }
        Event::End(_) => {
            let element = open.pop().ok_or_else(malformed)?;
            Ok(close(element, open))
        }
        Event::Text(text) => {
            if let Some(element) = open.last_mut() {
                element.text.push_str(&text);
            } else if !text.trim().is_empty() {
                return Err(malformed());
            }
            Ok(Step::Further)
        }
        Event::CData(text) => {
            open.last_mut().ok_or_else(malformed)?.text.push_str(&text);
            Ok(Step::Further)
        }
        Event::GeneralRef(name) => {
            let letter = match name.resolve_char_ref().map_err(|_| malformed())? {
                Some(letter) => letter,
                None => predefined(&name).ok_or_else(malformed)?,
            };
            open.last_mut().ok_or_else(malformed)?.text.push(letter);
            Ok(Step::Further)
        }
        // KeePassX names its root so; what declares or fetches anything is refused.
        Event::DocType(name)
            if name
                .trim()
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') =>
        {
            Ok(Step::Further)
        }
        Event::DocType(_) => Err(fault(ImportFaultKind::DocumentType)),
        Event::Decl(_) | Event::PI(_) | Event::Comment(_) => Ok(Step::Further),
        Event::Eof => Err(malformed()),
    }
}

fn close(element: Element, open: &mut [Element]) -> Step {
    match open.last_mut() {
        Some(parent) => {
            parent.children.push(element);
            Step::Further
        }
        None => Step::Whole(element),
    }
}

fn element(start: &BytesStart<'_>, open: &[Element], left: &mut Left) -> Result<Element> {
    let above_len: usize = open.iter().map(|element| element.name.len() + 1).sum();
    let mut count = |name_len: usize| -> Result<()> {
        let path_len = above_len.saturating_add(name_len);
        let nodes = left.nodes.checked_sub(1);
        left.nodes = nodes.ok_or_else(|| fault(ImportFaultKind::TooMany))?;
        let path_bytes = left.path_bytes.checked_sub(path_len.saturating_sub(USUAL_PATH_LEN));
        left.path_bytes = path_bytes.ok_or_else(|| fault(ImportFaultKind::TooLarge))?;
        Ok(())
    };
    count(start.name().as_ref().len())?;
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| malformed())?;
        count(start.name().as_ref().len() + attribute.key.as_ref().len())?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| malformed())?;
        attributes.push((name(attribute.key.as_ref())?, value.into_owned()));
    }
    Ok(Element {
        name: name(start.name().as_ref())?,
        attributes,
        ..Element::default()
    })
}

fn name(name: &str) -> Result<String> {
    if name.len() > limits::MAX_NAME_LEN {
        return Err(fault(ImportFaultKind::ForbiddenName));
    }
    Ok(name.to_owned())
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

fn place(fault: ImportFault, text: &str, position: u64) -> ImportFault {
    let before = usize::try_from(position).ok().and_then(|at| text.as_bytes().get(..at));
    let before = before.unwrap_or(text.as_bytes());
    let lines = before.iter().filter(|byte| **byte == b'\n').count();
    let in_line = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    fault.at_line(number(lines + 1)).at_column(number(in_line + 1))
}

impl Element {
    /// Takes an attribute out; empty if there is none.
    pub(super) fn attribute(&mut self, name: &str) -> String {
        let found = self.attributes.iter_mut().find(|(each, _)| each == name);
        found.map(|(_, value)| core::mem::take(value)).unwrap_or_default()
    }

    /// Whether an attribute has this value.
    pub(super) fn has_attribute(&self, name: &str, value: &str) -> bool {
        self.attributes
            .iter()
            .any(|(each, there)| each == name && there == value)
    }

    /// The text of the first child of a name, left where it is.
    pub(super) fn peek_child(&self, name: &str) -> &str {
        let child = self.children.iter().find(|child| child.name == name);
        child.map_or("", |child| child.text.as_str())
    }

    /// Takes out the first child of a name; an empty element if there is none.
    pub(super) fn child(&mut self, name: &str) -> Element {
        let at = self.children.iter().position(|child| child.name == name);
        at.map(|at| self.children.remove(at)).unwrap_or_default()
    }

    /// Takes out all children of a name.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<Element> {
        let (taken, left) = core::mem::take(&mut self.children)
            .into_iter()
            .partition(|child| child.name == name);
        self.children = left;
        taken
    }

    /// Takes out the text of the first child of a name.
    pub(super) fn child_text(&mut self, name: &str) -> String {
        self.child(name).text
    }

    /// What is left: texts of children and attributes, by name, deeper ones by a path.
    pub(super) fn into_rest(self) -> Vec<(String, String)> {
        let mut rest = self.attributes;
        for mut child in self.children {
            let text = core::mem::take(&mut child.text);
            let name = child.name.clone();
            if child.children.is_empty() {
                rest.push((name.clone(), text));
            }
            let inner = child.into_rest().into_iter();
            rest.extend(inner.map(|(inner, value)| (format!("{name}/{inner}"), value)));
        }
        rest.retain(|(_, value)| !value.trim().is_empty());
        rest
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test may fail loudly")]
    use super::parse;
    use crate::api::ImportFaultKind;

    fn refused(text: &str) -> Option<ImportFaultKind> {
        parse(text).err().map(|fault| fault.kind)
    }

    #[test]
    fn h03_refuses_document_types_and_entities() {
        let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x \"x\"><!ENTITY y \"&x;&x;\">]>\n<a>&y;</a>";
        assert_eq!(refused(bomb), Some(ImportFaultKind::DocumentType));
        let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        assert_eq!(refused(outside), Some(ImportFaultKind::DocumentType));
        let outside = "<!DOCTYPE a SYSTEM \"a.dtd\"><a/>";
        assert_eq!(refused(outside), Some(ImportFaultKind::DocumentType));
        assert_eq!(refused("<!DOCTYPE KEEPASSX_DATABASE><a/>"), None);
        assert_eq!(refused("<a>&x;</a>"), Some(ImportFaultKind::Malformed));
        assert_eq!(refused("<a b=\"&x;\"/>"), Some(ImportFaultKind::Malformed));
    }

    #[test]
    fn refuses_what_is_nested_deeply_or_never_closed() {
        assert_eq!(refused(&"<a>".repeat(65)), Some(ImportFaultKind::TooDeep));
        for broken in ["", "x", "<a>", "<a></b>", "<a", "<a b=c/>", "</a>"] {
            assert_eq!(refused(broken), Some(ImportFaultKind::Malformed), "{broken}");
        }
        let fault = parse("<a>\n<b></c>\n</a>").expect_err("`b` is closed as `c`");
        assert_eq!(fault.line, Some(2));
    }

    #[test]
    fn reads_text_as_it_stands() {
        let mut root =
            parse("<?xml version=\"1.0\"?><a x='1 &lt; 2'> b &amp;&#x41; <![CDATA[<c>&amp;]]> </a>").expect("XML");
        assert_eq!(root.text, " b &A <c>&amp; ");
        assert_eq!(root.attribute("x"), "1 < 2");
    }
}
