//! What to write into a document, or why nothing is written.
//!
//! It decides by the browser's word on the document and reads the page's own claims only to find the fields.
//! It never plans a password into a field that is not a password field, never into a second form, never into a document
//! of another site, never a part of a password, and never plans anything but a login and its one-time code.

use crate::api::{
    Choice, FieldRefusal, FieldSnapshot, FieldWrite, FillBlock, FillPlan, FrameContext, MatchReason, PageSnapshot,
    Purpose, Refusal, Role, SavedUrl,
};
use crate::web::classify::{self, Understanding};
use crate::web::fill_code;
use crate::web::fill_guards::{self as guards, blocked};
use crate::web::limits;
use crate::web::matching::{self, Page};
use crate::web::origin::{Origin, Scheme};

/// A login whose values may be written.
pub struct LoginValues<'a> {
    /// User name or e-mail address; may be empty.
    pub username: &'a str,
    /// Password; may be empty.
    pub password: &'a str,
    /// The one-time code that holds now; empty if there is none, or none that may be filled.
    pub one_time_code: &'a str,
    /// The addresses that it was saved for.
    pub urls: &'a [SavedUrl],
    /// Groups of domains that share their logins.
    pub equivalents: &'a [Vec<String>],
}

/// Plans a fill of one document. The snapshot may be hostile; the frame is the browser's word.
pub fn plan(login: &LoginValues<'_>, snapshot: &PageSnapshot, frame: &FrameContext, choice: Choice) -> FillPlan {
    let page = match check_document(login, frame, choice) {
        Ok(page) => page,
        Err(block) => return blocked(block, Vec::new()),
    };
    if limits::check_snapshot(snapshot).is_err() {
        return blocked(FillBlock::NoFields, Vec::new());
    }
    let mut candidates = candidates(snapshot, &classify::understand(snapshot));
    // One choice in a page releases one thing: the login, or its code on a step of its own.
    let is_beside = |one: &Candidate<'_>| one.role != Role::OneTimeCode && one.is_open();
    let keeps_back = choice == Choice::InPage && candidates.iter().any(is_beside);
    if login.one_time_code.is_empty() || keeps_back {
        // A field for a code that is not to be had is none of the login's fields.
        candidates.retain(|one| one.role != Role::OneTimeCode);
    }
    let Some(chosen) = choose(&candidates) else {
        return blocked(FillBlock::NoFields, Vec::new());
    };
    if !guards::sends_home(chosen.field, snapshot, page) {
        return blocked(FillBlock::ForeignAction, Vec::new());
    }
    let section: Vec<&Candidate<'_>> = candidates
        .iter()
        .filter(|other| other.section == chosen.section)
        .collect();
    let (writes, refused) = plan_fields(login, &section);
    guards::planned(writes, refused)
}

/// Whether this login may go to this document at all; its origin if so.
fn check_document<'a>(
    login: &LoginValues<'a>,
    frame: &'a FrameContext,
    choice: Choice,
) -> Result<Origin<'a>, FillBlock> {
    let page = Page::of(frame, login.equivalents).ok_or(FillBlock::OpaqueOrigin)?;
    let accepted = |reason| choice == Choice::Listed || reason == MatchReason::ThisAddress;
    let matches = |page| matching::best_match(login.urls, &page).is_some_and(|(reason, _)| accepted(reason));
    if !matches(page) {
        // The same page by https would do: then the missing encryption is what the user must hear of.
        let insecure = page.origin.scheme == Scheme::Http && matches(page.by_https());
        return Err(if insecure {
            FillBlock::InsecurePage
        } else {
            FillBlock::OtherSite
        });
    }
    if guards::are_own_ancestors(frame, page.origin) {
        Ok(page.origin)
    } else {
        Err(FillBlock::ForeignAncestor)
    }
}

/// A field that belongs to a saved login.
struct Candidate<'a> {
    index: u32,
    field: &'a FieldSnapshot,
    role: Role,
    section: usize,
    /// It takes single characters of the password.
    is_part: bool,
}

impl Candidate<'_> {
    fn is_open(&self) -> bool {
        guards::is_open(self.field)
    }
}

/// The fields of sign-ins and the old passwords of password changes; forms that make an account are left alone.
fn candidates<'a>(snapshot: &'a PageSnapshot, understood: &Understanding) -> Vec<Candidate<'a>> {
    let fields = snapshot
        .fields
        .iter()
        .zip(&understood.reading.roles)
        .zip(&understood.section_of);
    let found = fields.filter_map(|((field, found), section)| {
        let purpose = understood.section_purposes.get(*section)?;
        let is_part = usize::try_from(found.field).is_ok_and(|index| understood.parts.contains(&index));
        let role = match is_part {
            true => Role::CurrentPassword,
            false => login_role(found.role, field, *purpose)?,
        };
        Some(Candidate {
            index: found.field,
            field,
            role,
            section: *section,
            is_part,
        })
    });
    found.collect()
}

/// The role of a field that belongs to a saved login; `None` for all others.
fn login_role(role: Role, field: &FieldSnapshot, purpose: Purpose) -> Option<Role> {
    let belongs = match role {
        // Never into a field that would show it.
        Role::CurrentPassword => field.input_type == "password" && purpose != Purpose::SignUp,
        Role::Username | Role::Email => {
            field.tag == "input"
                && field.input_type != "password"
                && (matches!(purpose, Purpose::SignIn | Purpose::ChangePassword)
                    // A first step that says nothing of signing in, but that the site itself calls a user name.
                    || (role == Role::Username && purpose == Purpose::Other))
        }
        Role::OneTimeCode => fill_code::takes_code(field) && matches!(purpose, Purpose::SignIn | Purpose::OneTimeCode),
        _ => false,
    };
    belongs.then_some(role)
}

/// The field by which the one section to fill is chosen: where the user is, if that can be filled; else the first
/// password that can be written; else the first user name that can; else the first code; else any, so that its refusals
/// can be told.
fn choose<'c, 'a>(candidates: &'c [Candidate<'a>]) -> Option<&'c Candidate<'a>> {
    let is_here = |one: &&Candidate<'_>| {
        candidates
            .iter()
            .any(|other| other.section == one.section && other.field.focused)
    };
    let open = || candidates.iter().filter(|one| one.is_open());
    let password = || open().filter(|one| one.role == Role::CurrentPassword);
    password()
        .find(is_here)
        .or_else(|| open().find(is_here))
        .or_else(|| password().next())
        .or_else(|| open().find(|one| one.role != Role::OneTimeCode))
        .or_else(|| open().next())
        .or_else(|| candidates.first())
}

/// The user name's field and the password's, at most one each: what else looks like one is another form's, or a trap.
fn pick<'c, 'a>(section: &[&'c Candidate<'a>]) -> (Option<&'c Candidate<'a>>, Option<&'c Candidate<'a>>) {
    let of = |password: bool| {
        let found = section.iter().copied().filter(|one| one.role != Role::OneTimeCode);
        found.filter(move |one| (one.role == Role::CurrentPassword) == password)
    };
    let whole = || of(true).filter(|one| !one.is_part);
    let password = whole().find(|one| one.is_open()).or_else(|| whole().next());
    let password = password.or_else(|| of(true).next());
    // Of several names the nearest before the password counts; without a password, the first.
    let place = |one: &&Candidate<'_>| match password {
        Some(password) if one.index < password.index => (2, one.index),
        _ => (1, u32::MAX.saturating_sub(one.index)),
    };
    let login_id = of(false).max_by_key(|one| (one.is_open(), one.role == Role::Username, place(one)));
    (login_id, password)
}

/// Writes and refusals, the secrets last: the password, then the code, for a page may act as soon as that is whole.
fn plan_fields(login: &LoginValues<'_>, section: &[&Candidate<'_>]) -> (Vec<FieldWrite>, Vec<FieldRefusal>) {
    let mut writes = Vec::new();
    let mut refused = Vec::new();
    let (login_id, password) = pick(section);
    for (candidate, value) in [(login_id, login.username), (password, login.password)] {
        match candidate {
            Some(one) if one.is_part => refused.push(FieldRefusal {
                field: one.index,
                role: one.role,
                reason: Refusal::Part,
            }),
            Some(Candidate { index, field, role, .. }) => {
                guards::plan_value(*index, field, *role, value, &mut writes, &mut refused);
            }
            None => {}
        }
    }
    let takes_code = section.iter().filter(|one| one.role == Role::OneTimeCode);
    let takes_code: Vec<_> = takes_code.map(|one| (one.index, one.field)).collect();
    fill_code::plan_code(login.one_time_code, &takes_code, &mut writes, &mut refused);
    (writes, refused)
}
