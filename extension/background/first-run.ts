// The first run: once, after the extension was installed, a tab of ours opens and leads through it. Where a vault was ever
// made, or the first run began before, nothing opens.

import { readNotes, wasVaultMade, writeNotes } from './storage.js';

/** The browser says that the extension was installed, or something else happened to it. */
export async function firstRun(reason: string): Promise<void> {
  if (reason !== 'install') return;
  const [made, { firstRun: step }] = await Promise.all([wasVaultMade(), readNotes()]);
  if (made || step !== undefined) return;
  await browser.tabs.create({ url: browser.runtime.getURL('pages/vault.html#welcome') });
  await writeNotes({ firstRun: 'create' });
}
