//! The user's settings: their limits, their order, and what is written of them.

use latchkey_core::api::{Settings, SiteRule};
use latchkey_core::error::Error;

use crate::vault_fixture::{Bench, error_of};

fn rule(host: &str, never_save: bool, no_menu: bool) -> SiteRule {
    SiteRule {
        host: host.into(),
        never_save,
        no_menu,
        rest: Vec::new(),
    }
}

fn group(domains: &[&str]) -> Vec<String> {
    domains.iter().map(|domain| (*domain).into()).collect()
}

#[test]
fn a_new_vault_locks_after_a_quarter_of_an_hour_and_with_the_system() {
    let settings = Bench::new(1).session.settings().clone();
    let expected = Settings {
        lock_after_minutes: 15,
        lock_with_system: true,
        clear_clipboard_seconds: 30,
        old_after_days: 90,
        ..Settings::default()
    };
    assert_eq!(settings, expected);
}

#[test]
fn settings_beyond_their_limits_are_refused_and_at_their_limits_taken() {
    let mut bench = Bench::new(1);
    let initial = bench.session.settings().clone();
    let with = |change: &dyn Fn(&mut Settings)| {
        let mut settings = initial.clone();
        change(&mut settings);
        settings
    };
    let refused = [
        with(&|settings| settings.lock_after_minutes = 1_441),
        with(&|settings| settings.clear_clipboard_seconds = 9),
        with(&|settings| settings.clear_clipboard_seconds = 601),
        with(&|settings| settings.old_after_days = 3_651),
        with(&|settings| settings.sites = vec![rule("", true, false)]),
        with(&|settings| settings.sites = vec![rule(&"x".repeat(256), true, false)]),
        with(&|settings| {
            settings.sites = (0..10_001)
                .map(|n| rule(&format!("{n}.example"), true, false))
                .collect()
        }),
        with(&|settings| settings.equivalent_domains = vec![group(&["", "a.example"])]),
        with(&|settings| settings.equivalent_domains = vec![group(&["a.example", &"x".repeat(256)])]),
        with(&|settings| {
            let group = |n| group(&[&format!("a{n}.example"), &format!("b{n}.example")]);
            settings.equivalent_domains = (0..1_001).map(group).collect();
        }),
        with(&|settings| settings.equivalent_domains = vec![(0..1_001).map(|n| format!("{n}.example")).collect()]),
    ];
    for (at, refused) in refused.iter().enumerate() {
        assert_eq!(
            error_of(bench.put_settings(refused)),
            Some(Error::InvalidInput),
            "case {at}"
        );
    }
    assert_eq!(*bench.session.settings(), initial);
    let taken = [
        with(&|settings| {
            (
                settings.lock_after_minutes,
                settings.clear_clipboard_seconds,
                settings.old_after_days,
            ) = (0, 0, 0);
        }),
        with(&|settings| {
            (
                settings.lock_after_minutes,
                settings.clear_clipboard_seconds,
                settings.old_after_days,
            ) = (1_440, 600, 3_650);
        }),
        with(&|settings| {
            (settings.check_exposed, settings.no_offers) = (true, true);
            (settings.lock_with_system, settings.lock_with_last_window) = (false, true);
            settings.clear_clipboard_seconds = 10;
        }),
        with(&|settings| {
            let hosts = (0..10_000).map(|n| rule(&format!("{n:05}.example"), true, true));
            settings.sites = hosts.collect();
        }),
    ];
    for taken in taken {
        bench.put_settings(&taken).unwrap();
        assert_eq!(*bench.session.settings(), taken);
        assert_eq!(*bench.store.unlock().unwrap().settings(), taken);
        assert_eq!(*bench.resume(&bench.store).unwrap().settings(), taken);
    }
}

#[test]
fn rules_and_groups_are_brought_into_one_order() {
    let mut bench = Bench::new(1);
    let settings = Settings {
        sites: vec![
            rule("b.example", true, false),
            rule("a.example", false, true),
            rule("b.example", true, true),
            rule("none.example", false, false),
        ],
        equivalent_domains: vec![
            group(&["z.example", "y.example", "z.example"]),
            group(&["alone.example"]),
            group(&["same.example", "same.example"]),
            group(&["b.example", "a.example"]),
        ],
        ..bench.session.settings().clone()
    };
    bench.put_settings(&settings).unwrap();
    let reopened = bench.store.unlock().unwrap();
    assert_eq!(
        reopened.settings().sites,
        [rule("a.example", false, true), rule("b.example", true, true)]
    );
    let groups = [group(&["a.example", "b.example"]), group(&["y.example", "z.example"])];
    assert_eq!(reopened.settings().equivalent_domains, groups);
}

#[test]
fn a_change_of_settings_writes_only_the_records_that_it_is_about() {
    let mut bench = Bench::new(1);
    let written = |bench: &mut Bench, settings: &Settings| -> Vec<String> {
        let change = bench
            .session
            .put_settings(settings, crate::vault_fixture::NOW_MS, &mut bench.rng)
            .unwrap();
        bench.store.commit(&change);
        bench.session.commit();
        change.writes.into_iter().map(|record| record.key).collect()
    };
    let mut settings = bench.session.settings().clone();
    settings.lock_after_minutes = 1;
    assert_eq!(written(&mut bench, &settings), ["settings", "root"]);
    settings.sites = vec![rule("a.example", true, false)];
    assert_eq!(written(&mut bench, &settings), ["settings", "sites", "root"]);
    settings.equivalent_domains = vec![group(&["a.example", "b.example"])];
    assert_eq!(written(&mut bench, &settings), ["settings", "domains", "root"]);
    settings.sites.clear();
    settings.equivalent_domains.clear();
    assert_eq!(written(&mut bench, &settings), ["settings", "sites", "domains", "root"]);
    assert_eq!(*bench.store.unlock().unwrap().settings(), settings);
}
