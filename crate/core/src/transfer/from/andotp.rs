//! andOTP, JSON: a list of one-time codes. What it encrypts is the same list; see [`super::codes_locked`].

use super::super::fault::Result;
use super::super::found::Found;
use super::super::json::Json;
use super::super::otp;
use super::aegis::new_item;

pub(in crate::transfer) fn read(list: Vec<Json>, found: &mut Found) -> Result<()> {
    for source in list {
        let mut source = source.into_object();
        let (mut issuer, mut account) = (source.text("issuer"), source.text("label"));
        // Before it knew issuers, the label held both.
        if issuer.is_empty()
            && let Some((before, after)) = account.clone().split_once(" - ")
        {
            issuer = before.to_owned();
            account = after.to_owned();
        }
        let mut item = new_item(&otp::Parts {
            kind: source.text("type"),
            issuer,
            account,
            secret: source.text("secret"),
            algorithm: source.text("algorithm"),
            digits: source.text("digits"),
            period: source.text("period"),
            counter: source.text("counter"),
        });
        for tag in source.list("tags") {
            item.add_tag(&tag.into_text());
        }
        source.drop_all(&["thumbnail", "last_used", "used_frequency"]);
        item.keep_rest(source);
        found.push(item)?;
    }
    Ok(())
}
