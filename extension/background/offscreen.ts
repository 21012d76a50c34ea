// Chromium's offscreen document, for what its worker cannot do: it has no clipboard and makes no addresses of blobs.
// One document serves whoever needs it, is there no longer than that, and takes its orders over one port. Firefox's
// background needs none of it. Decides nothing.

const PAGE = 'pages/offscreen.html';
const WAIT_MS = 5_000;

/** What the document is ordered to do. */
export type Order =
  | { readonly what: 'clear'; readonly salt: Uint8Array; readonly digest: Uint8Array }
  | { readonly what: 'piece'; readonly first: boolean; readonly bytes: Uint8Array }
  | { readonly what: 'address' };
/** What it answers with: `address` is that of a blob with all pieces so far. */
export interface Done {
  readonly address?: string;
}

interface Desk {
  readonly port: chrome.runtime.Port;
  readonly waiting: Map<number, (done: Done | undefined) => void>;
}

let users = 0;
let desk: Promise<Desk> | undefined;
let orders = 0;
let closing: Promise<unknown> = Promise.resolve();

/** Whether this browser has such a document, and needs it. */
export const hasOffscreen = (): boolean => browser.offscreen !== undefined;

/** Opens the document for as long as the work takes; `ask` gives it an order. */
export async function withOffscreen<T>(work: (ask: (order: Order) => Promise<Done>) => Promise<T>): Promise<T> {
  users += 1;
  try {
    desk ??= closing.then(open);
    const { port, waiting } = await desk;
    return await work((order) => {
      orders += 1;
      const number = orders;
      return new Promise((resolve, reject) => {
        waiting.set(number, (done) => (done ? resolve(done) : reject(new Error('the offscreen page went away'))));
        port.postMessage({ number, ...order });
      });
    });
  } finally {
    users -= 1;
    if (users === 0) {
      desk = undefined;
      closing = browser.offscreen.closeDocument().catch(() => undefined);
      await closing;
    }
  }
}

async function open(): Promise<Desk> {
  const connected = new Promise<chrome.runtime.Port>((resolve, reject) => {
    setTimeout(reject, WAIT_MS, new Error('the offscreen page did not come'));
    const onConnect = (port: chrome.runtime.Port): void => {
      if (port.name !== 'offscreen' || port.sender?.id !== browser.runtime.id || port.sender.tab !== undefined) return;
      browser.runtime.onConnect.removeListener(onConnect);
      resolve(port);
    };
    browser.runtime.onConnect.addListener(onConnect);
  });
  // It may be refused; whoever waits for the document is told of that.
  connected.catch(() => undefined);
  // A worker that died leaves its document behind, and there can be one only.
  await browser.offscreen.closeDocument().catch(() => undefined);
  await browser.offscreen.createDocument({
    url: PAGE,
    reasons: ['CLIPBOARD', 'BLOBS'],
    justification:
      'Clears a copied password from the clipboard when its time is over, and hands backups to the downloads.',
  });
  const port = await connected;
  const waiting: Desk['waiting'] = new Map();
  const settle = (number: number, done?: Done) => {
    waiting.get(number)?.(done);
    waiting.delete(number);
  };
  port.onMessage.addListener(({ number, ...done }: Done & { readonly number: number }) => settle(number, done));
  port.onDisconnect.addListener(() => {
    for (const number of [...waiting.keys()]) settle(number);
  });
  return { port, waiting };
}
