//! Lists in the order of their ids: what the index and the cards are. It knows nothing of what the lists hold.
//!
//! A plain list, because a tree map of each kind adds more to the module than all of the index does.

use super::id::Id;

/// Values by id, in the order of ids, each id once.
pub type Sorted<T> = Vec<(Id, T)>;

/// The value of an id.
pub fn find<T>(list: &[(Id, T)], id: Id) -> Option<&T> {
    let at = list.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    list.get(at).map(|(_, value)| value)
}

/// The value of an id, to be changed.
pub fn find_mut<T>(list: &mut [(Id, T)], id: Id) -> Option<&mut T> {
    let at = list.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    list.get_mut(at).map(|(_, value)| value)
}

/// Puts a value in its place, over the one that the id had.
pub fn place<T>(list: &mut Sorted<T>, id: Id, value: T) {
    match list.binary_search_by_key(&id, |(id, _)| *id) {
        Ok(at) => {
            if let Some(slot) = list.get_mut(at) {
                *slot = (id, value);
            }
        }
        Err(at) => list.insert(at, (id, value)),
    }
}

/// Takes an id out, if it is there.
pub fn remove<T>(list: &mut Sorted<T>, id: Id) {
    if let Ok(at) = list.binary_search_by_key(&id, |(id, _)| *id) {
        list.remove(at);
    }
}
