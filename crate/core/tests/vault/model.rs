//! A vault against a plain model in memory: whatever is done to it, in whatever order, committed, given up, cut off by
//! a crash before or after the commit, locked, unlocked and resumed, both hold the same.
//!
//! Two thousand random histories, others at each run, and ten thousand where `LATCHKEY_ALL` is set, as `cargo xtask test
//! --all` does; in shards so that all cores have something to do.

use latchkey_core::api::ItemKind;
use proptest::prelude::*;

use crate::vault_fixture::Factor;

mod plain;
mod play;

use play::World;

/// One act of a user or of the browser.
#[derive(Clone, Debug)]
enum Act {
    Put(Content),
    PutMany(Vec<Content>),
    Edit(usize, Content),
    Trash(usize, bool),
    Delete(usize),
    DeleteOverdue,
    Attach(usize, usize),
    Detach(usize),
    Use(usize),
    Settings(u32, Vec<String>),
    AcceptDraft(String),
    AddSlot(usize, Factor),
    ReplaceSlot(usize, u8),
    Rotate(usize, Vec<Vec<Factor>>),
    /// Gives the password again, the right one or another.
    Unguard(usize, bool),
    /// Milliseconds pass, or the clock is set back.
    Wait(i32),
    /// Another tab writes first.
    Overtaken(Content),
    /// Chunks that belong to no item are deleted.
    Sweep,
    /// Somebody puts an older vault in the place of this one for a while.
    SetBack,
    Lock(usize),
    Resume,
}

/// What becomes of a staged change.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Commit,
    Discard,
    CrashBefore,
    CrashAfter,
}

#[derive(Clone, Debug)]
struct Content {
    kind: ItemKind,
    title: String,
    username: String,
    password: String,
    notes: String,
    guarded: bool,
    archived: bool,
}

fn content() -> impl Strategy<Value = Content> {
    let kind = prop_oneof![4 => Just(ItemKind::Login), 1 => Just(ItemKind::Note)];
    let rarely = || proptest::bool::weighted(0.2);
    (
        kind,
        "[a-c]{0,3}",
        "[a-c]{0,3}",
        "[a-c]{0,2}",
        "[a-z]{0,300}",
        rarely(),
        rarely(),
    )
        .prop_map(|(kind, title, username, password, notes, guarded, archived)| Content {
            kind,
            title,
            username,
            password,
            notes,
            guarded,
            archived,
        })
}

fn factor() -> impl Strategy<Value = Factor> {
    prop_oneof![
        (1..4_u8).prop_map(Factor::Password),
        (1..4_u8).prop_map(Factor::Key),
        (1..4_u8).prop_map(Factor::Recovery)
    ]
}

/// Ways in, safe together or not.
fn slots() -> impl Strategy<Value = Vec<Vec<Factor>>> {
    let slot = proptest::collection::btree_set(factor(), 1..3).prop_map(|factors| factors.into_iter().collect());
    proptest::collection::vec(slot, 0..4)
}

fn act() -> impl Strategy<Value = Act> {
    let at = any::<usize>;
    prop_oneof![
        6 => content().prop_map(Act::Put),
        1 => proptest::collection::vec(content(), 0..4).prop_map(Act::PutMany),
        6 => (at(), content()).prop_map(|(at, content)| Act::Edit(at, content)),
        3 => (at(), any::<bool>()).prop_map(|(at, trashed)| Act::Trash(at, trashed)),
        2 => at().prop_map(Act::Delete),
        1 => Just(Act::DeleteOverdue),
        2 => (at(), 0..700_usize).prop_map(|(at, length)| Act::Attach(at, length)),
        1 => at().prop_map(Act::Detach),
        2 => at().prop_map(Act::Use),
        2 => (0..1_440_u32, proptest::collection::vec("[a-c]\\.example", 0..3))
            .prop_map(|(minutes, hosts)| Act::Settings(minutes, hosts)),
        1 => "[a-c]{1,2}".prop_map(Act::AcceptDraft),
        2 => (at(), factor()).prop_map(|(at, factor)| Act::AddSlot(at, factor)),
        2 => (at(), 1..4_u8).prop_map(|(at, byte)| Act::ReplaceSlot(at, byte)),
        2 => (at(), slots()).prop_map(|(at, slots)| Act::Rotate(at, slots)),
        4 => (at(), proptest::bool::weighted(0.9)).prop_map(|(at, right)| Act::Unguard(at, right)),
        2 => prop_oneof![Just(-1), Just(1), 0..70_000, Just(i32::MAX), Just(-100_000)].prop_map(Act::Wait),
        1 => content().prop_map(Act::Overtaken),
        1 => Just(Act::Sweep),
        1 => Just(Act::SetBack),
        2 => at().prop_map(Act::Lock),
        2 => Just(Act::Resume),
    ]
}

fn history() -> impl Strategy<Value = Vec<(Act, Fate)>> {
    let fate = prop_oneof![
        7 => Just(Fate::Commit),
        1 => Just(Fate::Discard),
        1 => Just(Fate::CrashBefore),
        1 => Just(Fate::CrashAfter),
    ];
    proptest::collection::vec((act(), fate), 1..14)
}

/// Histories of each shard.
fn cases() -> u32 {
    if std::env::var_os("LATCHKEY_ALL").is_some() {
        1_250
    } else {
        250
    }
}

macro_rules! shards {
    ($($name:ident),*) => {
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(cases()))]
            $(
                #[test]
                fn $name(history in history(), seed: u64) {
                    let mut world = World::new(seed);
                    for (act, fate) in &history {
                        world.perform(act, *fate);
                        world.assert_same();
                    }
                    world.assert_same_after_every_way_of_opening();
                }
            )*
        }
    };
}

shards!(
    a_vault_holds_what_a_plain_model_holds_1,
    a_vault_holds_what_a_plain_model_holds_2,
    a_vault_holds_what_a_plain_model_holds_3,
    a_vault_holds_what_a_plain_model_holds_4,
    a_vault_holds_what_a_plain_model_holds_5,
    a_vault_holds_what_a_plain_model_holds_6,
    a_vault_holds_what_a_plain_model_holds_7,
    a_vault_holds_what_a_plain_model_holds_8
);
