// The vault page's address of one item, `#items/<id>`: opens it once the vault is open, and is then forgotten, so that
// the address of the tab names no item.

import { effect } from '@preact/signals';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { sayFailed } from '../popup/copy.js';
import { heed, openItem, view } from '../popup/state.js';

const LINK = /^#items\/([0-9a-f]{32})$/;

async function open(id: string): Promise<void> {
  for (const shelf of ['items', 'archive'] as const) {
    const listed = await own('own/list', { query: '', shelf });
    const row = listed.ok ? listed.value.others.find((each) => each.id === id) : undefined;
    if (row) return openItem(row);
    if (!heed(listed).ok && !listed.ok) return sayFailed(errorTexts[listed.code]);
  }
  sayFailed(errorTexts['not-found']);
}

/** Opens the item that the address names, if it names one. */
export function openLinked(): void {
  const [, id] = LINK.exec(location.hash) ?? [];
  if (id === undefined || view.value.name !== 'list') return;
  history.replaceState(null, '', '#items');
  void open(id);
}

/** And again when the vault is unlocked in this page. */
export const watchLinks = (): void => void effect(openLinked);
