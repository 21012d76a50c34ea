// Asks what the popup's first view shows, while the popup itself is still being loaded: the background answers meanwhile.
// A script of its own, that waits for no style sheet. It shows nothing, keeps the answers until they are taken, and asks
// nothing in a frame.

import { own } from './ask.js';
import { FIRST_ROWS, findTab } from './popup/tab.js';

async function ask() {
  const tab = await findTab();
  const of = tab === undefined ? {} : { tabId: tab };
  const { matches: dark } = matchMedia('(prefers-color-scheme: dark)');
  return {
    tab,
    // Asked first, answered first: it waits for no vault.
    appearance: own('own/appearance', { dark }),
    status: own('own/status', {}),
    list: own('own/list', { query: '', shelf: 'items', quiet: false, most: FIRST_ROWS, ...of }),
    offers: tab === undefined ? undefined : own('own/offers', { tabId: tab }),
  };
}

let asked = self === top ? ask() : undefined;

/** Hands the first answers over, so that none is left here after a lock; nothing where the popup must not run. */
export function takeFirst() {
  const taken = asked;
  asked = undefined;
  return taken;
}
export type First = Awaited<ReturnType<typeof ask>>;
