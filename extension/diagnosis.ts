// What a report of a problem says: numbers, switches, and words of closed lists. Each field is named here and filled by
// itself, so what is not here cannot be in a report. There is no field for a text of the user's. It holds types and two closed lists of
// words.

import type { BackupFailure } from './backup-messages.js';
import type { Alarm, ErrorCode, FactorKind, FillBlock, ItemKind, Refusal, Role } from './generated/core.js';

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
      readonly failed: BackupFailure | 'none';
    };
  };
  /** The form of the page that the popup stood on, if it came from there. */
  readonly page?: PageForm;
  /** What was answered with an error since the background started, the last first. */
  readonly errors: readonly Mishap[];
}

/** A page as far as filling goes: no address, no text, and of its words only those of a closed list. */
export interface PageForm {
  readonly fields: readonly {
    /** 0 for the page itself, then its frames as they come. */
    readonly frame: number;
    /** Where it stands: child indices from the document, through shadow roots. */
    readonly path: readonly number[];
    readonly role: Role;
    readonly confidence: number;
    readonly type: (typeof FIELD_TYPES)[number] | 'none' | 'other';
    readonly autocomplete: readonly ((typeof AUTOFILL_WORDS)[number] | 'other')[];
  }[];
  readonly lastFill:
    | 'none'
    | {
        readonly filled: readonly Role[];
        readonly refused: readonly { readonly role: Role; readonly reason: Refusal }[];
        readonly blocked: FillBlock | ErrorCode | 'covered' | 'pattern' | 'none';
        readonly severalFrames: boolean;
      };
}

export const FIELD_TYPES = ['text', 'email', 'tel', 'url', 'number', 'password', 'search', 'date', 'month'] as const;
export const AUTOFILL_WORDS = [
  'on',
  'off',
  'username',
  'email',
  'current-password',
  'new-password',
  'one-time-code',
  'webauthn',
  'shipping',
  'billing',
  'name',
  'tel',
  'cc-number',
  'cc-name',
  'cc-exp',
  'cc-csc',
] as const;

export interface Mishap {
  readonly code: ErrorCode;
  /** The message of our own pages that it answered. */
  readonly to: string;
  readonly minutesAgo: number;
}
