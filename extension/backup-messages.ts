// The messages of our own pages about backups that write themselves: a part of the table of our own pages (messages.ts).
// It holds types alone.

import type { ErrorCode, NewSlot } from './generated/core.js';

export interface BackupMessages {
  /** How it stands with backups. */
  'own/backups': [Record<never, never>, Backups];
  /** Back up so often and keep so many. `slot` is the way into the files; without it, the one of before goes on. */
  'own/plan-backups': [{ readonly slot?: NewSlot; readonly everyDays: number; readonly keep: number }, null];
  /** No more of them; the files stay where they are. The way into them is forgotten. */
  'own/stop-backups': [Record<never, never>, null];
  /** Write one now. */
  'own/back-up': [Record<never, never>, BackedUp];
  /** The user has a vault file that was written by hand just now. */
  'own/file-written': [Record<never, never>, null];
}

/**
 * Why a backup was not written; `interrupted`: by the browser or the user; `forbidden`: downloads are not allowed;
 * `forgotten`: what was noted of backups is damaged; `damaged-item`: it was written, but had to leave items out.
 */
export type BackupFailure = ErrorCode | 'interrupted' | 'forgotten';

export interface BackedUp {
  readonly name: string;
  readonly items: number;
  /** Titles of items that could not be read whole and are not in the file. */
  readonly leftOut: readonly string[];
}

export interface Backups {
  readonly plan?: {
    /** 0: each time the vault is unlocked. */
    readonly everyDays: number;
    readonly keep: number;
    /** The vault's keys were made anew since: the password of the files is needed once more. */
    readonly stale: boolean;
  };
  /** Files that were written and are still to be kept, the newest first. */
  readonly made: readonly { readonly name: string; readonly ms: number; readonly items: number }[];
  /** When the whole vault was last in a file, by plan or by hand; 0 if never. */
  readonly lastMs: number;
  /** Since when this device knows of the vault. */
  readonly sinceMs: number;
  /** Something in the vault is not in that file. */
  readonly changed: boolean;
  readonly failed?: BackupFailure;
}
