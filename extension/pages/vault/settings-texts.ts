// Every sentence and word of the section "Settings". Plain, brief, present tense; a name, then one sentence that says what
// it does. What can go wrong stands in error-texts.ts.

import { settingsTexts } from '../texts.js';

const number = (n: number) => n.toLocaleString('en');

export const sectionTexts = {
  name: 'Settings',
  search: 'Search settings',
  clear: 'Clear the search',
  found: (n: number, of: number) => `${number(n)} of ${number(of)}`,
  none: (query: string) => `No setting for “${query}”.`,
  inHelp: (query: string) => `Search “${query}” in Help`,
  notHere: 'Not what you looked for?',
  organisation: 'Set by your organisation',
  setBy: (name: string) =>
    name === '' ? 'Ask whoever manages this browser to change it.' : `Ask ${name} to change it.`,
  atMost: (what: string) => `At most ${what}.`,
  all: 'All settings',
  add: 'Add',
  change: 'Change',
  open: 'Open',
} as const;

export const groupNames = {
  start: 'Getting started',
  locking: settingsTexts.locking,
  clipboard: settingsTexts.clipboard,
  saving: 'Saving and filling',
  sites: 'Sites',
  shared: 'Sites that share their logins',
  shortcuts: 'Shortcuts',
  look: 'Appearance',
  health: settingsTexts.health,
  privacy: 'Privacy',
  organisation: 'Organisation',
} as const;

/** Name, sentence, and words that a search finds it by besides. */
export const entryTexts = {
  welcome: [
    'First steps',
    'Recovery code, bringing logins in, pinning the button, and a try.',
    'onboarding tour setup',
  ],
  'lock-after': [settingsTexts.lockAfter, settingsTexts.lockAfterHint, 'timeout idle minutes'],
  'lock-with-system': [settingsTexts.withSystem, settingsTexts.withSystemHint, 'sleep screen'],
  'lock-with-last-window': [settingsTexts.withLastWindow, settingsTexts.withLastWindowHint, 'close quit'],
  ways: [
    'Ways to unlock',
    'Master password, recovery code, passkeys and security keys stand in Security.',
    'biometric fingerprint passkey password change',
  ],
  'clear-clipboard': [settingsTexts.clearAfter, settingsTexts.clearAfterHint, 'copy paste'],
  'offer-saves': [
    'Offer to save logins',
    'After you sign in somewhere, a prompt asks whether to save or update the login.',
    'prompt never remember update',
  ],
  'menu-in-pages': [settingsTexts.menu, settingsTexts.menuHint, 'icon autofill suggestions'],
  'match-rule': [
    'Where a login is filled',
    'Each address of a login has its own rule, from its whole site to no page; you set it in the login, under “Fill on”.',
    'match rule domain host exact pattern',
  ],
  sites: [
    'Rules for single sites',
    'Where saving is never offered, and where no menu is shown.',
    'never save no menu exclude block host',
  ],
  shared: ['Groups of sites', 'A login of one is offered on the others too.', 'equivalent domains linked same account'],
  'key-_execute_action': ['Open Latchkey', 'Opens the popup, with the search ready.', 'shortcut keyboard command'],
  'key-fill': [
    'Fill the login for this page',
    'Takes the one login saved for exactly this address.',
    'shortcut keyboard command',
  ],
  'key-make': [
    'Fill a new password',
    'Makes one as the page’s field demands, and keeps it.',
    'shortcut keyboard command generate',
  ],
  'key-lock': ['Lock now', 'Works from any tab.', 'shortcut keyboard command'],
  theme: ['Theme', 'Light, dark, or as the system is.', 'dark mode light colour appearance'],
  rows: ['Rows of lists', 'Compact rows show more items at once.', 'density comfortable compact appearance'],
  'old-after': [settingsTexts.oldAfter, settingsTexts.oldAfterHint, 'age expire days'],
  'password-saver': [
    'The browser’s own password saver',
    'Two savers ask twice; turn the browser’s off, and Latchkey alone asks.',
    'chrome firefox built-in autofill',
  ],
  'check-exposed': [
    'Look for exposed passwords',
    'In Health you can ask haveibeenpwned.com; it gets five characters of a hash, never a password.',
    'breach leak pwned privacy network',
  ],
  stored: [
    'What is stored, and what leaves',
    'The vault lies sealed in this browser’s profile, and nothing leaves it unless you say so.',
    'privacy data telemetry network',
  ],
  organisation: [
    'Rules of an organisation',
    'Whoever manages this browser can make Latchkey stricter, never laxer.',
    'policy enterprise managed admin',
  ],
} as const satisfies Record<string, readonly [name: string, hint: string, also: string]>;

export const choiceTexts = {
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  rows: { comfortable: 'Comfortable', compact: 'Compact' },
  goOn: 'Go on',
  again: 'Show again',
  noKey: 'no keys yet',
} as const;

export const siteTexts = {
  neverSave: 'Never save',
  noMenu: 'No menu',
  none: 'No site yet. “Never for this site” in a save prompt puts one here, too.',
  label: 'Add a site',
  placeholder: 'example.com',
  bad: 'This is no site. Nothing has changed. Type it like example.com.',
  known: 'This site is in the list already.',
  neverOn: (host: string) => `Never save on ${host}`,
  noMenuOn: (host: string) => `No menu on ${host}`,
  remove: (host: string) => `Remove the rules for ${host}`,
} as const;

export const saverTexts = {
  turnOff: 'Turn it off',
  giveBack: 'Turn it on again',
  off: 'Off: Latchkey has turned it off.',
  offOtherwise: 'Off: it was turned off in the browser.',
  on: 'On: the browser offers to save passwords as well.',
  other: 'Another extension or a policy controls it.',
  refused: {
    what: 'The browser did not let Latchkey turn it off.',
    safe: 'Nothing has changed.',
    next: 'Turn it off in the browser’s own settings, under passwords.',
  },
} as const;

export const policyTexts = {
  none: 'Nobody has set anything here.',
  by: (name: string) => (name === '' ? 'Set for this browser.' : `Set by ${name}.`),
  unread: (n: number) => `${number(n)} ${n === 1 ? 'entry' : 'entries'} could not be read and hold nothing.`,
  lockAfterMinutesMax: (n: number) => `Locks after ${settingsTexts.minutes(n)} at the latest.`,
  lockWithSystem: 'Locks with the computer.',
  lockWithLastWindow: 'Locks with the last window.',
  clearClipboardSecondsMax: (n: number) =>
    `A copied password is cleared after ${settingsTexts.seconds(n)} at the latest.`,
  noPlainExport: 'No export that anybody can read.',
  noOffers: 'Saving is never offered.',
  noMenu: 'No menu in pages.',
  noExposedLookup: 'Nothing is asked about exposed passwords.',
  neverSave: (n: number) => `Saving is never offered on ${number(n)} ${n === 1 ? 'site' : 'sites'}.`,
} as const;
