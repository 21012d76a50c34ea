//! Parting a form into sections.
//!
//! One form element (or the group of fields without one) may hold a sign-in and a sign-up side by side; a section ends
//! where a new row of password fields begins behind other fields. It weighs nothing and names no roles: that is for
//! [`crate::web::purpose`] and [`crate::web::classify`].

use crate::api::{FieldSnapshot, Purpose, Role};
use crate::web::votes::{Facts, Kind, Vote};

/// One field with its signals.
pub struct Member<'a> {
    /// Index in the snapshot.
    pub index: usize,
    /// The field.
    pub field: &'a FieldSnapshot,
    /// A person can see it, or can see nothing of its section: then it counts as it stands there.
    pub seen: bool,
    /// Its signals.
    pub facts: Facts,
}

/// Fields that belong together, in document order.
pub struct Section<'a> {
    /// Index of the form in the snapshot.
    pub form: usize,
    /// Its fields.
    pub members: Vec<Member<'a>>,
    /// What it is for.
    pub purpose: Purpose,
}

/// Parts the fields of one form. A password field behind a field that asks for a user name, which itself stands behind
/// a password field, begins another section, and so does that user name.
pub fn part<'a>(form: usize, members: Vec<Member<'a>>) -> Vec<Section<'a>> {
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut current: Vec<Member<'a>> = Vec::new();
    let mut tail: Vec<Member<'a>> = Vec::new();
    let mut seen_password = false;
    for member in members {
        let asks_for_user = member.facts.kind == Kind::Text && is_login_id(&member.facts);
        if member.facts.kind == Kind::Password {
            if !tail.is_empty() {
                let purpose = Purpose::Other;
                sections.push(Section {
                    form,
                    members: core::mem::take(&mut current),
                    purpose,
                });
                current = core::mem::take(&mut tail);
            }
            seen_password = true;
            current.push(member);
        } else if !tail.is_empty() || (seen_password && asks_for_user) {
            tail.push(member);
        } else {
            current.push(member);
        }
    }
    current.extend(tail);
    sections.push(Section {
        form,
        members: current,
        purpose: Purpose::Other,
    });
    for section in &mut sections {
        let none_is_seen = !section.members.iter().any(|member| member.seen && takes_words(member));
        for member in section.members.iter_mut().filter(|_| none_is_seen) {
            member.seen = true;
        }
    }
    sections
}

/// Whether something is typed or chosen in it; a note of a captcha may be all that one sees of a form yet to open.
fn takes_words(member: &Member<'_>) -> bool {
    member.facts.kind != Kind::Other
}

/// Whether the field's own words ask for a user name or an e-mail address.
pub fn is_login_id(facts: &Facts) -> bool {
    matches!(
        facts.vote,
        Some(Vote::Is(Role::Username | Role::Email) | Vote::Customer)
    ) || matches!(facts.token, Some(Role::Username))
}

/// Whether a line of text in the section asks for a login.
pub fn has_login_id(section: &Section<'_>) -> bool {
    section
        .members
        .iter()
        .any(|member| member.facts.kind == Kind::Text && is_login_id(&member.facts))
}

/// What a form carries hidden, and the words it shows, come along with what was sent; nobody types into them.
pub fn is_for_a_person(field: &FieldSnapshot) -> bool {
    field.tag != "output" && field.input_type != "hidden"
}

/// Members that a person can see, or all if none can be seen.
pub fn shown<'s, 'a>(section: &'s Section<'a>, wanted: impl Fn(&Member<'a>) -> bool) -> Vec<&'s Member<'a>> {
    let all: Vec<&Member<'a>> = section.members.iter().filter(|member| wanted(member)).collect();
    let seen: Vec<&Member<'a>> = all.iter().copied().filter(|member| member.seen).collect();
    if seen.is_empty() { all } else { seen }
}

/// Whether a field takes a code and not a password, by its own words.
pub fn is_code(member: &Member<'_>) -> bool {
    member.facts.token == Some(Role::OneTimeCode)
        || matches!(
            member.facts.vote,
            Some(Vote::Is(Role::OneTimeCode | Role::CcCsc | Role::CcNumber))
        )
        || (member.facts.kind != Kind::Password && member.facts.vote == Some(Vote::SecurityCode))
}
