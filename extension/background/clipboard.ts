// Clears a copied secret from the clipboard when its time is over, if it is still there. Knows the secret only by a
// salted digest, which outlives the worker. Chromium's worker has no clipboard: an offscreen page of ours does it there.

import { hasOffscreen, withOffscreen } from './offscreen.js';
import { underPolicy } from './policy.js';
import type { SessionValues } from './storage.js';
import { clearSession, readSession, writeSession } from './storage.js';
import { noteUsed, use } from './vault.js';

/** The alarm that fires when the clipboard is to be cleared. */
export const CLIPBOARD_ALARM = 'clipboard';
const GIVE_UP_MS = 10 * 60_000;

let timer: ReturnType<typeof setTimeout> | undefined;

/** A page of ours copied a secret of an item; tells when it will be cleared, 0 for never. */
export async function copied(
  salt: Uint8Array,
  digest: Uint8Array,
  itemId?: string,
): Promise<{ clearsInSeconds: number }> {
  const { clearClipboardSeconds: clearsInSeconds } = await use((vault) => underPolicy(vault.settings()));
  if (clearsInSeconds > 0) {
    await writeSession({ clipboard: { salt, digest, dueMs: Date.now() + clearsInSeconds * 1000 } });
    await watchClipboard();
  }
  if (itemId !== undefined) void noteUsed(itemId);
  return { clearsInSeconds };
}

/** Sets timer and alarm for what waits to be cleared; the alarm serves when the worker is dead by then. */
export async function watchClipboard(): Promise<void> {
  const waiting = await readSession('clipboard');
  if (waiting === undefined) return;
  clearTimeout(timer);
  timer = setTimeout(() => void clearIfDue(), Math.max(waiting.dueMs - Date.now(), 0));
  await browser.alarms.create(CLIPBOARD_ALARM, { when: waiting.dueMs + 500 });
}

/** Clears what is due. */
export async function clearIfDue(): Promise<void> {
  const waiting = await readSession('clipboard');
  if (waiting === undefined) return;
  if (Date.now() < waiting.dueMs) return watchClipboard();
  return clearNow();
}

let clearing: Promise<void> | undefined;

/** Clears what was copied, due or not. What cannot be cleared now is tried again for ten minutes. */
export function clearNow(): Promise<void> {
  clearing ??= clear().finally(() => {
    clearing = undefined;
  });
  return clearing;
}

async function clear(): Promise<void> {
  const waiting = await readSession('clipboard');
  if (waiting === undefined) return;
  clearTimeout(timer);
  const givenUp = Date.now() > waiting.dueMs + GIVE_UP_MS;
  try {
    const { salt, digest } = waiting;
    if (hasOffscreen()) await withOffscreen((ask) => ask({ what: 'clear', salt, digest }));
    else await clearHere(waiting);
  } catch (thrown) {
    if (!givenUp) {
      await browser.alarms.create(CLIPBOARD_ALARM, { delayInMinutes: 0.5 });
      throw thrown;
    }
  }
  // Another copy may have come meanwhile; it has its own time.
  const now = await readSession('clipboard');
  if (now?.dueMs !== waiting.dueMs) return;
  await clearSession('clipboard');
  await browser.alarms.clear(CLIPBOARD_ALARM);
}

type Waiting = SessionValues['clipboard'];

async function clearHere({ salt, digest }: Waiting): Promise<void> {
  // Some systems give line ends back as CRLF; the digest was made with LF.
  const held = new TextEncoder().encode((await navigator.clipboard.readText()).replace(/\r\n?/g, '\n'));
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array([...salt, ...held])));
  if (found.every((byte, index) => byte === digest[index])) await navigator.clipboard.writeText('');
}
