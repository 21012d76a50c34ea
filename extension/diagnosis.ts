// What a report of a problem says: numbers, switches, and words of closed lists. Each field is named here and filled by
// itself, so what is not here cannot be in a report. There is no field for a text of the user's. It holds types alone.

import type { Alarm, ErrorCode, FactorKind, ItemKind } from './generated/core.js';

export interface Diagnosis {
  readonly latchkey: string;
  /** Such as "Firefox 150 on Linux". */
  readonly browser: string;
  readonly downloadsAllowed: boolean;
  readonly vault: 'none' | 'locked' | 'unlocked';
  readonly trouble: ErrorCode | 'none';
  readonly alarm: Alarm | 'none';
  readonly offersWaiting: number;
  /** Each way in, by the kinds of what it takes. */
  readonly waysIn: readonly (readonly FactorKind[])[];
  /** What is known while the vault is open. */
  readonly open?: {
    readonly keysMade: number;
    readonly items: Readonly<Record<ItemKind, number>>;
    readonly archived: number;
    readonly inTrash: number;
    readonly guarded: number;
    readonly settings: {
      readonly lockAfterMinutes: number;
      readonly lockWithSystem: boolean;
      readonly lockWithLastWindow: boolean;
      readonly clearClipboardSeconds: number;
      readonly oldAfterDays: number;
      readonly checkExposed: boolean;
      readonly sitesNeverSaved: number;
      readonly sitesWithoutMenu: number;
      readonly groupsOfSites: number;
    };
    readonly backups: {
      readonly everyDays: number | 'off';
      readonly keep: number;
      readonly made: number;
      readonly lastDaysAgo: number | 'never';
      readonly failed: ErrorCode | 'interrupted' | 'none';
    };
  };
  /** What was answered with an error since the background started, the last first. */
  readonly errors: readonly Mishap[];
}

export interface Mishap {
  readonly code: ErrorCode;
  /** The message of our own pages that it answered. */
  readonly to: string;
  readonly minutesAgo: number;
}
