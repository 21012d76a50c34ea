// Chromium's offscreen document: reads the clipboard and clears it if it still holds what Latchkey put there.
// Its orders come over a port that it opens to the background, so nobody else can give any. It compares salted digests
// and never sends a text anywhere.

import { digestOf } from './clipboard.js';

/** What the background orders, and what it is answered with. */
interface ClearOrder {
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

const board = document.querySelector<HTMLTextAreaElement>('#board');

/** `navigator.clipboard` wants a focused document, which this one never is; the old commands do not. */
function paste(into: HTMLTextAreaElement): string {
  into.value = '';
  into.focus();
  document.execCommand('paste');
  const text = into.value;
  into.value = '';
  return text;
}

function clear(from: HTMLTextAreaElement): boolean {
  const empty = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', '');
    event.preventDefault();
  };
  document.addEventListener('copy', empty, { once: true });
  // A command needs a selection; the listener replaces what would be copied.
  from.value = ' ';
  from.select();
  const done = document.execCommand('copy');
  document.removeEventListener('copy', empty);
  from.value = '';
  return done;
}

const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i]);

if (board && self === top) {
  const port = browser.runtime.connect({ name: 'offscreen' });
  port.onMessage.addListener(async ({ salt, digest }: ClearOrder) => {
    const found = await digestOf(new Uint8Array(salt), paste(board));
    port.postMessage({ cleared: same(found, new Uint8Array(digest)) && clear(board) });
  });
}
