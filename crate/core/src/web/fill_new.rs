//! Where a password that was just made goes: into the fields for a new one and its repetition, of one section.
//!
//! It knows no item: what it plans is no secret of the vault yet. It never plans it into a field that would show it, into
//! a second section, or into a form that sends it elsewhere.

use crate::api::{FillBlock, FillPlan, FrameContext, PageSnapshot, Role};
use crate::web::fill_guards::{self as guards, blocked};
use crate::web::{classify, limits, origin};

/// Plans a fill of one document. The snapshot may be hostile; the frame is the browser's word.
pub fn plan(password: &str, snapshot: &PageSnapshot, frame: &FrameContext) -> FillPlan {
    let Some(page) = origin::document_origin(frame) else {
        return blocked(FillBlock::OpaqueOrigin, Vec::new());
    };
    if !guards::are_own_ancestors(frame, page) {
        return blocked(FillBlock::ForeignAncestor, Vec::new());
    }
    if limits::check_snapshot(snapshot).is_err() {
        return blocked(FillBlock::NoFields, Vec::new());
    }
    let understood = classify::understand(snapshot);
    let fields = snapshot
        .fields
        .iter()
        .zip(&understood.reading.roles)
        .zip(&understood.section_of);
    let takes: Vec<_> = fields
        .filter(|((field, found), _)| found.role == Role::NewPassword && field.input_type == "password")
        .map(|((field, found), section)| (found.field, field, section))
        .collect();
    let open = || takes.iter().filter(|(_, field, _)| guards::is_open(field));
    let chosen = open().find(|(_, field, _)| field.focused).or_else(|| open().next());
    let Some((_, field, section)) = chosen.or_else(|| takes.first()) else {
        return blocked(FillBlock::NoFields, Vec::new());
    };
    if !guards::sends_home(field, snapshot, page) {
        return blocked(FillBlock::ForeignAction, Vec::new());
    }
    let (mut writes, mut refused) = (Vec::new(), Vec::new());
    for (index, field, _) in takes.iter().filter(|(_, _, other)| other == section) {
        guards::plan_value(*index, field, Role::NewPassword, password, &mut writes, &mut refused);
    }
    guards::planned(writes, refused)
}
