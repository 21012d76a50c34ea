//! What to write into a document, or why nothing is written.
//!
//! It decides by the browser's word on the document and reads the page's own claims only to find the fields.
//! It never plans a secret into a field that is not a password field, never into a second form, never into a document
//! of another site, and never plans anything but a login.

use crate::api::{
    Choice, FieldRefusal, FieldSnapshot, FieldWrite, FillBlock, FillPlan, FrameContext, MatchReason, PageSnapshot,
    Purpose, Refusal, Role, SavedUrl,
};
use crate::web::classify::{self, Understanding};
use crate::web::limits;
use crate::web::origin::{self, Origin, Scheme};

/// A login whose values may be written.
pub struct LoginValues<'a> {
    /// User name or e-mail address; may be empty.
    pub username: &'a str,
    /// Password; may be empty.
    pub password: &'a str,
    /// The addresses that it was saved for.
    pub urls: &'a [SavedUrl],
}

/// Plans a fill of one document. The snapshot may be hostile; the frame is the browser's word.
pub fn plan(login: &LoginValues<'_>, snapshot: &PageSnapshot, frame: &FrameContext, choice: Choice) -> FillPlan {
    let page = match check_document(login.urls, frame, choice) {
        Ok(page) => page,
        Err(block) => return blocked(block, Vec::new()),
    };
    if limits::check_snapshot(snapshot).is_err() {
        return blocked(FillBlock::NoFields, Vec::new());
    }
    let candidates = candidates(snapshot, &classify::understand(snapshot));
    let Some(chosen) = choose(&candidates) else {
        return blocked(FillBlock::NoFields, Vec::new());
    };
    let form = usize::try_from(chosen.field.form)
        .ok()
        .and_then(|form| snapshot.forms.get(form));
    if !form.is_some_and(|form| is_own_action(&form.action, page)) {
        return blocked(FillBlock::ForeignAction, Vec::new());
    }
    let section: Vec<&Candidate<'_>> = candidates
        .iter()
        .filter(|other| other.section == chosen.section)
        .collect();
    let (writes, refused) = plan_fields(login, &section);
    if writes.is_empty() {
        return blocked(FillBlock::NoFields, refused);
    }
    FillPlan {
        writes,
        refused,
        blocked: None,
    }
}

/// Whether this login may go to this document at all; its origin if so.
fn check_document<'a>(urls: &[SavedUrl], frame: &'a FrameContext, choice: Choice) -> Result<Origin<'a>, FillBlock> {
    let page = origin::document_origin(frame).ok_or(FillBlock::OpaqueOrigin)?;
    let accepted = |reason| choice == Choice::Listed || reason == MatchReason::ThisAddress;
    let matches = |page: Origin<'_>, url: Option<&str>| {
        let matched = |saved: &SavedUrl| origin::match_saved(saved, page, url);
        urls.iter().filter_map(matched).any(accepted)
    };
    if !matches(page, Some(&frame.url)) {
        // The same page by https would do: then the missing encryption is what the user must hear of.
        let secure = Origin {
            scheme: Scheme::Https,
            port: if page.port == 80 { 443 } else { page.port },
            ..page
        };
        let insecure = page.scheme == Scheme::Http && matches(secure, None);
        return Err(if insecure {
            FillBlock::InsecurePage
        } else {
            FillBlock::OtherSite
        });
    }
    let own = |ancestor: &String| {
        origin::parse_origin(ancestor).is_some_and(|ancestor| {
            ancestor.site() == page.site() && (page.scheme == Scheme::Http || ancestor.scheme == Scheme::Https)
        })
    };
    if frame.ancestors.iter().all(own) {
        Ok(page)
    } else {
        Err(FillBlock::ForeignAncestor)
    }
}

/// Whether a form sends to its own site, and not from https to http. A form without an action sends to its own page.
fn is_own_action(action: &str, page: Origin<'_>) -> bool {
    if action.is_empty() || action.starts_with("javascript:") {
        return true;
    }
    origin::parse_url(action).is_some_and(|target| {
        target.site() == page.site() && (page.scheme == Scheme::Http || target.scheme == Scheme::Https)
    })
}

/// A field that belongs to a saved login.
struct Candidate<'a> {
    index: u32,
    field: &'a FieldSnapshot,
    role: Role,
    section: usize,
}

impl Candidate<'_> {
    fn is_open(&self) -> bool {
        self.field.visible && self.field.enabled && is_writable(self.field)
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
        let role = login_role(found.role, field, *purpose)?;
        Some(Candidate {
            index: found.field,
            field,
            role,
            section: *section,
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
        _ => false,
    };
    belongs.then_some(role)
}

/// The field by which the one section to fill is chosen: where the user is, if that can be filled; else the first
/// password that can be written; else the first user name that can; else any, so that its refusals can be told.
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
        .or_else(|| open().next())
        .or_else(|| candidates.first())
}

fn is_writable(field: &FieldSnapshot) -> bool {
    // Some sites keep a field read-only until it is focused, to ward off the browser's own filling.
    !field.read_only || field.focused
}

/// The user name's field and the password's, at most one each: what else looks like one is another form's, or a trap.
fn pick<'c, 'a>(section: &[&'c Candidate<'a>]) -> (Option<&'c Candidate<'a>>, Option<&'c Candidate<'a>>) {
    let of = |password: bool| {
        let found = section.iter().copied();
        found.filter(move |one| (one.role == Role::CurrentPassword) == password)
    };
    let password = of(true).find(|one| one.is_open()).or_else(|| of(true).next());
    // Of several names the nearest before the password counts; without a password, the first.
    let place = |one: &&Candidate<'_>| match password {
        Some(password) if one.index < password.index => (2, one.index),
        _ => (1, u32::MAX.saturating_sub(one.index)),
    };
    let login_id = of(false).max_by_key(|one| (one.is_open(), one.role == Role::Username, place(one)));
    (login_id, password)
}

/// Writes and refusals, the secret last.
fn plan_fields(login: &LoginValues<'_>, section: &[&Candidate<'_>]) -> (Vec<FieldWrite>, Vec<FieldRefusal>) {
    let mut writes = Vec::new();
    let mut refused = Vec::new();
    let (login_id, password) = pick(section);
    for (candidate, value) in [(login_id, login.username), (password, login.password)] {
        let Some(Candidate { index, field, role, .. }) = candidate else {
            continue;
        };
        match refusal(field, value) {
            Some(reason) => refused.push(FieldRefusal {
                field: *index,
                role: *role,
                reason,
            }),
            None => writes.push(FieldWrite {
                field: *index,
                role: *role,
                value: value.into(),
            }),
        }
    }
    (writes, refused)
}

fn refusal(field: &FieldSnapshot, value: &str) -> Option<Refusal> {
    // `maxlength` counts UTF-16 code units.
    let too_long = || {
        field
            .max_length
            .is_some_and(|most| usize::try_from(most).is_ok_and(|most| value.encode_utf16().count() > most))
    };
    if !field.visible {
        Some(Refusal::Hidden)
    } else if !field.enabled {
        Some(Refusal::Disabled)
    } else if !is_writable(field) {
        Some(Refusal::ReadOnly)
    } else if value.is_empty() {
        Some(Refusal::Empty)
    } else if too_long() {
        Some(Refusal::TooLong)
    } else {
        None
    }
}

fn blocked(block: FillBlock, refused: Vec<FieldRefusal>) -> FillPlan {
    FillPlan {
        writes: Vec::new(),
        refused,
        blocked: Some(block),
    }
}
