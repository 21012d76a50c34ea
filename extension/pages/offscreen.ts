// Chromium's offscreen document: reads the clipboard and clears it if it still holds what Latchkey put there, and gives
// the pieces of a backup an address, from which the browser takes it into the downloads.
// Its orders come over a port that it opens to the background, so nobody else can give any. It compares salted digests
// and never sends a text anywhere; the pieces of a backup are encrypted before they come.

import { digestOf } from './clipboard.js';

/** What the background orders; the same stands in background/offscreen.ts. */
type Order = { readonly number: number } & (
  | { readonly what: 'clear'; readonly salt: Uint8Array; readonly digest: Uint8Array }
  | { readonly what: 'piece'; readonly first: boolean; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly what: 'address' }
);

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

/** The pieces that came so far; the browser may keep each outside of this page's memory. */
const pieces: Blob[] = [];

async function obey(order: Order, on: HTMLTextAreaElement): Promise<{ readonly address?: string }> {
  switch (order.what) {
    case 'clear': {
      const found = await digestOf(new Uint8Array(order.salt), paste(on));
      if (same(found, new Uint8Array(order.digest))) clear(on);
      return {};
    }
    case 'piece':
      // What an earlier backup left half done is no part of this one.
      if (order.first) pieces.length = 0;
      pieces.push(new Blob([new Uint8Array(order.bytes)]));
      return {};
    case 'address':
      // The address goes with this document, which is closed when the file is written.
      return { address: URL.createObjectURL(new Blob(pieces.splice(0), { type: 'application/octet-stream' })) };
  }
}

if (board && self === top) {
  const port = browser.runtime.connect({ name: 'offscreen' });
  port.onMessage.addListener(async (order: Order) => {
    const done = await obey(order, board).catch(() => ({ failed: true }));
    port.postMessage({ number: order.number, ...done });
  });
}
