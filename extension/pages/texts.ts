// The names by which our pages know every other sentence and word, and what goes into each; the words are in _locales.
// Plain, brief, present tense; buttons are verbs that name the result. What can go wrong stands in error-texts.ts.
// A page carries every name of each file of texts that it imports, so those of the frames in foreign pages stand apart.

import type { Alarm } from '../generated/core.js';
import type { StrengthWarning } from '../generated/strength.js';
import { alarmArticles, linked } from './help-links.js';
import { counted, date, list, moment, say, sentences, texts, within } from './say.js';

/** The greeting for an hour of the day, 0 to 23. */
export const greeting = (hour: number) => {
  if (hour >= 5 && hour < 12) return say('greeting_morning');
  return hour >= 12 && hour < 18 ? say('greeting_afternoon') : say('greeting_evening');
};

const alarms = (): Record<Alarm, { what: string; safe: string; next: string }> => ({
  'older-vault': sentences('alarm_olderVault'),
  'header-changed': sentences('alarm_headerChanged'),
  damaged: sentences('alarm_damaged'),
});
/** Why an open vault can only be read. */
export const alarmTexts = texts(() => linked(alarms(), alarmArticles));
export const useOlder = say('useOlder');
export const mendIt = say('mendIt');
export const saveRaw = say('saveRaw');

export const createTexts = texts(() => ({
  heading: say('create_heading'),
  promise: say('create_promise'),
  warningWhat: say('create_warningWhat'),
  warning: say('create_warning'),
  master: say('create_master'),
  again: say('create_again'),
  same: say('create_same'),
  create: say('create_create'),
  creating: say('create_creating'),
  differ: say('create_differ'),
  weak: say('create_weak'),
  despite: say('create_despite'),
  tooWeak: say('create_tooWeak'),
  empty: say('create_empty'),
  cost: say('create_cost'),
  lessMemory: say('create_lessMemory'),
  restore: say('create_restore'),
  restoreFirst: sentences('create_restoreFirst'),
}));

/** Names of the scores 0 to 4. */
export const strengthNames = [
  say('strength_1'),
  say('strength_2'),
  say('strength_3'),
  say('strength_4'),
  say('strength_5'),
] as const;

export const strengthWarnings = texts(
  (): Record<StrengthWarning, string> => ({
    'keyboard-row': say('strengthWarning_keyboardRow'),
    'keyboard-pattern': say('strengthWarning_keyboardPattern'),
    'repeated-character': say('strengthWarning_repeatedCharacter'),
    'repeated-pattern': say('strengthWarning_repeatedPattern'),
    'top-10': say('strengthWarning_top10'),
    'top-100': say('strengthWarning_top100'),
    common: say('strengthWarning_common'),
    'similar-to-common': say('strengthWarning_similarToCommon'),
    sequence: say('strengthWarning_sequence'),
    'recent-year': say('strengthWarning_recentYear'),
    'single-word': say('strengthWarning_singleWord'),
    date: say('strengthWarning_date'),
    'single-name': say('strengthWarning_singleName'),
    'common-name': say('strengthWarning_commonName'),
  }),
);

/** What makes it weak, or how strong it is, after its name. */
export const strengthWhy = (why: string) => say('strength_why', why);

/** About how many bits of work a guess of 10^log10 takes. */
export const bits = (guessesLog10: number) => say('bits', Math.round(guessesLog10 * Math.log2(10)));

/** The name of a password with how strong it is. */
export const strengthBeside = (label: string, name: string, work: string) => say('strength_beside', label, name, work);

export const unlockTexts = texts(() => ({
  locked: say('unlock_locked'),
  closed: say('unlock_closed'),
  master: say('unlock_master'),
  unlocking: say('unlock_unlocking'),
  capsOn: say('unlock_capsOn'),
  capsNext: say('unlock_capsNext'),
  empty: say('unlock_empty'),
  forgot: say('unlock_forgot'),
  waiting: (n: number) => counted('unlock_waiting', n),
}));

export const lockTexts = texts(() => ({ failed: sentences('lock_failed') }));

export const listTexts = texts(() => ({
  heading: say('list_heading'),
  search: (total: number) => counted('list_search', total),
  nothingToSearch: say('list_nothingToSearch'),
  items: say('list_items'),
  logins: (n: number) => counted('list_logins', n),
  found: (n: number) => (n === 0 ? say('list_foundNone') : counted('list_found', n)),
  noneHere: say('list_noneHere'),
  addHere: say('list_addHere'),
  lately: say('list_lately'),
  others: say('list_others'),
  matches: say('list_matches'),
  reasons: {
    'this-address': say('list_reasons_thisAddress'),
    pattern: say('list_reasons_pattern'),
    'same-site': say('list_reasons_sameSite'),
    equivalent: say('list_reasons_equivalent'),
  },
  lookalike: (saved: string, host: string) => say('list_lookalike', host, saved),
  noMatch: (query: string) => say('list_noMatch', query),
  addIt: say('list_addIt'),
  dock: say('list_dock'),
  onlyHere: say('list_onlyHere'),
  toMend: (n: number) => counted('rail_toMend', n),
  toSave: (n: number) => say('list_toSave', n),
  emptyShelf: {
    items: say('list_emptyShelf_items'),
    archive: say('list_emptyShelf_archive'),
    trash: say('list_emptyShelf_trash'),
  },
  trashHint: say('list_trashHint'),
  emptyTrash: say('list_emptyTrash'),
  emptyTrashAsk: (n: number) => counted('list_emptyTrashAsk', n),
}));

export const emptyTexts = texts(() => ({
  heading: say('empty_heading'),
  lead: say('empty_lead'),
  importTitle: say('empty_importTitle'),
  importHint: say('empty_importHint'),
  addTitle: say('empty_addTitle'),
  addHere: (host: string) => say('empty_addHere', host),
  addAnywhere: say('empty_addAnywhere'),
  signInTitle: say('empty_signInTitle'),
  signIn: say('empty_signIn'),
}));

export const itemTexts = texts(() => ({
  hidden: say('item_hidden'),
  none: say('item_none'),
  yes: say('item_yes'),
  no: say('item_no'),
  usernameNth: (n: number) => (n === 1 ? say('word_username') : say('item_usernameNth', n)),
  otp: say('item_otp'),
  nextCode: say('item_nextCode'),
  secondsLeft: (n: number) => say('item_secondsLeft', n),
  history: say('item_history'),
  slowClock: (ms: number) => ({
    what: say('item_slowClock_what', moment(ms)),
    safe: say('item_slowClock_safe'),
    next: say('item_slowClock_next'),
  }),
  files: say('item_files'),
  passkeys: say('item_passkeys'),
  filed: (folder: string, tags: readonly string[]) =>
    [folder, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · '),
  passwordSet: (ms: number) => say('item_passwordSet', date(ms)),
  used: (ms: number) => say('item_used', date(ms)),
  trashed: (ms: number) => say('item_trashed', date(ms)),
  guarded: sentences('item_guarded'),
  guardedShow: say('item_guardedShow'),
  addresses: say('item_addresses'),
  changed: (ms: number) => say('item_changed', date(ms)),
  created: (ms: number) => say('item_created', date(ms)),
  earlier: (n: number) => counted('item_earlier', n),
  until: (ms: number) => say('item_until', date(ms)),
  copyEarlier: say('item_copyEarlier'),
  copyNotes: say('item_copyNotes'),
  wholeTitle: say('item_wholeTitle'),
  deleteAsk: (title: string) => say('item_deleteAsk', title),
}));

export const copyTexts = texts(() => ({
  username: say('copy_username'),
  copied: say('copy_copied'),
  clears: (seconds: number) => say('copy_clears', seconds),
  nothing: say('copy_nothing'),
  stays: say('copy_stays'),
  cleared: say('copy_cleared'),
  failed: sentences('copy_failed'),
}));

export const editTexts = texts(() => ({
  addHeading: say('edit_addHeading'),
  kind: say('edit_kind'),
  more: say('edit_more'),
  otp: say('edit_otp'),
  otpHint: say('edit_otpHint'),
  addUsername: say('edit_addUsername'),
  removeUsername: say('edit_removeUsername'),
  secondFactor: say('edit_secondFactor'),
  rule: say('edit_rule'),
  folder: say('edit_folder'),
  folderHint: say('edit_folderHint'),
  tags: say('edit_tags'),
  tagsHint: say('edit_tagsHint'),
  guard: say('edit_guard'),
  fieldName: say('edit_fieldName'),
  fieldKind: say('edit_fieldKind'),
  fieldValue: say('edit_fieldValue'),
  section: say('edit_section'),
  addField: say('edit_addField'),
  removeField: say('edit_removeField'),
  move: (n: number, of: number) => say('edit_move', n, of),
  label: say('edit_label'),
  guardedSave: say('edit_guardedSave'),
  editHeading: say('edit_editHeading'),
  groupSignIn: say('edit_groupSignIn'),
  groupFields: say('edit_groupFields'),
  groupFiling: say('edit_groupFiling'),
  changes: (n: number) => counted('edit_changes', n),
  keepsOld: say('edit_keepsOld'),
  address: say('edit_address'),
  addressNth: (n: number) => say('edit_addressNth', n),
  addAddress: say('edit_addAddress'),
  removeAddress: say('edit_removeAddress'),
  patternBad: say('edit_patternBad'),
  pattern: say('edit_pattern'),
  addressBad: say('edit_addressBad'),
  nothing: say('edit_nothing'),
  overwrite: say('edit_overwrite'),
  takeSaved: say('edit_takeSaved'),
  saveAsNew: say('edit_saveAsNew'),
  gone: sentences('edit_gone'),
  hostTitle: (host: string) => host || 'example.com',
}));

export const outcomeTexts = texts(() => ({
  filling: say('outcome_filling'),
  filled: (names: readonly string[]) => say('outcome_filled', list(names.map(within))),
  chooseFrame: say('outcome_chooseFrame'),
  inside: (top: string) => say('outcome_inside', top),
  wholePage: say('outcome_wholePage'),
}));

export const settingsTexts = texts(() => ({
  locking: say('settings_locking'),
  lockAfter: say('settings_lockAfter'),
  lockAfterHint: say('settings_lockAfterHint'),
  withSystem: say('settings_withSystem'),
  withSystemHint: say('settings_withSystemHint'),
  withLastWindow: say('settings_withLastWindow'),
  withLastWindowHint: say('settings_withLastWindowHint'),
  on: say('settings_on'),
  off: say('settings_off'),
  upgrade: sentences('settings_upgrade'),
  upgradeIt: say('settings_upgradeIt'),
  minutes: (n: number) => {
    if (n === 0) return say('settings_untilClose');
    if (n % 60 === 0) return counted('settings_hours', n / 60);
    return counted('settings_minutes', n);
  },
  clipboard: say('settings_clipboard'),
  clearAfter: say('settings_clearAfter'),
  clearAfterHint: say('settings_clearAfterHint'),
  seconds: (n: number) => {
    if (n === 0) return say('settings_noTime');
    if (n % 60 === 0) return counted('settings_minutes', n / 60);
    return counted('settings_seconds', n);
  },
  health: say('settings_health'),
  oldAfter: say('settings_oldAfter'),
  oldAfterHint: say('settings_oldAfterHint'),
  days: (n: number) => (n === 0 ? say('settings_noTime') : say('settings_days', n)),
  never: say('settings_never'),
  neverNone: say('settings_neverNone'),
  neverRemove: (host: string) => say('settings_neverRemove', host),
  inPages: say('settings_inPages'),
  menu: say('settings_menu'),
  menuHint: say('settings_menuHint'),
  menuOn: say('settings_menuOn'),
  menuOff: say('settings_menuOff'),
  noMenu: say('settings_noMenu'),
  noMenuRemove: (host: string) => say('settings_noMenuRemove', host),
}));

/** Keys and what they do, for the list of shortcuts. */
export const shortcuts = (): readonly (readonly [keys: readonly string[], does: string])[] => [
  [['↑', '↓'], say('shortcut_choose')],
  [['↵'], say('shortcut_fill')],
  [[say('key_shift'), '↵'], say('shortcut_open')],
  [[say('key_ctrl'), 'C'], say('shortcut_copy')],
  [[say('key_ctrl'), 'U'], say('shortcut_copyUsername')],
  [[say('key_ctrl'), 'O'], say('shortcut_copyCode')],
  [[say('key_tab')], say('shortcut_others')],
  [[say('key_esc')], say('shortcut_back')],
];
