// The messages of our own pages about edits that are not saved yet: a part of the table of our own pages (messages.ts).
// It holds types alone.

import type { ItemBase, ItemContent } from './generated/core.js';

export interface EditMessages {
  /**
   * Keeps what was typed so far, sealed, in the place of what was kept of the same edit; tells whether it did: what asks
   * for the master password again is not kept, nor what was saved under the same key and is as it was.
   */
  'own/keep-edit': [UnfinishedEdit, boolean];
  /** The edit is not wanted. One that is saved (`own/put`) is kept no more either. */
  'own/drop-edit': [{ readonly key: string }, null];
  /** The item that another editor of the same key stored meanwhile, as it is now. */
  'own/saved-edit': [{ readonly key: string }, ItemBase | null];
  /** What is unfinished, the latest first. */
  'own/edits': [Record<never, never>, readonly EditLine[]];
  /** One of them whole; `guarded` where its item asks for the master password again. */
  'own/edit': [{ readonly key: string }, UnfinishedEdit];
}

export interface UnfinishedEdit {
  /** Drawn by the editor that began it. */
  readonly key: string;
  /** What it is an edit of; null for a new item. */
  readonly base: ItemBase | null;
  readonly content: ItemContent;
}

export interface EditLine {
  readonly key: string;
  readonly title: string;
  /** Absent for a new item. */
  readonly itemId?: string;
}
