// The words of what was just saved and can be undone. Texts only.

import type { ErrorCode } from '../generated/core.js';
import type { UndoKind } from '../messages.js';
import type { Sentences } from './error-texts.js';
import { errorTexts } from './error-texts.js';
import { say, sentences, texts } from './say.js';

/** What was done; the title is empty where it is not known. */
export const doneTexts: Record<UndoKind, (title: string) => string> = {
  new: (title) => (title ? say('done_new', title) : say('done_newBare')),
  edit: (title) => (title ? say('done_edit', title) : say('done_editBare')),
  update: (title) => (title ? say('done_update', title) : say('done_updateBare')),
  'add-address': (title) => (title ? say('done_addAddress', title) : say('done_addAddressBare')),
  trash: (title) => (title ? say('done_trash', title) : say('done_trashBare')),
  restore: (title) => (title ? say('done_restore', title) : say('done_restoreBare')),
};

export const undoTexts = texts(
  () =>
    ({
      undo: say('undo_undo'),
      undone: say('undo_undone'),
      /** In the prompt: the login waits again. */
      waits: say('undo_waits'),
      where: say('undo_where'),
      changed: { ...sentences('undo_changed'), article: 'everyday' },
      over: { ...sentences('undo_over'), article: 'everyday' },
    }) satisfies Record<string, string | Sentences>,
);

/** Why nothing was undone. */
export const undoFailed = (code: ErrorCode): Sentences =>
  code === 'conflict' ? undoTexts.changed : code === 'not-found' ? undoTexts.over : errorTexts[code];
