// Copies from the popup, and keeps the toast that counts down to the clearing.
// The secret is fetched, given to the clipboard and forgotten; the background clears it even if the popup is gone.

import { signal } from '@preact/signals';
import type { Row } from '../../generated/core.js';
import { own } from '../ask.js';
import { copyPlain, copySecret } from '../clipboard.js';
import type { Sentences } from '../error-texts.js';
import { errorTexts } from '../error-texts.js';
import { copyTexts } from '../texts.js';
import { heed, openItem } from './state.js';

export type Toast =
  | { readonly kind: 'said'; readonly text: string; readonly undo?: (() => void) | undefined }
  | { readonly kind: 'failed'; readonly text: Sentences }
  | { readonly kind: 'counting'; readonly leftSeconds: number; readonly ofSeconds: number };

export const toast = signal<Toast | undefined>(undefined);
/** What was copied last, to mark it where it stands: an item's id with the name of the part. */
export const copiedPart = signal('');

const SAID_MS = 4000;
/** So long what was said can be taken back. */
const UNDO_MS = 20_000;
let timer: ReturnType<typeof setTimeout> | undefined;

export function dismissToast(): void {
  clearTimeout(timer);
  toast.value = undefined;
  copiedPart.value = '';
}

/** Says what was done, with what undoes it if there is such a thing. */
export function say(text: string, undo?: () => void): void {
  dismissToast();
  toast.value = { kind: 'said', text, undo };
  timer = setTimeout(dismissToast, undo ? UNDO_MS : SAID_MS);
}

/** What was said cannot be taken back any more. */
export function forgetUndo(): void {
  const now = toast.peek();
  if (now?.kind === 'said' && now.undo) dismissToast();
}

export const sayFailed = (text: Sentences): void => fail(text);

function fail(text: Sentences): void {
  dismissToast();
  toast.value = { kind: 'failed', text };
}

function count(untilMs: number, ofSeconds: number): void {
  const leftSeconds = Math.ceil((untilMs - performance.now()) / 1000);
  if (leftSeconds <= 0) {
    say(copyTexts.cleared);
    return;
  }
  toast.value = { kind: 'counting', leftSeconds, ofSeconds };
  timer = setTimeout(count, 1000, untilMs, ofSeconds);
}

export const copyUsername = (id: string, username: string): Promise<void> =>
  copyText(username, id, 'username', copyTexts.username);

/** Copies what is no secret; `part` names it for the mark beside it. */
export async function copyText(text: string, id: string, part: string, said: string = copyTexts.copied): Promise<void> {
  const reply = await copyPlain(text);
  if (!reply.ok) return fail(copyTexts.failed);
  say(said);
  copiedPart.value = `${id} ${part}`;
}

/** Copies a secret of an item. */
export const copySecretText = (secret: string, id: string, part: string): Promise<void> =>
  copyCounting(secret, `${id} ${part}`, id);

/** Copies a password that belongs to no item yet. */
export const copyGenerated = (secret: string, part = 'now'): Promise<void> => copyCounting(secret, `made ${part}`);

async function copyCounting(secret: string, mark: string, itemId?: string): Promise<void> {
  const reply = heed(await copySecret(secret, itemId));
  if (!reply.ok) return fail(reply.code === 'internal' ? copyTexts.failed : errorTexts[reply.code]);
  const seconds = reply.value.clearsInSeconds;
  if (seconds === 0) say(copyTexts.stays);
  else {
    dismissToast();
    count(performance.now() + seconds * 1000, seconds);
  }
  copiedPart.value = mark;
}

/** Says that there was nothing to copy; what is on the clipboard stays. */
const sayNothing = (): void => say(copyTexts.nothing);

/** Copies the password of an item that is not open, or what stands for it; a guarded one is opened and asks first. */
export async function copyPasswordOf(row: Row): Promise<void> {
  const reply = heed(await own('own/item', { id: row.id }));
  if (!reply.ok) return reply.code === 'guarded' ? openItem(row) : fail(errorTexts[reply.code]);
  const { kind, login, card, notes } = reply.value.content;
  const secret = login?.password ?? card?.number ?? (kind === 'note' ? notes : '');
  if (secret === '') return sayNothing();
  await copySecretText(secret, row.id, 'password');
}

/** Copies the user name of an item that is not open. */
export async function copyUsernameOf({ id, kind, username }: Row): Promise<void> {
  if (kind !== 'login' || username === '') return sayNothing();
  await copyUsername(id, username);
}

/** Copies the one-time code that holds now of an item that is not open; a guarded one is opened and asks first. */
export async function copyCodeOf(row: Row): Promise<void> {
  const reply = heed(await own('own/otp', { id: row.id }));
  if (reply.ok) return copySecretText(reply.value.now.code, row.id, 'otp');
  if (reply.code === 'guarded') return openItem(row);
  if (reply.code === 'not-found' || reply.code === 'invalid-input') return sayNothing();
  fail(errorTexts[reply.code]);
}

export async function clearNow(): Promise<void> {
  const reply = await own('own/clear-clipboard', {});
  if (reply.ok) say(copyTexts.cleared);
  else fail(errorTexts[reply.code]);
}
