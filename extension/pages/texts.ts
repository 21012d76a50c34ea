// Every other sentence and word of our pages, in one place, ready to be translated.
// Plain, brief, present tense; buttons are verbs that name the result. What can go wrong stands in error-texts.ts.

import type { Alarm } from '../generated/core.js';
import type { StrengthWarning } from '../generated/strength.js';
import { alarmArticles, linked } from './help-links.js';

const rules = new Intl.PluralRules('en');
const plural = (count: number, one: string, many: string) => (rules.select(count) === 'one' ? one : many);

const number = (n: number) => n.toLocaleString('en');
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export const date = (ms: number) => day.format(new Date(ms));
const time = (ms: number) => moment.format(new Date(ms));

/** The greeting for an hour of the day, 0 to 23. */
export const greeting = (hour: number) => {
  if (hour >= 5 && hour < 12) return 'Good morning.';
  return hour >= 12 && hour < 18 ? 'Good afternoon.' : 'Good evening.';
};

export const words = {
  add: 'Add',
  back: 'Back',
  cancel: 'Cancel',
  clearNow: 'Clear now',
  close: 'Close',
  copied: 'Copied',
  copyPassword: 'Copy password',
  copyUsername: 'Copy user name',
  archive: 'Archive',
  copyIt: (name: string) => `Copy ${name.toLowerCase()}`,
  delete: 'Delete',
  deleteForGood: 'Delete for good',
  discard: 'Don’t save',
  edit: 'Edit',
  favourite: 'Favourite',
  fill: 'Fill',
  fillHere: 'Fill on this page',
  help: 'Help',
  hide: 'Hide',
  keep: 'Keep',
  later: 'Later',
  lock: 'Lock',
  name: 'Latchkey',
  never: 'Never for this site',
  notes: 'Notes',
  open: 'Open',
  openAddress: 'Open the address',
  password: 'Password',
  readMore: 'Read more',
  remove: 'Remove',
  restore: 'Restore',
  save: 'Save',
  saveAsNew: 'Save as new',
  settings: 'Settings',
  show: 'Show',
  shortcuts: 'Shortcuts',
  title: 'Title',
  toTrash: 'Move to trash',
  unarchive: 'Take out of the archive',
  unlock: 'Unlock',
  update: 'Update',
  vault: 'Vault',
  vaultPage: 'Whole vault',
  user: 'User',
  username: 'User name',
  addAddress: 'Add address',
} as const;

const alarms: Record<Alarm, { what: string; safe: string; next: string }> = {
  'older-vault': {
    what: 'This vault is older than the one that was here last.',
    safe: 'You can read it. Nothing is filled or changed.',
    next: 'If you put an older copy of the browser profile back yourself, use it as it is; else close it and look who did.',
  },
  'header-changed': {
    what: 'Somebody changed the ways into this vault outside Latchkey.',
    safe: 'You can read it. Nothing is filled or changed.',
    next: 'Restore the browser profile from a backup, or change the master password with new keys.',
  },
  damaged: {
    what: 'Parts of this vault are lost or damaged.',
    safe: 'You can read the rest. Nothing is filled or changed, and what is stored stays as it is.',
    next: 'Copy your browser profile to a safe place first. Then go on without what is lost.',
  },
};
/** Why an open vault can only be read. */
export const alarmTexts = linked(alarms, alarmArticles);
export const useOlder = 'Use it as it is';
export const mendIt = 'Go on without what is lost';
export const saveRaw = 'Save the raw records';

export const createTexts = {
  heading: 'One password to remember. Make it a good one.',
  promise: 'It never leaves this device.',
  warningWhat: 'Nobody can reset it.',
  warning: 'If you forget it, the vault stays closed for good. Write it down and keep it where you keep your passport.',
  master: 'Master password',
  again: 'Once more',
  same: 'the same',
  create: 'Create the vault',
  creating: 'Creating the vault…',
  differ: 'The two are not the same. Nothing has been created. Type the second one again.',
  weak: 'Add a word or two that do not belong together.',
  empty: 'There is no password yet. Nothing has been created. Type one, twice.',
  cost: 'Each guess takes about a second on this computer.',
  restore: 'Restore from a file',
  restoreFirst: {
    what: 'Restoring from a file begins with a vault for it.',
    safe: 'It lives on this device only.',
    next: 'Choose its master password; it may be that of the file. Then choose the file.',
  },
} as const;

/** Names of the scores 0 to 4. */
export const strengthNames = ['Very weak', 'Weak', 'Fair', 'Strong', 'Very strong'] as const;

export const strengthWarnings: Record<StrengthWarning, string> = {
  'keyboard-row': 'a row of keys is tried early',
  'keyboard-pattern': 'a path over the keyboard is tried early',
  'repeated-character': 'repeating a letter adds almost nothing',
  'repeated-pattern': 'repeating a piece adds almost nothing',
  'top-10': 'it is among the ten most used',
  'top-100': 'it is among the hundred most used',
  common: 'many people use it',
  'similar-to-common': 'it is close to one that many people use',
  sequence: 'a sequence is tried early',
  'recent-year': 'years are tried early',
  'single-word': 'one word alone is tried early',
  date: 'dates are tried early',
  'single-name': 'one name alone is tried early',
  'common-name': 'names are tried early',
};

/** About how many bits of work a guess of 10^log10 takes. */
export const bits = (guessesLog10: number) => `about ${number(Math.round(guessesLog10 * Math.log2(10)))} bits`;

export const unlockTexts = {
  locked: 'Your vault is locked.',
  closed: 'Your vault stays closed.',
  master: 'Master password',
  unlocking: 'Unlocking…',
  capsOn: 'Caps Lock is on.',
  capsNext: 'Caps Lock is on; turn it off and try again.',
  empty: 'There is no password yet. Nothing has changed. Type it, then unlock.',
  forgot: 'Forgotten?',
  waiting: (n: number) => `${n === 1 ? 'One login waits' : `${number(n)} logins wait`} to be saved.`,
} as const;

export const listTexts = {
  heading: 'Vault',
  search: (total: number) => `Search ${number(total)} ${plural(total, 'item', 'items')}`,
  nothingToSearch: 'Nothing to search yet',
  items: 'Items',
  logins: (n: number) => `${number(n)} ${plural(n, 'login', 'logins')}`,
  found: (n: number) => (n === 0 ? 'Nothing found' : `${number(n)} ${plural(n, 'item', 'items')} found`),
  noneHere: 'no login yet',
  addHere: 'Add one',
  lately: 'Lately changed',
  others: 'Other items',
  matches: 'Also found',
  reasons: {
    'this-address': 'This address',
    pattern: 'Your pattern',
    'same-site': 'Same site',
    equivalent: 'Shares logins, as you set',
  },
  lookalike: (saved: string, host: string) =>
    `This page, ${host}, looks like ${saved}, but is another site. Check the address before you type a password.`,
  noMatch: (query: string) => `Nothing for “${query}”.`,
  addIt: 'Add it',
  dock: 'For the chosen item',
  onlyHere: 'Only on this device',
  toSave: (n: number) => `${number(n)} to save`,
  emptyShelf: { items: 'Nothing here.', archive: 'The archive is empty.', trash: 'The trash is empty.' },
  trashHint: 'What lies here goes for good after 30 days.',
  emptyTrash: 'Empty the trash',
  emptyTrashAsk: (n: number) => `Delete ${n === 1 ? 'this item' : `these ${number(n)} items`} for good?`,
} as const;

export const emptyTexts = {
  heading: 'An empty vault, ready for its first key.',
  lead: 'Bring what you have, or just sign in somewhere: Latchkey offers to save it.',
  importTitle: 'Import',
  importHint: 'From this browser or another manager',
  addTitle: 'Add a login',
  addHere: (host: string) => `${host} is filled in for you`,
  addAnywhere: 'Address, user name and password',
  signInTitle: 'Sign in somewhere',
  signIn: 'As always; then choose Save',
} as const;

export const itemTexts = {
  hidden: 'hidden',
  none: 'none',
  yes: 'yes',
  no: 'no',
  usernameNth: (n: number) => (n === 1 ? 'User name' : `User name ${number(n)}`),
  otp: 'One-time code',
  nextCode: 'Next code',
  slowClock: (ms: number) => ({
    what: `This device’s clock is slow: it says ${time(ms)}.`,
    safe: 'The item is as it was.',
    next: 'Set the clock right, or sites refuse this code.',
  }),
  files: 'Files',
  passkeys: 'Passkeys',
  filed: (folder: string, tags: readonly string[]) =>
    [folder, ...tags.map((tag) => `#${tag}`)].filter(Boolean).join(' · '),
  passwordSet: (ms: number) => `Password set ${date(ms)}.`,
  used: (ms: number) => `Last used ${date(ms)}.`,
  trashed: (ms: number) => `In the trash since ${date(ms)}. It goes for good 30 days later.`,
  guarded: {
    what: 'This item is guarded.',
    safe: 'It is shown for a minute.',
    next: 'Type the master password to see it.',
  },
  guardedShow: 'Show it',
  addresses: 'Addresses',
  changed: (ms: number) => `Changed ${date(ms)}.`,
  created: (ms: number) => `Added ${date(ms)}.`,
  earlier: (n: number) => `${number(n)} earlier ${plural(n, 'password', 'passwords')}`,
  until: (ms: number) => `Until ${date(ms)}`,
  copyEarlier: 'Copy this earlier password',
  copyNotes: 'Copy notes',
  wholeTitle: 'Show the whole title',
  deleteAsk: (title: string) => `Delete “${title}” with its earlier passwords? It cannot be brought back.`,
} as const;

export const copyTexts = {
  username: 'User name copied.',
  copied: 'Copied.',
  clears: 'Password copied. Clears in',
  stays: 'Password copied. It stays until you copy something else.',
  cleared: 'The clipboard is clear.',
  failed: {
    what: 'The browser did not let Latchkey copy.',
    safe: 'The clipboard is as it was.',
    next: 'Click in this window and copy again.',
  },
} as const;

export const editTexts = {
  addHeading: 'Add an item',
  kind: 'What it is',
  more: 'More',
  otp: 'One-time code',
  otpHint: 'The otpauth:// address, or the secret that the site shows beside its picture.',
  addUsername: 'Add a user name',
  removeUsername: 'Remove this user name',
  secondFactor: 'The site offers a second factor',
  rule: 'Fill on',
  folder: 'Folder',
  folderHint: 'Nested by slashes: Home/Bills',
  tags: 'Tags',
  tagsHint: 'Parted by commas',
  guard: 'Ask for the master password first',
  fieldName: 'Name of the field',
  fieldKind: 'Kind of the field',
  fieldValue: 'Value of the field',
  section: 'Heading',
  addField: 'Add a field',
  removeField: 'Remove this field',
  label: 'What you call it',
  guardedSave: 'Save with it',
  editHeading: 'Edit',
  address: 'Address',
  addressNth: (n: number) => `Address ${number(n)}`,
  addAddress: 'Add an address',
  removeAddress: 'Remove this address',
  patternBad:
    'Latchkey can’t read this pattern. Nothing has been saved. It must match the whole address, like https://[a-z]+\\.example\\.com/.*',
  pattern: 'Pattern of whole addresses',
  addressBad:
    'This is no web address. Nothing has been saved. Type it like example.com or https://example.com/sign-in.',
  nothing: 'There is nothing to save yet. Type an address, a user name or a password.',
  overwrite: 'Save mine over it',
  takeSaved: 'Take the saved one',
  saveAsNew: 'Save as a new login',
  gone: {
    what: 'This login was deleted in another window.',
    safe: 'What you typed is kept here.',
    next: 'Save it as a new login, or go back.',
  },
  hostTitle: (host: string) => host || 'example.com',
} as const;

export const offerTexts = {
  newHeading: (name: string) => (name ? `Save your ${name} login?` : 'Save this login?'),
  updateHeading: (name: string) => `Update the password of “${name}”?`,
  addAddressHeading: (name: string) => `Add this address to “${name}”?`,
  seen: (host: string) => `You signed in at ${host}.`,
  address: 'Address',
  becomes: 'Becomes',
  folder: 'Folder',
  kept: 'The old one stays in the item’s history.',
  sameLogin: (host: string) => `${host} takes the same user name and password.`,
  next: (n: number) => `${number(n)} more ${plural(n, 'waits', 'wait')}`,
} as const;

export const menuTexts = {
  search: 'Search',
  logins: (host: string) => `Logins for ${host}`,
  none: 'No login for this site yet',
  make: 'New password',
  makeHint: 'Made at random, filled in, and kept',
  noName: 'No user name',
  elsewhere: 'Not of exactly this address: it opens in Latchkey’s own window',
  locked: 'Latchkey is locked',
  noVault: 'Latchkey has no vault yet',
  ownWindow: 'It opens in its own window, never in a page.',
  hideAsk: 'Hide this menu?',
  hideHint: 'The toolbar button and the shortcuts go on working. Settings bring it back.',
  hideLocked: 'Unlock first to hide it on one site only. Settings bring it back.',
  hideSite: 'On this site',
  hideEverywhere: 'On every site',
} as const;

export const outcomeTexts = {
  filling: 'Filling…',
  filled: (names: readonly string[]) =>
    `Filled: ${new Intl.ListFormat('en', { type: 'unit' }).format(names.map((name) => name.toLowerCase()))}.`,
  chooseFrame: 'Two places on this page could take it. Nothing has been filled. Choose the one you mean.',
  inside: (top: string) => `inside ${top}`,
  wholePage: 'the page itself',
} as const;

export const settingsTexts = {
  locking: 'Locking',
  lockAfter: 'Lock after',
  lockAfterHint: 'Locks when you have not used Latchkey for this long.',
  withSystem: 'Lock with the computer',
  withSystemHint: 'Locks when the computer’s screen locks. Firefox does not say so; there the time above counts.',
  withLastWindow: 'Lock with the last window',
  withLastWindowHint: 'Locks when you close the browser’s last window, even where the browser goes on behind it.',
  on: 'On',
  off: 'Off',
  upgrade: {
    what: 'Guessing this vault’s password costs less than it could.',
    safe: 'The vault is as safe as on the day it was made.',
    next: 'Type the master password to make each guess dearer.',
  },
  upgradeIt: 'Make it dearer',
  minutes: (n: number) => {
    if (n === 0) return 'When the browser closes';
    if (n % 60 === 0) return `${number(n / 60)} ${plural(n / 60, 'hour', 'hours')}`;
    return `${number(n)} ${plural(n, 'minute', 'minutes')}`;
  },
  clipboard: 'Clipboard',
  clearAfter: 'Clear a copied password',
  clearAfterHint: 'Only if the clipboard still holds what Latchkey put there.',
  seconds: (n: number) => {
    if (n === 0) return 'Never';
    if (n % 60 === 0) return `${number(n / 60)} ${plural(n / 60, 'minute', 'minutes')}`;
    return `${number(n)} ${plural(n, 'second', 'seconds')}`;
  },
  health: 'Health',
  oldAfter: 'Call a password old after',
  oldAfterHint: 'The report on the vault’s health names it then.',
  days: (n: number) => (n === 0 ? 'Never' : `${number(n)} days`),
  never: 'Never offered to save',
  neverNone: 'No site yet. “Never for this site” in a save prompt puts one here.',
  neverRemove: (host: string) => `Offer again on ${host}`,
  inPages: 'In pages',
  menu: 'Menu in login fields',
  menuHint: 'A mark in the field opens this site’s logins.',
  menuOn: 'On',
  menuOff: 'Off',
  noMenu: 'No menu on these sites',
  noMenuRemove: (host: string) => `Show it again on ${host}`,
} as const;

/** Keys and what they do, for the list of shortcuts. */
export const shortcuts: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['↑', '↓'], 'Choose an item'],
  [['↵'], 'Fill it'],
  [['Shift', '↵'], 'Open it'],
  [['Ctrl', 'C'], 'Copy its password'],
  [['Tab'], 'Go to the other actions'],
  [['Esc'], 'Clear the search, go back, close'],
];
