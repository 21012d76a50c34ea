// Which of a login's addresses is one to go to, for the background that opens it and for the page that offers to.

import type { SavedUrl } from './generated/core.js';

/** Rules whose address is none, or is one where the login never goes. */
const NO_ADDRESS: ReadonlySet<SavedUrl['rule']> = new Set<SavedUrl['rule']>(['regular-expression', 'never', 'unknown']);

export const namesAddress = ({ rule }: SavedUrl): boolean => !NO_ADDRESS.has(rule);
