//! What every fill checks of a document and of a field, whatever is filled.
//!
//! It knows no item and chooses no field; it only says no, and why.

use crate::api::{
    FieldRefusal, FieldSnapshot, FieldWrite, FillBlock, FillPlan, FrameContext, PageSnapshot, Refusal, Role,
};
use crate::web::origin::{self, Origin, Scheme};

/// Whether all documents around this one are of its own site, and none by http around one by https.
pub fn are_own_ancestors(frame: &FrameContext, page: Origin<'_>) -> bool {
    frame.ancestors.iter().all(|ancestor| {
        origin::parse_origin(ancestor).is_some_and(|ancestor| {
            ancestor.site() == page.site() && (page.scheme == Scheme::Http || ancestor.scheme == Scheme::Https)
        })
    })
}

/// Whether a field's form sends to its own site, and not from https to http. A form without an action sends to its own
/// page.
pub fn sends_home(field: &FieldSnapshot, snapshot: &PageSnapshot, page: Origin<'_>) -> bool {
    let form = usize::try_from(field.form).ok();
    let Some(form) = form.and_then(|form| snapshot.forms.get(form)) else {
        return false;
    };
    if form.action.is_empty() || form.action.starts_with("javascript:") {
        return true;
    }
    origin::parse_url(&form.action).is_some_and(|target| {
        target.site() == page.site() && (page.scheme == Scheme::Http || target.scheme == Scheme::Https)
    })
}

/// Whether a field can be seen and written.
pub fn is_open(field: &FieldSnapshot) -> bool {
    field.visible && field.enabled && is_writable(field)
}

fn is_writable(field: &FieldSnapshot) -> bool {
    // Some sites keep a field read-only until it is focused, to ward off the browser's own filling.
    !field.read_only || field.focused
}

/// Why a value is not written into a field; `None` if it may be.
pub fn refusal(field: &FieldSnapshot, value: &str) -> Option<Refusal> {
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

/// One value for one field: a write, or the reason why not.
pub fn plan_value(
    index: u32,
    field: &FieldSnapshot,
    role: Role,
    value: &str,
    writes: &mut Vec<FieldWrite>,
    refused: &mut Vec<FieldRefusal>,
) {
    match refusal(field, value) {
        Some(reason) => refused.push(FieldRefusal {
            field: index,
            role,
            reason,
        }),
        None => writes.push(FieldWrite {
            field: index,
            role,
            value: value.into(),
            others: Vec::new(),
        }),
    }
}

/// The plan that is made of these writes; without any, it fills nothing, and says why by its refusals.
pub fn planned(writes: Vec<FieldWrite>, refused: Vec<FieldRefusal>) -> FillPlan {
    if writes.is_empty() {
        return blocked(FillBlock::NoFields, refused);
    }
    FillPlan {
        writes,
        refused,
        blocked: None,
    }
}

/// A plan that fills nothing.
pub fn blocked(block: FillBlock, refused: Vec<FieldRefusal>) -> FillPlan {
    FillPlan {
        writes: Vec::new(),
        refused,
        blocked: Some(block),
    }
}
