// How many items are filed under what: favourites, kinds, passkeys, folders with those inside them, tags, and the other
// shelves; and what Health finds to mend, by the ids of the logins alone. It is asked for by views that come by themselves,
// so it puts off no lock. It counts what the core lists and keeps nothing.

import { foundIn, toMend } from '../mending.js';
import type { Filings } from '../moving-messages.js';
import { look } from './vault.js';

/** Counts everything that is filed. */
export const filings = (): Promise<Filings> =>
  look((vault) => {
    const rows = vault.list('', undefined, 'items').others;
    const counts = new Map<string, number>();
    const count = (by: string, name: string) => {
      const key = `${by} ${name}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    };
    for (const { favourite, kind, folder, tags, hasPasskey } of rows) {
      if (favourite) count('favourite', '');
      count('kind', kind);
      if (hasPasskey) count('passkey', '');
      for (const tag of tags) count('tag', tag);
      const parts = folder === '' ? [] : folder.split('/');
      for (const last of parts.keys()) count('folder', parts.slice(0, last + 1).join('/'));
    }
    const health = vault.health(Date.now());
    const total = (shelf: 'archive' | 'trash') => vault.list('', undefined, shelf, 0).total;
    return {
      counts: [...counts],
      total: rows.length,
      archive: total('archive'),
      trash: total('trash'),
      toMend: toMend(health),
      found: foundIn(health),
    };
  });
