// Every sentence and word of the section "Settings". Plain, brief, present tense; a name, then one sentence that says what
// it does. What can go wrong stands in error-texts.ts.

import { counted, say, sentences, texts } from '../say.js';
import { settingsTexts } from '../texts.js';

export const sectionTexts = texts(() => ({
  name: say('section_name'),
  search: say('section_search'),
  clear: say('section_clear'),
  found: (n: number, of: number) => say('section_found', n, of),
  none: (query: string) => say('section_none', query),
  inHelp: (query: string) => say('section_inHelp', query),
  notHere: say('section_notHere'),
  organisation: say('section_organisation'),
  setBy: (name: string) => (name === '' ? say('section_askManager') : say('section_askName', name)),
  atMost: (what: string) => say('section_atMost', what),
  all: say('section_all'),
  add: say('section_add'),
  change: say('section_change'),
  open: say('section_open'),
  notOpened: sentences('section_notOpened'),
}));

export const groupNames = texts(() => ({
  start: say('groupNames_start'),
  locking: settingsTexts.locking,
  clipboard: settingsTexts.clipboard,
  saving: say('groupNames_saving'),
  sites: say('groupNames_sites'),
  shared: say('groupNames_shared'),
  shortcuts: say('groupNames_shortcuts'),
  look: say('groupNames_look'),
  health: settingsTexts.health,
  privacy: say('groupNames_privacy'),
  organisation: say('groupNames_organisation'),
}));

/** Name, sentence, and words that a search finds it by besides. */
export const entryTexts = texts(
  () =>
    ({
      welcome: [say('entry_welcome_name'), say('entry_welcome_hint'), say('entry_welcome_also')],
      'lock-after': [settingsTexts.lockAfter, settingsTexts.lockAfterHint, say('entry_lockAfter_also')],
      'lock-with-system': [settingsTexts.withSystem, settingsTexts.withSystemHint, say('entry_lockWithSystem_also')],
      'lock-with-last-window': [
        settingsTexts.withLastWindow,
        settingsTexts.withLastWindowHint,
        say('entry_lockWithLastWindow_also'),
      ],
      ways: [say('entry_ways_name'), say('entry_ways_hint'), say('entry_ways_also')],
      'clear-clipboard': [settingsTexts.clearAfter, settingsTexts.clearAfterHint, say('entry_clearClipboard_also')],
      'offer-saves': [say('entry_offerSaves_name'), say('entry_offerSaves_hint'), say('entry_offerSaves_also')],
      'menu-in-pages': [settingsTexts.menu, settingsTexts.menuHint, say('entry_menuInPages_also')],
      'answer-sites': [say('entry_answerSites_name'), say('entry_answerSites_hint'), say('entry_answerSites_also')],
      'match-rule': [say('entry_matchRule_name'), say('entry_matchRule_hint'), say('entry_matchRule_also')],
      sites: [say('entry_sites_name'), say('entry_sites_hint'), say('entry_sites_also')],
      shared: [say('entry_shared_name'), say('entry_shared_hint'), say('entry_shared_also')],
      'key-_execute_action': [
        say('entry_keyExecuteAction_name'),
        say('entry_keyExecuteAction_hint'),
        say('entry_keyExecuteAction_also'),
      ],
      'key-fill': [say('entry_keyFill_name'), say('entry_keyFill_hint'), say('entry_keyFill_also')],
      'key-make': [say('entry_keyMake_name'), say('entry_keyMake_hint'), say('entry_keyMake_also')],
      'key-lock': [say('entry_keyLock_name'), say('entry_keyLock_hint'), say('entry_keyLock_also')],
      theme: [say('entry_theme_name'), say('entry_theme_hint'), say('entry_theme_also')],
      rows: [say('entry_rows_name'), say('entry_rows_hint'), say('entry_rows_also')],
      'old-after': [settingsTexts.oldAfter, settingsTexts.oldAfterHint, say('entry_oldAfter_also')],
      'password-saver': [
        say('entry_passwordSaver_name'),
        say('entry_passwordSaver_hint'),
        say('entry_passwordSaver_also'),
      ],
      'check-exposed': [say('entry_checkExposed_name'), say('entry_checkExposed_hint'), say('entry_checkExposed_also')],
      stored: [say('entry_stored_name'), say('entry_stored_hint'), say('entry_stored_also')],
      organisation: [say('entry_organisation_name'), say('entry_organisation_hint'), say('entry_organisation_also')],
    }) satisfies Record<string, readonly [name: string, hint: string, also: string]>,
);

export const choiceTexts = texts(() => ({
  themes: { system: say('choice_themes_system'), light: say('choice_themes_light'), dark: say('choice_themes_dark') },
  rows: { comfortable: say('choice_rows_comfortable'), compact: say('choice_rows_compact') },
  goOn: say('choice_goOn'),
  again: say('choice_again'),
  noKey: say('choice_noKey'),
}));

export const siteTexts = texts(() => ({
  neverSave: say('site_neverSave'),
  noMenu: say('site_noMenu'),
  none: say('site_none'),
  label: say('site_label'),
  placeholder: 'example.com',
  bad: say('site_bad'),
  known: say('site_known'),
  neverOn: (host: string) => say('site_neverOn', host),
  noMenuOn: (host: string) => say('site_noMenuOn', host),
  remove: (host: string) => say('site_remove', host),
}));

export const saverTexts = texts(() => ({
  turnOff: say('saver_turnOff'),
  giveBack: say('saver_giveBack'),
  off: say('saver_off'),
  offOtherwise: say('saver_offOtherwise'),
  on: say('saver_on'),
  other: say('saver_other'),
  refused: { ...sentences('saver_refused'), article: 'settings' },
}));

export const policyTexts = texts(() => ({
  none: say('policy_none'),
  by: (name: string) => (name === '' ? say('policy_byBrowser') : say('policy_byName', name)),
  unread: (n: number) => counted('policy_unread', n),
  lockAfterMinutesMax: (n: number) => say('policy_lockAfterMinutesMax', settingsTexts.minutes(n)),
  lockWithSystem: say('policy_lockWithSystem'),
  lockWithLastWindow: say('policy_lockWithLastWindow'),
  clearClipboardSecondsMax: (n: number) => say('policy_clearClipboardSecondsMax', settingsTexts.seconds(n)),
  noPlainExport: say('policy_noPlainExport'),
  noOffers: say('policy_noOffers'),
  noMenu: say('policy_noMenu'),
  noExposedLookup: say('policy_noExposedLookup'),
  neverSave: (n: number) => counted('policy_neverSave', n),
}));
