// How one of our frames in a foreign page comes to its nonce: the content script hands over a port, and the nonce comes
// on it, never by URL. The page can send ports too; only one whose nonce the background knows is heeded, and after it no
// other. In a tab of its own such a page stays blank: there is no page to speak for.

/** What our frame tells the content script. */
export type FrameWord =
  | { readonly height: number }
  | { readonly done: true; readonly back?: boolean }
  | { readonly doubt: true };
export type Say = (word: FrameWord) => void;

/** What came with the nonce. */
export interface Welcome {
  readonly nonce: string;
  /** The page's own `devicePixelRatio`, as the content script sees it. */
  readonly ratio?: unknown;
}

/** Waits for the nonce; `open` says whether the background knew it. */
export function awaitNonce(open: (welcome: Welcome, say: Say) => Promise<boolean>): void {
  if (self === top) return;
  let opened = false;
  addEventListener('message', (event: MessageEvent<{ readonly latchkey?: unknown }>) => {
    const port = event.ports[0];
    if (opened || !event.isTrusted || event.source !== parent || event.data?.latchkey !== 'port' || !port) return;
    port.addEventListener(
      'message',
      async ({ data }: MessageEvent<{ readonly nonce?: unknown; readonly ratio?: unknown }>) => {
        if (opened || typeof data?.nonce !== 'string') return;
        opened = await open({ nonce: data.nonce, ratio: data.ratio }, (word) => port.postMessage(word));
      },
      { once: true },
    );
    port.start();
  });
}
