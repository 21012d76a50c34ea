// The sentences and words of the section "Take out". Plain, brief, present tense; buttons are verbs that name the result.

import type { Sentences } from '../error-texts.js';
import { saveRaw } from '../texts.js';

const number = (n: number) => n.toLocaleString('en');
const items = (n: number) => `${number(n)} ${n === 1 ? 'item' : 'items'}`;

export const exportTexts = {
  name: 'Take out',
  heading: 'Take out',
  lead: 'What you take out stays yours: keep it where only you can reach it.',
  cancelled: 'Cancelled. No file was written.',
  leftOut: (titles: readonly string[]) =>
    `${items(titles.length)} could not be read whole and ${titles.length === 1 ? 'is' : 'are'} not in the file:`,
  more: (n: number) => `and ${number(n)} more`,
} as const;

export const fileTexts = {
  heading: 'Vault file',
  lead: 'Your whole vault in one encrypted file: all items with archive and trash, earlier passwords, attachments and settings. It opens with a password of its own, here or with the program “latchkey”, even without a browser.',
  password: 'Password of the file',
  passwordHint: 'It may be your master password. Nobody can reset it.',
  write: 'Write the file',
  deriving: 'Preparing the key…',
  writing: (count: number, of: number) => `Writing ${number(count)} of ${items(of)}…`,
  written: (name: string, count: number): Sentences => ({
    what: `${name} is written, with ${items(count)}.`,
    safe: 'Your browser keeps it in its downloads.',
    next: 'Move it to another disk or device, and try once to restore from it.',
  }),
  empty: 'There is no password yet. No file was written. Type one, twice.',
  differ: 'The two passwords are not the same. No file was written. Type the second one again.',
  guarded: {
    what: 'Some items are guarded.',
    safe: 'No file was written yet.',
    next: 'Type the master password, so that they come along.',
  },
  changed: {
    what: 'The vault changed while the file was written.',
    safe: 'Your vault is whole; no file was written.',
    next: 'Write it again.',
  },
  damaged: {
    what: 'Parts of this vault are lost or damaged, so no vault file can be written.',
    safe: 'What is stored stays as it is.',
    next: 'Save the raw records below. They hold all that is left.',
  },
} as const;

export const rawTexts = {
  heading: 'Raw records',
  lead: 'All records as they lie in the browser, still encrypted, in one file. It is no backup, for it says nothing of what is missing. The program “latchkey” opens whatever in it can still be opened, with your master password.',
  save: saveRaw,
  saving: (count: number) => `Saving ${number(count)} records…`,
  saved: (name: string, count: number): Sentences => ({
    what: `${name} is saved, with ${number(count)} records.`,
    safe: 'Nothing in the vault has changed.',
    next: 'Keep it until your vault is whole again.',
  }),
} as const;

export const otherTexts = {
  heading: 'For another program',
  lead: 'A file that another password manager reads. What its format has no room for stays in a field named “Latchkey”, and comes back from there.',
  format: 'Format',
  archive: 'With the archive',
  trash: 'With the trash',
  password: 'Password of the file',
  write: 'Write the file',
  plain: {
    what: 'This file is not encrypted.',
    safe: 'Whoever gets it, or a copy of it in a backup or a cloud folder, has every password in it.',
    next: 'Use it at once, then delete it. Type the master password to write it.',
  },
  guarded: {
    what: 'Some of these items are guarded.',
    safe: 'No file was written yet.',
    next: 'Type the master password, so that they come along.',
  },
  collecting: (count: number, of: number) => `Collecting ${number(count)} of ${items(of)}…`,
  converting: 'Writing…',
  written: (name: string, count: number, isPlain: boolean): Sentences => ({
    what: `${name} is written, with ${items(count)}.`,
    safe: 'Your browser keeps it in its downloads.',
    next: isPlain ? 'Delete it as soon as the other program has read it.' : 'The other program asks for its password.',
  }),
  withoutFiles: (n: number) => `The format has no room for attachments; those of ${items(n)} stayed here:`,
  empty: 'There is no password yet. No file was written. Type one, twice.',
  differ: 'The two passwords are not the same. No file was written. Type the second one again.',
  nothing: 'There is nothing to take out here.',
  failed: {
    what: 'The file could not be written.',
    safe: 'Your vault is as it was.',
    next: 'Close other tabs and programs to free memory, or choose another format.',
  },
} as const;
