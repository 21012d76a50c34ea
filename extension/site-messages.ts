// The messages of the ways from an item to its site: to fill it, to open it and be filled, to change its password there.
// Types alone.

import type { FillOutcome, LastFill } from './messages.js';

export interface SiteMessages {
  /** Fill an item into the tab; `frameId` answers an earlier `frames`. */
  'own/fill': [{ readonly tabId: number; readonly id: string; readonly frameId?: number }, FillOutcome];
  /** What came of the last fill in this tab, whatever triggered it; null if there was none since the worker started. */
  'own/last-fill': [{ readonly tabId: number }, LastFill | null];
  /** Open the item's address in a new tab, and fill the item there once the page stands. */
  'own/open-and-fill': [{ readonly id: string }, null];
  /** Open the page where an item's password is changed; the item of such a tab; fill the old password and a new one. */
  'own/change-password': [{ readonly id: string }, null];
  'own/changing': [{ readonly tabId: number }, { readonly itemId: string } | null];
  'own/fill-change': [{ readonly tabId: number }, FillOutcome];
}
