// The words of what was just saved and can be undone. Texts only.

import type { ErrorCode } from '../generated/core.js';
import type { UndoKind } from '../messages.js';
import type { Sentences } from './error-texts.js';
import { errorTexts } from './error-texts.js';

const named = (title: string, known: (title: string) => string, unknown: string) => (title ? known(title) : unknown);

/** What was done; the title is empty where it is not known. */
export const doneTexts: Record<UndoKind, (title: string) => string> = {
  new: (title) => named(title, (name) => `“${name}” is saved.`, 'Saved.'),
  edit: (title) => named(title, (name) => `“${name}” is saved.`, 'Saved.'),
  update: (title) => named(title, (name) => `The password of “${name}” is updated.`, 'The password is updated.'),
  'add-address': (title) => named(title, (name) => `“${name}” has this address too.`, 'The address is added.'),
  trash: (title) => named(title, (name) => `“${name}” is in the trash.`, 'It is in the trash.'),
  restore: (title) => named(title, (name) => `“${name}” is out of the trash.`, 'It is out of the trash.'),
};

export const undoTexts = {
  undo: 'Undo',
  undone: 'Undone.',
  /** In the prompt: the login waits again. */
  waits: 'Nothing is saved. The login waits behind Latchkey’s button until this tab closes.',
  where: 'For the next five minutes you can also undo it behind Latchkey’s button.',
  changed: {
    what: 'The item was changed since, so nothing was undone.',
    safe: 'That change is kept, and earlier passwords are in the item’s history.',
    next: 'Open the item and change it by hand.',
  },
  over: {
    what: 'It is too late to undo this.',
    safe: 'The item is kept as it is.',
    next: 'Open the item: earlier passwords are in its history.',
  },
} as const;

/** Why nothing was undone. */
export const undoFailed = (code: ErrorCode): Sentences =>
  code === 'conflict' ? undoTexts.changed : code === 'not-found' ? undoTexts.over : errorTexts[code];
