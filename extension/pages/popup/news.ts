// What the background tells all our open pages, and what a page does then. When the vault locked it asks for the state at
// once. After a change it asks again for what it shows: once for many changes, only while it is seen, and not for what it
// has asked for since by itself. All of it is asked quietly, for nobody may be there: it puts off no lock.

import { signal } from '@preact/signals';
import { answered } from './filing.js';
import { listAsks, renewItem, renewList, status } from './state.js';

/** So long it waits for more changes, and for what the page asks by itself after one of its own. */
const AFTER_MS = 250;

/** How often something that changed was asked for anew, for what else a view shows of the whole vault. */
export const renewals = signal(0);

/** Hears the background: `look` asks for the state, `also` for what else this page shows of the whole vault. */
export function hearNews(look: () => unknown, also: () => Promise<void> = async () => undefined): void {
  /** How often the list was asked for when the last change was heard of; undefined where nothing is to be asked. */
  let since: number | undefined;
  let waits = false;
  const later = () => {
    if (waits) return;
    waits = true;
    setTimeout(() => void again(), AFTER_MS);
  };
  const again = async () => {
    try {
      const { pending } = listAsks();
      // It asks when it is seen again, which begins with the state.
      if (since === undefined || document.hidden || pending) return;
      const asked = since;
      since = undefined;
      await look();
      if (status.value?.state !== 'unlocked') return;
      if (listAsks().count === asked && answered.value) await renewList();
      renewals.value += 1;
      await Promise.all([renewItem(), also()]);
    } finally {
      waits = false;
      if (since !== undefined && !document.hidden) later();
    }
  };
  new BroadcastChannel('latchkey').addEventListener('message', ({ data }) => {
    if (data !== 'changed') return void look();
    since = listAsks().count;
    if (!document.hidden) later();
  });
  // A page that slept meanwhile looks for itself.
  document.addEventListener('visibilitychange', () => {
    if (since === undefined) void look();
    else if (!document.hidden) later();
  });
}
