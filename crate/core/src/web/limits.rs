//! Bounds on what a page may hand over, checked before any work is done with it.
//!
//! Within them every function of [`crate::web`] runs in time linear in the text. It never repairs or cuts what is too
//! large: a content script of ours cuts its texts itself, so larger ones come from something else.

use crate::api::{FieldValue, PageSnapshot};
use crate::error::{Error, Result};

/// Most fields in one snapshot.
pub const MAX_FIELDS: usize = 500;
/// Most forms in one snapshot.
pub const MAX_FORMS: usize = 200;
/// Most headings in one snapshot.
pub const MAX_HEADINGS: usize = 8;
/// Most button texts of one form.
pub const MAX_BUTTONS: usize = 50;
/// Most option texts of one select.
pub const MAX_OPTIONS: usize = 16;
/// Most characters of one text.
pub const MAX_TEXT_CHARS: usize = 500;
/// Most characters of a form's action; addresses run longer than labels.
pub const MAX_ACTION_CHARS: usize = 2_000;
/// Most values sent with one form.
pub const MAX_VALUES: usize = 20;
/// Most characters of one value.
pub const MAX_VALUE_CHARS: usize = 10_000;

fn within(text: &str, most: usize) -> bool {
    // The length in bytes settles most cases without a walk, and bounds the walk in the others.
    text.len() <= most || (text.len() <= most.saturating_mul(4) && text.chars().count() <= most)
}

/// Checks a snapshot's sizes and indices.
///
/// # Errors
/// [`Error::InvalidInput`] if it is larger than the bounds of this module or a field names a form that is not there.
pub fn check_snapshot(snapshot: &PageSnapshot) -> Result<()> {
    let text = |text: &String| within(text, MAX_TEXT_CHARS);
    let counts = snapshot.fields.len() <= MAX_FIELDS
        && snapshot.forms.len() <= MAX_FORMS
        && snapshot.headings.len() <= MAX_HEADINGS;
    let page = || text(&snapshot.title) && text(&snapshot.lang) && snapshot.headings.iter().all(text);
    let forms = || {
        snapshot.forms.iter().all(|form| {
            within(&form.action, MAX_ACTION_CHARS)
                && form.buttons.len() <= MAX_BUTTONS
                && [&form.method, &form.name, &form.text].into_iter().all(text)
                && form.buttons.iter().all(text)
        })
    };
    let fields = || {
        snapshot.fields.iter().all(|field| {
            let form_known = usize::try_from(field.form).is_ok_and(|form| form < snapshot.forms.len());
            form_known
                && field.options.len() <= MAX_OPTIONS
                && field.options.iter().all(text)
                && [
                    &field.tag,
                    &field.input_type,
                    &field.name,
                    &field.id,
                    &field.autocomplete,
                ]
                .into_iter()
                .all(text)
                && [&field.label, &field.placeholder, &field.nearby, &field.host]
                    .into_iter()
                    .all(text)
        })
    };
    if counts && page() && forms() && fields() {
        Ok(())
    } else {
        Err(Error::InvalidInput)
    }
}

/// Checks the values that came with a snapshot.
///
/// # Errors
/// [`Error::InvalidInput`] if there are too many, one is too long, or one names a field that is not there.
pub fn check_values(values: &[FieldValue], snapshot: &PageSnapshot) -> Result<()> {
    let sound = values.len() <= MAX_VALUES
        && values.iter().all(|value| {
            usize::try_from(value.field).is_ok_and(|field| field < snapshot.fields.len())
                && within(&value.value, MAX_VALUE_CHARS)
        });
    if sound { Ok(()) } else { Err(Error::InvalidInput) }
}
