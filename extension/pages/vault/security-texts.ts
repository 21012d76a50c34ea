// Every sentence and word of the section "Security", of the other ways to unlock, and of what can go wrong with a key.
// Plain, brief, present tense; buttons are verbs that name the result. What else can go wrong stands in error-texts.ts.

import type { Sentences } from '../error-texts.js';
import { errorTexts } from '../error-texts.js';
import type { KeyFailure } from '../keys.js';
import type { ProofFailure } from '../proofs.js';
import { date } from '../texts.js';

const keyFailures: Record<KeyFailure, Sentences> = {
  'key-refused': {
    what: 'The key was not used: it was put off, or it did not answer in time.',
    safe: 'Nothing has changed.',
    next: 'Try again, and confirm with its PIN, your finger or your face.',
  },
  'key-known': {
    what: 'This key opens the vault already.',
    safe: 'Nothing has changed.',
    next: 'Take another one.',
  },
  'key-unfit': {
    what: 'This key cannot hold a secret for a vault (it lacks the PRF extension).',
    safe: 'Nothing has changed.',
    next: 'Take another key; delete “Latchkey vault” from this one if it lists its passkeys.',
  },
  'key-elsewhere': {
    what: 'No key of this vault works in this browser.',
    safe: 'The vault is whole.',
    next: 'Unlock in the browser that the key was made in, or with the recovery code.',
  },
};

const wrongCode: Sentences = {
  what: 'That code did not open the vault.',
  safe: 'Nothing has changed.',
  next: 'It is well typed, so it may be an older one, or another vault’s. Look for the newest sheet.',
  article: 'master-password',
};

const isKey = (code: ProofFailure): code is KeyFailure => code in keyFailures;

/** The sentences for whatever went wrong while a way in was proved; `byCode` if a recovery code was typed. */
export function failureText(code: ProofFailure, byCode = false): Sentences {
  if (isKey(code)) return { ...keyFailures[code], article: 'master-password' };
  return byCode && code === 'wrong-password' ? wrongCode : errorTexts[code];
}

export const keyTexts = {
  thenKey: 'Then the browser asks for your passkey or security key.',
  unserved: 'Firefox does not serve passkeys to extensions, so the choice is not here. It is in Chromium and its kin.',
} as const;

export const wayTexts = {
  code: 'Recovery code',
  codeInstead: 'Use the recovery code',
  keyInstead: 'Use a passkey or security key',
  passwordInstead: 'Use the master password',
  codeField: 'Recovery code',
  codeHint: '36 characters. Capitals, blanks and dashes do not matter.',
  askKey: 'Ask the key',
  keyLead: 'The browser asks for your passkey or security key.',
  both: 'This vault asks for the master password and a key. Keys are asked in a whole tab.',
  openTab: 'Unlock in a tab',
} as const;

export const securityTexts = {
  name: 'Security',
  heading: 'Security',
  lead: 'The ways into this vault. Any one of them opens all of it.',
  leadBoth:
    'The ways into this vault. The master password opens it together with a key; the recovery code opens it alone.',
  ways: 'Ways in',
  master: 'Master password',
  masterHint: 'Each guess at it takes about a second.',
  masterBothHint: 'Opens the vault together with a key.',
  change: 'Change',
  code: 'Recovery code',
  codeNone: 'Opens the vault if the master password is forgotten. There is none yet.',
  codeHint: 'Opens the vault if the master password is forgotten, second factor or not.',
  makeCode: 'Make one',
  replace: 'Replace',
  remove: 'Remove',
  key: (n: number) => `Passkey or security key ${n}`,
  keyHint: (browser: string) => `Made in ${browser}. Opens the vault without the master password.`,
  keyBothHint: (browser: string) => `Made in ${browser}. Opens the vault together with the master password.`,
  keyElsewhere: (browser: string) => `Made in another browser (${browser}); it cannot be asked here.`,
  keys: 'Passkey or security key',
  another: 'Another key',
  keysHint: 'Use your fingerprint, face or security key instead of typing.',
  addKey: 'Add a key',
  second: 'Second factor',
  secondOffHint: 'Off. The master password opens the vault alone.',
  secondOnHint: 'On. The master password and a key open the vault together.',
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  fresh: 'New keys',
  freshHint: (epoch: number) =>
    epoch === 1
      ? 'Seals the whole vault anew, if somebody may have seen into it or has an old copy.'
      : `Seals the whole vault anew. Done ${epoch - 1} ${epoch === 2 ? 'time' : 'times'} so far.`,
  makeFresh: 'Make new keys',
  upgrade: {
    what: 'Guessing this vault’s password costs less than it could.',
    safe: 'The vault is as safe as on the day it was made.',
    next: 'Make new keys, and each guess gets dearer with them.',
  },
  goOn: 'Go on',
  prove: 'Confirm that it is you.',
} as const;

/** What each task is called, and what it does. */
export const taskTexts = {
  password: {
    title: 'Change the master password',
    lead: 'The old one ends. Write the new one down and keep it where you keep your passport.',
  },
  recovered: {
    title: 'Set a new master password',
    lead: 'The recovery code opened the vault. Choose a password that you will remember; the old one ends.',
  },
  'new-keys': {
    title: 'Make new keys',
    lead: 'Everything is sealed anew. An old copy of the vault, or an old key to it, opens nothing that is written from now on. What was in it then could be read then.',
  },
  'make-code': {
    title: 'Make a recovery code',
    lead: 'It opens this vault if the master password is forgotten. Nobody else has it; it is shown once.',
  },
  'replace-code': {
    title: 'Replace the recovery code',
    lead: 'A new one ends the old one. That needs new keys, so everything is sealed anew.',
  },
  'remove-code': {
    title: 'Remove the recovery code',
    lead: 'Without it, a forgotten master password closes the vault for good. Everything is sealed anew, so that the old sheet opens nothing more.',
  },
  'add-key': {
    title: 'Add a passkey or security key',
    lead: 'It works in this browser, after its PIN, your finger or your face.',
  },
  'remove-key': {
    title: 'Remove a key',
    lead: 'It opens nothing more. That needs new keys, so everything is sealed anew.',
  },
  'turn-on': {
    title: 'Turn on the second factor',
    lead: 'From then on the vault asks for the master password and a key. Everything is sealed anew, so that the password alone opens nothing that is written from now on.',
  },
  'turn-off': {
    title: 'Turn off the second factor',
    lead: 'The master password opens the vault alone again, and so does each key.',
  },
} as const;

export const doneTexts = {
  password: 'The new master password opens the vault now.',
  recovered: 'The new master password opens the vault now.',
  'new-keys': 'The vault has new keys now.',
  'make-code': 'The recovery code opens the vault from now on.',
  'replace-code': 'The new recovery code opens the vault now; the old one opens nothing.',
  'remove-code': 'The recovery code opens nothing more.',
  'add-key': 'The key opens the vault from now on.',
  'remove-key': 'The key opens nothing more.',
  'turn-on': 'The vault asks for the master password and a key from now on.',
  'turn-off': 'The master password opens the vault alone now.',
  damaged: (n: number) =>
    n === 1
      ? 'One item was damaged already and could not come along.'
      : `${n} items were damaged already and could not come along.`,
} as const;

export const passwordTexts = {
  old: 'Master password now',
  new: 'New master password',
  why: 'Why it changes',
  leaked: 'Somebody may know the old one',
  leakedHint: 'Makes new keys: the old password opens nothing more, not even with an old copy’s help. The safe choice.',
  only: 'Only a change',
  onlyHint: 'Quick. Whoever has the old password and an old copy of the vault can still open this one.',
  set: 'Change the password',
  setting: 'Changing the password…',
  next: 'Go on',
  differ: 'The two are not the same. Nothing has changed. Type the second one again.',
  empty: 'There is no new password yet. Nothing has changed. Type one, twice.',
} as const;

export const rotateTexts = {
  goes: 'These ways in end with it, because they cannot be asked here:',
  keysTitle: 'Ask each key',
  keysLead: (done: number, of: number) =>
    `Each key must be at hand to come along: ${done} of ${of} asked. One that is left out opens nothing more.`,
  ask: 'Ask the next key',
  leaveOut: (n: number) => (n === 1 ? 'Leave it out' : `Leave the other ${n} out`),
  lost: 'No key is left: end the second factor',
  code: 'With new keys comes a new recovery code; the old one ends.',
  working: (done: number, total: number) => `Sealing anew: ${done} of ${total}`,
  hold: 'Keep this tab open. Until the end nothing has changed.',
  needSpare: {
    what: 'A lost key would lock you out.',
    safe: 'Nothing has changed.',
    next: 'Make a recovery code or add a second key first.',
  },
  needKey: {
    what: 'There is no key that this browser can ask.',
    safe: 'Nothing has changed.',
    next: 'Add a passkey or security key first.',
  },
  needOff: {
    what: 'While the second factor is on, this way in must stay: without it a lost key would lock you out.',
    safe: 'Nothing has changed.',
    next: 'Add another key or a recovery code first, or turn the second factor off.',
  },
} as const;

export const codeTexts = {
  paper: 'Recovery code',
  paperLead:
    'Opens this vault if the master password is forgotten. Whoever holds this sheet and the device can open it. Keep it where you keep your passport.',
  made: (vault: string, ms: number, epoch: number) => `Vault ${vault} · made ${date(ms)} · keys no. ${epoch}`,
  alphabet: 'No O, I, L or U; capitals don’t matter',
  once: 'Shown once. A new one ends this one.',
  print: 'Print',
  saveFile: 'Save as file',
  have: 'I have it',
  confirmTitle: 'Type it back',
  confirmLead: 'From your sheet, so that it is known to be right. It opens nothing before.',
  confirm: 'Confirm',
  showAgain: 'Show it again',
  other: {
    what: 'This is a recovery code, but not the one that was just made.',
    safe: 'Nothing has changed.',
    next: 'Type the new one, from the new sheet.',
  },
  fileName: 'latchkey-recovery-code.txt',
  file: (code: string, made: string) =>
    `Latchkey recovery code\n\n${code}\n\n${made}\n\nIt opens this vault if the master password is forgotten. Whoever has this file and the\ndevice can open the vault. Keep it off this device; print it if you can.\n`,
} as const;
