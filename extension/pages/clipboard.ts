// Puts a value on the clipboard. For a secret it first tells the background how to recognise it (a salted digest, never
// the text), so that it is cleared later if it is still there, even if this page is gone by then.

import type { Reply } from '../messages.js';
import { own } from './ask.js';

/** SHA-256 of salt ‖ UTF-8 text; line ends are counted as LF, since some systems change them on the clipboard. */
export async function digestOf(salt: Uint8Array, text: string): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(text.replace(/\r\n?/g, '\n'));
  const salted = new Uint8Array(salt.length + bytes.length);
  salted.set(salt);
  salted.set(bytes, salt.length);
  const digest = await crypto.subtle.digest('SHA-256', salted);
  salted.fill(0);
  bytes.fill(0);
  return new Uint8Array(digest);
}

async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Copies what is no secret, such as a user name. */
export async function copyPlain(text: string): Promise<Reply<null>> {
  return (await write(text)) ? { ok: true, value: null } : { ok: false, code: 'internal' };
}

/** Copies a secret, of an item if one is named; answers after how many seconds it will be cleared, 0 for never. */
export async function copySecret(text: string, itemId?: string): Promise<Reply<{ readonly clearsInSeconds: number }>> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const promise = await own('own/copied', {
    salt,
    digest: await digestOf(salt, text),
    ...(itemId === undefined ? {} : { itemId }),
  });
  // Without the promise to clear it, the secret does not go there.
  if (!promise.ok) return promise;
  return (await write(text)) ? promise : { ok: false, code: 'internal' };
}
