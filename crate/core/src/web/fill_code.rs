//! Where the signs of a one-time code go: into one field whole, or into a row of boxes one by one.
//!
//! It is given the code's fields of one section and the code; it never makes a code, and never fills a part of one.

use crate::api::{FieldRefusal, FieldSnapshot, FieldWrite, Refusal, Role};
use crate::web::fill_guards::{self as guards, plan_value};

/// Fewest boxes that are a row; fewer are fields for something else.
const MIN_BOXES: usize = 4;

/// A field of the code, by its index in the snapshot.
type Takes<'a> = (u32, &'a FieldSnapshot);

/// Whether a field can take a code or one sign of it.
pub fn takes_code(field: &FieldSnapshot) -> bool {
    field.tag == "input"
        && matches!(
            field.input_type.as_str(),
            "text" | "tel" | "number" | "password" | "search"
        )
}

/// Adds the writes of a code, or the one reason for which it is not written.
pub fn plan_code(code: &str, fields: &[Takes<'_>], writes: &mut Vec<FieldWrite>, refused: &mut Vec<FieldRefusal>) {
    let rows = rows(fields);
    let is_open = |row: &&Vec<Takes<'_>>| row.iter().all(|(_, field)| guards::is_open(field));
    let is_here = |row: &&Vec<Takes<'_>>| row.iter().any(|(_, field)| field.focused);
    let chosen = rows.iter().filter(is_open).find(is_here);
    let Some(row) = chosen.or_else(|| rows.iter().find(is_open)).or_else(|| rows.first()) else {
        return;
    };
    let Some((first, field)) = row.first().copied() else {
        return;
    };
    if row.len() == 1 {
        return plan_value(first, field, Role::OneTimeCode, code, writes, refused);
    }
    let reason = row.iter().find_map(|(_, field)| guards::refusal(field, "0"));
    let reason = reason.or((row.len() != code.chars().count()).then_some(Refusal::Unfit));
    if let Some(reason) = reason {
        refused.push(FieldRefusal {
            field: first,
            role: Role::OneTimeCode,
            reason,
        });
        return;
    }
    for ((index, field), sign) in row.iter().zip(code.chars()) {
        plan_value(
            *index,
            field,
            Role::OneTimeCode,
            sign.to_string().as_str(),
            writes,
            refused,
        );
    }
}

/// The fields as rows of boxes; a field that stands alone, or beside others that take more than a sign, is a row itself.
fn rows<'a>(fields: &[Takes<'a>]) -> Vec<Vec<Takes<'a>>> {
    let mut rows: Vec<Vec<Takes<'a>>> = Vec::new();
    for (index, field) in fields {
        let follows = |row: &&mut Vec<Takes<'a>>| {
            row.last().is_some_and(|(before, last)| {
                before.saturating_add(1) == *index
                    && last.max_length == field.max_length
                    && last.input_type == field.input_type
            })
        };
        match rows.last_mut().filter(follows) {
            Some(row) => row.push((*index, field)),
            None => rows.push(vec![(*index, field)]),
        }
    }
    // Too few for boxes, and no box each: every one is a field of its own.
    let is_row = |row: &[Takes<'_>]| row.len() >= MIN_BOXES || row.iter().all(|(_, field)| field.max_length == Some(1));
    let (boxes, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.len() == 1 || is_row(row));
    let single = others.into_iter().flatten().map(|one| vec![one]);
    boxes.into_iter().chain(single).collect()
}
