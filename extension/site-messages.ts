// The messages of the ways from an item to its site: to open it and be filled there, and to change its password there.
// Types alone.

import type { FillOutcome } from './messages.js';

export interface SiteMessages {
  /** Open the item's address in a new tab, and fill the item there once the page stands. */
  'own/open-and-fill': [{ readonly id: string }, null];
  /** Open the page where an item's password is changed; the item of such a tab; fill the old password and a new one. */
  'own/change-password': [{ readonly id: string }, null];
  'own/changing': [{ readonly tabId: number }, { readonly itemId: string } | null];
  'own/fill-change': [{ readonly tabId: number }, FillOutcome];
}
