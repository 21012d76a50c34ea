// A standing line to the background, for what is asked at each key: a message of its own would open and close one each
// time, which takes twice as long. Only what changes nothing goes over it: an ask that was cut off is asked once more.
// The background classes its sender as that of any message; it decides nothing and keeps no answer.

import type { Answer, OwnMessages, Reply, Request } from '../messages.js';
import { own } from './ask.js';

/** What may be asked twice without harm. */
type Asked = 'own/list';

interface Line {
  readonly port: chrome.runtime.Port;
  /** Who waits, by the number of the ask; told nothing where the line was cut off. */
  readonly waiting: Map<number, (reply: unknown) => void>;
}

let line: Line | undefined;
let asks = 0;

function open(): Line {
  const port = browser.runtime.connect({ name: 'line' });
  const opened: Line = { port, waiting: new Map() };
  port.onMessage.addListener(({ ask, reply }: { readonly ask: number; readonly reply: unknown }) => {
    opened.waiting.get(ask)?.(reply);
    opened.waiting.delete(ask);
  });
  // The worker went to sleep, or died.
  port.onDisconnect.addListener(() => {
    if (line === opened) line = undefined;
    for (const cutOff of opened.waiting.values()) cutOff(undefined);
  });
  return opened;
}

/** Asks as one of our top-level pages, sooner answered than by a message of its own. */
export async function ownAtOnce<K extends Asked>(
  kind: K,
  request: Request<OwnMessages, K>,
): Promise<Reply<Answer<OwnMessages, K>>> {
  const reply = await new Promise((resolve) => {
    line ??= open();
    const ask = ++asks;
    line.waiting.set(ask, resolve);
    line.port.postMessage({ ask, message: { ...(request as object), kind } });
  }).catch(() => undefined);
  // The line is untyped; the router answers every kind with a Reply of its table.
  return reply === undefined ? own(kind, request) : (reply as Reply<Answer<OwnMessages, K>>);
}
