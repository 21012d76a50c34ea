// Chromium's offscreen document, for what its worker cannot do: it has no clipboard and makes no addresses of blobs.
// One document serves whoever needs it, is there no longer than that, and takes its orders over one port. Firefox's
// background needs none of it. Decides nothing.

const PAGE = 'pages/offscreen.html';
const WAIT_MS = 5_000;
/** An order takes moments; a document that is silent for so long is closed, and whoever waits for it is told. */
const SILENT_MS = 20_000;

/** What the document is ordered to do. */
export type Order =
  | { readonly what: 'clear'; readonly salt: Uint8Array; readonly digest: Uint8Array }
  | { readonly what: 'piece'; readonly first: boolean; readonly bytes: Uint8Array }
  | { readonly what: 'address' };
/** What it answers with: `address` is that of a blob with all pieces so far. */
export interface Done {
  readonly address?: string;
}
type Answer = { readonly number: number } & (Done | { readonly failed: true });

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
    const now = await desk;
    return await work((order) => ask(now, order));
  } finally {
    users -= 1;
    if (users === 0) {
      desk = undefined;
      closing = browser.offscreen.closeDocument().catch(() => undefined);
      await closing;
    }
  }
}

function ask({ port, waiting }: Desk, order: Order): Promise<Done> {
  orders += 1;
  const number = orders;
  return new Promise((resolve, reject) => {
    port.postMessage({ number, ...order });
    const silence = setTimeout(() => {
      // Its port ends with it, and with that every order that waits.
      browser.offscreen.closeDocument().catch(() => undefined);
      waiting.get(number)?.(undefined);
    }, SILENT_MS);
    waiting.set(number, (done) => {
      clearTimeout(silence);
      waiting.delete(number);
      if (done) resolve(done);
      else reject(new Error('the offscreen page failed or went away'));
    });
  });
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
  port.onMessage.addListener(({ number, ...done }: Answer) =>
    waiting.get(number)?.('failed' in done ? undefined : done),
  );
  port.onDisconnect.addListener(() => {
    for (const settle of [...waiting.values()]) settle(undefined);
  });
  return { port, waiting };
}
