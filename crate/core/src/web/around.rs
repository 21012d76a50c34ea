//! What the texts around a form's fields speak of: its buttons, its own names, its headings, the page's.
//!
//! It finds words and weighs nothing: that is for [`crate::web::purpose`].

use crate::api::{FormSnapshot, PageSnapshot};
use crate::web::hints::{Concepts, SIGN_IN, SIGN_UP};
use crate::web::parts;
use crate::web::words::{concepts, identifier_concepts};

/// What the texts around a form's fields speak of.
pub struct Around {
    /// Buttons, each apart.
    pub buttons: Vec<Concepts>,
    /// Name, id and class, and the path of the action.
    pub names: Concepts,
    /// Headings and legends of the form, and the paragraph before it.
    pub text: Concepts,
    /// Title and headings of the page.
    pub page: Concepts,
    /// Its text asks for single characters of a password.
    pub asks_parts: bool,
    /// It belongs to several sections alike.
    pub shared: bool,
}

impl Around {
    /// All buttons together.
    pub fn all_buttons(&self) -> Concepts {
        self.buttons.iter().fold(0, |all, button| all | button)
    }

    /// Everything together.
    pub fn all(&self) -> Concepts {
        self.names | self.text | self.page | self.all_buttons()
    }
}

/// What the page's title and headings speak of.
pub fn page_concepts(snapshot: &PageSnapshot) -> Concepts {
    snapshot
        .headings
        .iter()
        .fold(concepts(&snapshot.title), |all, heading| all | concepts(heading))
}

/// What the texts around one form speak of; `shared` by several sections or not.
pub fn around(form: &FormSnapshot, page: Concepts, shared: bool) -> Around {
    // The host of the action says where, not what: `login.example/search` is a search.
    let path = form.action.splitn(4, '/').nth(3).unwrap_or("");
    let path = path.split(['?', '#']).next().unwrap_or(path);
    Around {
        buttons: form.buttons.iter().map(|button| button_concepts(button)).collect(),
        names: identifier_concepts(&form.name) | identifier_concepts(path),
        text: concepts(&form.text),
        page,
        asks_parts: parts::positions(&form.text).count_ones() > 1,
        shared,
    }
}

/// Whether a form's buttons or its text say that one signs in there.
pub fn signs_in(form: &FormSnapshot) -> bool {
    let buttons = form.buttons.iter().map(|button| button_concepts(button));
    buttons.fold(concepts(&form.text), |all, button| all | button) & SIGN_IN != 0
}

/// A button that asks ("No account yet? Join") leads to another form.
fn button_concepts(button: &str) -> Concepts {
    let found = concepts(button);
    if button.contains(['?', '？', '؟']) {
        found & !(SIGN_IN | SIGN_UP)
    } else {
        found
    }
}
