// The messages of settings: those in the vault, those of this device, and what an organisation has set. Types alone.

import type { Settings } from './generated/core.js';

/** How our pages look on this device; the browser keeps it beside the vault, so that it holds while that is locked. */
export interface Appearance {
  readonly theme: Theme;
  readonly rows: (typeof ROWS)[number];
}
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const ROWS = ['comfortable', 'compact'] as const;

/** What an organisation may set by the browser's managed storage: it can only make things stricter. */
export interface Policy {
  /** Its name, as it gives it; may be empty. */
  readonly organisation: string;
  readonly lockAfterMinutesMax?: number;
  readonly lockWithSystem: boolean;
  readonly lockWithLastWindow: boolean;
  readonly clearClipboardSecondsMax?: number;
  readonly noPlainExport: boolean;
  readonly noOffers: boolean;
  readonly noMenu: boolean;
  readonly noExposedLookup: boolean;
  /** Hosts where saving is never offered; `*.` before a host takes all below it. */
  readonly neverSave: readonly string[];
  /** How many of its entries could not be read; those hold nothing. */
  readonly unread: number;
}

/** The steps of the first run, in their order. */
export const FIRST_STEPS = ['create', 'code', 'import', 'pin', 'try', 'done'] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

export interface SettingsMessages {
  /** As they hold: those of the vault, under what the organisation has set. */
  'own/settings': [Record<never, never>, Settings];
  /** `forbidden` where it is against what the organisation has set. */
  'own/put-settings': [{ readonly patch: Partial<Settings> }, Settings];
  /** Null where nobody has set anything. */
  'own/policy': [Record<never, never>, Policy | null];
  /** `dark`: what the browser prefers, as only a page can tell; the toolbar's icon follows it. */
  'own/appearance': [{ readonly change?: Partial<Appearance>; readonly dark?: boolean }, Appearance];
  /** Where the first run stands; null if it never began here. `step` moves it. */
  'own/first-run': [{ readonly step?: FirstStep }, { readonly step: FirstStep | null }];
}
