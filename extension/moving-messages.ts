// The messages of our vault page by which things move in and out: a part of the table of our own pages (messages.ts).
// It holds types alone.

import type {
  FactorProof,
  ImportedItem,
  ImportMatch,
  Item,
  ItemBase,
  NewSlot,
  Refile,
  RestorePlan,
  SlotInfo,
} from './generated/core.js';
import type { Found } from './mending.js';

/**
 * From our vault page: moving in and out, piece by piece, for none of it fits into one message. A token names the work
 * that a piece belongs to; it is gone with a lock, a dead worker or its tab. Works of several pages go on side by side.
 */
export interface MovingMessages {
  /** A vault file under these ways in, of all items or `only` some, written piece by piece until `done`. */
  'own/backup-begin': [
    { readonly slots: readonly NewSlot[]; readonly only?: readonly string[] },
    { readonly token: string; readonly items: number },
  ];
  'own/backup-next': [{ readonly token: string }, FilePiece];
  /** Of a vault file, from its first bytes: the ways in, and how long its header is. */
  'own/restore-slots': [{ readonly start: Uint8Array }, { readonly slots: SlotInfo[]; readonly headerLength: number }];
  /** Restoring: `look` at all of the file, then `take` all of it again; the last piece commits. */
  'own/restore-begin': [{ readonly header: Uint8Array; readonly proofs: readonly FactorProof[] }, Token];
  'own/restore-look': [Piece, RestorePlan | null];
  'own/restore-take': [Piece, null];
  /** An import: all items are matched, then added or merged, each after the parts of its files; `finish` commits. */
  'own/import-begin': [Record<never, never>, Token];
  'own/import-match': [Token & { readonly items: readonly ImportedItem[] }, ImportMatch[]];
  'own/import-file': [Token & { readonly size: number }, null];
  'own/import-part': [Token & { readonly bytes: Uint8Array }, null];
  'own/import-add': [Token & { readonly items: readonly ImportedItem[] }, null];
  'own/import-merge': [Token & { readonly id: string; readonly item: ImportedItem }, Before[]];
  /** Many items filed otherwise, or the first of them united with the others, as a part of the same work. */
  'own/refile': [Token & Refiling & { readonly bases: readonly ItemBase[] }, Refiled];
  'own/unite': [Token & { readonly bases: readonly ItemBase[] }, Before[]];
  /** Items as they were before, where they are still as such a work left them: a part of undoing it. */
  'own/import-revert': [Token & Pick<ImportUndo, 'merged'>, null];
  'own/filings': [Record<never, never>, Filings];
  /** Commits all of it, and deletes what is `gone`; gives the items as they are now. */
  'own/import-finish': [Token & { readonly gone?: readonly ItemBase[] }, ItemBase[]];
  /** Gives up a work before its end, whatever it is: what was gathered, and its keys, are erased. */
  'own/give-up': [Token, null];
  /**
   * Items for an export; those that cannot be opened are left out and named by their ids. `plain`: for a file that anybody
   * can read, which an organisation may forbid.
   */
  'own/export-items': [
    { readonly ids: readonly string[]; readonly plain: boolean },
    { readonly items: Item[]; readonly damaged: string[] },
  ];
  /** A part of a file of an item, in clear: from chunk `from` at most 16. */
  'own/export-file': [
    { readonly id: string; readonly fileId: string; readonly from: number },
    { readonly bytes: Uint8Array; readonly done: boolean },
  ];
  /** All records as they are stored, sealed; needs no open vault. */
  'own/raw-begin': [Record<never, never>, Token];
  'own/raw-next': [Token, FilePiece];
}

/** What is changed of many items, from what to what; the core says what that means. */
export interface Refiling {
  readonly what: Refile;
  readonly from: string;
  readonly to: string;
}

/** An item's record before a work, told with the step that changes it: all of them together can be too much for a message. */
export interface Before {
  readonly id: string;
  readonly record: Uint8Array;
}

/** How many items that changed, and how many could not be opened. */
export interface Refiled {
  readonly before: readonly Before[];
  readonly changed: number;
  readonly damaged: number;
}

/** How many items there are of each filing, named by what they are filed by and its name; and how many on each shelf. */
export interface Filings {
  readonly counts: readonly (readonly [string, number])[];
  readonly total: number;
  readonly archive: number;
  readonly trash: number;
  /** Sorts of findings of Health that ask for a change. */
  readonly toMend: number;
  /** The logins of each. */
  readonly found: Found;
}

export interface Token {
  readonly token: string;
}

/** A piece of a file on its way in. */
export interface Piece extends Token {
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

/** A piece of a file on its way out. */
export interface FilePiece {
  readonly bytes: Uint8Array;
  readonly done: boolean;
  /** How many items or records are in so far. */
  readonly count: number;
  /** Titles of items that cannot be read and are not in the file. */
  readonly leftOut: readonly string[];
}

/** What undoing an import needs: the items that it added, and those that it merged with the records of before. */
export interface ImportUndo {
  readonly added: readonly ItemBase[];
  readonly merged: readonly { readonly base: ItemBase; readonly record: Uint8Array }[];
}
