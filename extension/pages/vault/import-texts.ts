// The sentences and words of the section "Bring in". Plain, brief, present tense; buttons are verbs that name the result.

import type { Sentences } from '../error-texts.js';
import { date } from '../texts.js';

const number = (n: number) => n.toLocaleString('en');
const items = (n: number) => `${number(n)} ${n === 1 ? 'item' : 'items'}`;
const files = (n: number) => `${number(n)} ${n === 1 ? 'attachment' : 'attachments'}`;

export const importTexts = {
  name: 'Bring in',
  heading: 'Bring in',
  lead: 'From another password manager, a browser, or a vault file of Latchkey. The file is read on this device and nothing is sent. You see what would come in before anything changes.',
  drop: 'Drop a file here',
  choose: 'Choose files',
  chooseHint: 'Files of one program together, such as several parts of one export.',
  another: 'Choose another file',
  afterwards:
    'A file that another program wrote in clear still lies on your disk. Delete it when you have what you need.',
  unreadable: {
    what: 'The browser could not read this file.',
    safe: 'Nothing has changed.',
    next: 'Look whether it was moved or is open elsewhere, then choose it again.',
  },
  raw: {
    what: 'This file holds raw records of a damaged vault.',
    safe: 'Nothing has changed.',
    next: 'The program “latchkey” opens what in it can still be opened.',
  },
} as const;

export const restoreTexts = {
  heading: (name: string) => `Vault file ${name}`,
  password: 'Password of the file',
  open: 'Open the file',
  opening: 'Checking the password…',
  looking: 'Reading the file to its end…',
  wrongPassword: {
    what: 'That password did not open the file.',
    safe: 'Nothing has changed.',
    next: 'Look at what you typed and try again.',
  },
  damaged: {
    what: 'This file is damaged or not whole.',
    safe: 'Nothing of it was taken, and your vault is as it was.',
    next: 'Use another copy of it.',
  },
  newer: {
    what: 'This file was written by a newer Latchkey.',
    safe: 'Nothing has changed.',
    next: 'Update Latchkey, then restore again.',
  },
  noPassword: {
    what: 'This file opens only in a way that this page does not know.',
    safe: 'Nothing has changed.',
    next: 'Update Latchkey, or open it with the program “latchkey”.',
  },
  changed: {
    what: 'The vault changed while the file was read.',
    safe: 'Nothing of the file was taken.',
    next: 'Open the file again.',
  },
  made: (ms: number) => `Written ${date(ms)}.`,
  adds: (n: number, attachments: number) =>
    attachments === 0 ? `${items(n)} would be added.` : `${items(n)} with ${files(attachments)} would be added.`,
  there: (n: number) =>
    `${items(n)} ${n === 1 ? 'is' : 'are'} in your vault already and ${n === 1 ? 'stays' : 'stay'} as ${n === 1 ? 'it is' : 'they are'}.`,
  settingsToo: 'Your vault is empty, so the settings of the file come along.',
  settingsStay: 'Your settings stay as they are.',
  nothing: 'Everything in this file is in your vault already. There is nothing to add.',
  titles: 'What would be added',
  more: (n: number) => `and ${number(n)} more`,
  add: (n: number) => `Add ${items(n)}`,
  adding: 'Adding…',
  cancelled: 'Cancelled. Nothing has changed.',
  done: (n: number, attachments: number): Sentences => ({
    what:
      attachments === 0
        ? `${items(n)} ${n === 1 ? 'is' : 'are'} in.`
        : `${items(n)} with ${files(attachments)} are in.`,
    safe: 'What was there before is as it was.',
    next: 'Open one or two and look.',
  }),
  guarded: {
    what: 'Some of these items are guarded.',
    safe: 'Nothing has changed yet.',
    next: 'Type the master password of this vault, so that they can be sealed.',
  },
} as const;

export const readTexts = {
  heading: (names: readonly string[]) => (names.length === 1 ? (names[0] ?? '') : `${number(names.length)} files`),
  recognising: 'Looking what wrote it…',
  format: 'What wrote it',
  formatHint: 'Told by its content. Choose another if you know better.',
  password: 'Password of the file',
  keyFile: 'Key file, if it has one',
  keyFileChosen: (name: string) => `Key file: ${name}`,
  chooseKeyFile: 'Choose the key file',
  columns: 'What each column holds',
  example: (texts: readonly string[]) => `such as ${texts.map((text) => `“${text}”`).join(', ')}`,
  read: 'Show what is in it',
  reading: 'Reading…',
  matching: (count: number, of: number) => `Comparing ${number(count)} of ${items(of)} with your vault…`,
  brokeOff: {
    what: 'Reading the file broke off.',
    safe: 'Nothing has changed.',
    next: 'Close other tabs and programs to free memory, then try again, or export the file in parts.',
  },
} as const;

export const previewTexts = {
  found: (n: number, format: string) => `${items(n)} from ${format}`,
  counts: { new: 'New', same: 'There already', similar: 'Like one of yours' },
  verdict: { new: 'New', same: 'There already', similar: 'Similar' },
  twin: 'Twice in the file',
  like: (title: string) => `like “${title}”`,
  same: 'Those that are there already',
  sameHint: 'The same site, user name and password.',
  similar: 'Those like one of yours',
  similarHint: 'The same site and user name, or title, with something else about it.',
  choices: {
    merge: 'Merge: add what yours lacks. Of two passwords the newer holds; the other becomes an earlier one',
    add: 'Add beside yours',
    leave: 'Leave out',
  },
  folder: 'Put all of it into a folder',
  folderHint: 'Empty for the file’s own folders. Nested by slashes.',
  remarks: (n: number) => `${number(n)} ${n === 1 ? 'remark' : 'remarks'} on what has no place of its own here`,
  remarkLine: (line: number) => `line ${number(line)}`,
  remark: (name: string, n: number) => `${name}: ${number(n)}`,
  more: (n: number) => `and ${number(n)} more`,
  untitled: 'Untitled',
  put: (n: number) => `Bring in ${items(n)}`,
  nothing: 'With these choices nothing would come in.',
  putting: (count: number, of: number) => `Bringing in ${number(count)} of ${items(of)}…`,
  cancelled: 'Cancelled. Nothing has changed.',
  guarded: {
    what: 'Some of these items are guarded.',
    safe: 'Nothing has changed yet.',
    next: 'Type the master password, so that they can be sealed.',
  },
  changed: {
    what: 'The vault changed meanwhile.',
    safe: 'Nothing of the file was taken.',
    next: 'Bring it in again.',
  },
  tooLong: {
    what: 'One of your items would grow beyond what an item holds.',
    safe: 'Nothing has changed.',
    next: 'Choose to add beside yours instead of merging.',
  },
  done: (added: number, merged: number): Sentences => ({
    what:
      merged === 0
        ? `${items(added)} came in.`
        : `${items(added)} came in, and ${items(merged)} of yours ${merged === 1 ? 'was' : 'were'} added to.`,
    safe: 'Nothing of yours was lost.',
    next: importTexts.afterwards,
  }),
  undo: 'Undo the whole import',
  undoHint: 'Until you close this page.',
  undoing: 'Undoing…',
  undone: {
    what: 'The import is undone.',
    safe: 'Your vault holds what it held before.',
    next: 'You can bring the file in again.',
  },
  undoConflict: {
    what: 'An item of this import was changed since, so it was not undone.',
    safe: 'Nothing has changed.',
    next: 'Delete what you do not want from the list.',
  },
} as const;
