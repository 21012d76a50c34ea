// Who sent a message: the rule as a table, to be held against the catalogue of attacks. The class of a sender is what
// the browser says of it, never what the message says. A sender that no line describes has no class and gets no answer.

import type { FrameSender, PageSender } from './frames.js';
import { originOf } from './frames.js';

type Sender = chrome.runtime.MessageSender;

/** What the browser says of a sender. */
interface Facts {
  /** `ours`: our own origin. `web`: http(s), and the document's own origin is its URL's. */
  readonly origin: 'ours' | 'web' | 'other';
  readonly path: string;
  /** `top`: the popup, the side panel, or the document of a whole tab. `frame`: a document inside another. */
  readonly place: 'top' | 'frame' | 'nowhere';
}

interface Line extends Omit<Facts, 'path' | 'place'> {
  readonly sender: 'own' | 'prompt' | 'menu' | 'page';
  readonly path: string;
  readonly place: Facts['place'] | 'any';
  /** Attacks of the catalogue that end at this line, because their sender is none of it or gets no other verbs. */
  readonly ends: string;
}

// biome-ignore format: a table is read by its columns.
const LINES: readonly Line[] = [
  { sender: 'own',    origin: 'ours', path: '/pages/popup.html',  place: 'top',   ends: 'B17 B21 C04 C17' },
  { sender: 'own',    origin: 'ours', path: '/pages/panel.html',  place: 'top',   ends: 'B17 B21 C04 C17' },
  { sender: 'own',    origin: 'ours', path: '/pages/vault.html',  place: 'top',   ends: 'B17 B21 C04 C17' },
  { sender: 'own',    origin: 'ours', path: '/pages/http-auth.html', place: 'top', ends: 'A28 B17 B21 C17' },
  { sender: 'prompt', origin: 'ours', path: '/pages/prompt.html', place: 'frame', ends: 'B35 C17 C18 C19' },
  { sender: 'menu',   origin: 'ours', path: '/pages/menu.html',   place: 'frame', ends: 'B35 C17 C18' },
  { sender: 'page',   origin: 'web',  path: '*',                  place: 'any',   ends: 'A12 A13 A14 A29 A36 C01 C03 C04 C05 C11' },
  // Anybody else, another extension (C02) among them, is not in the table.
];

/** The one class of a sender, if it has one. */
export function classOf(from: Sender): Line['sender'] | undefined {
  const active = from.documentLifecycle === undefined || from.documentLifecycle === 'active';
  if (from.id !== browser.runtime.id || !active) return undefined;
  const facts = factsOf(from);
  return LINES.find(
    ({ origin, path, place }) =>
      origin === facts.origin &&
      (path === '*' || path === facts.path) &&
      (place === facts.place || (place === 'any' && facts.place !== 'nowhere')),
  )?.sender;
}

const OUR_ORIGIN = new URL(browser.runtime.getURL('')).origin;

function factsOf({ tab, frameId, documentId, origin, url }: Sender): Facts {
  const parsed = URL.parse(url ?? '');
  const isOurs = parsed?.origin === OUR_ORIGIN;
  const inTab = tab?.id !== undefined;
  // A sandboxed document keeps the URL of its site, but not its origin; one on its way out has no id any more.
  const isWeb = inTab && documentId !== undefined && origin !== 'null' && originOf(url ?? '') === origin;
  const place = frameId === 0 || (!inTab && isOurs) ? 'top' : inTab && frameId !== undefined ? 'frame' : 'nowhere';
  return { origin: isOurs ? 'ours' : isWeb ? 'web' : 'other', path: parsed?.pathname ?? '', place };
}

/** The sender of class `page`, with nothing in it but the browser's word. */
export function pageSender({ tab, frameId, documentId, origin, url }: Sender): PageSender | undefined {
  if (tab?.id === undefined || frameId === undefined || documentId === undefined) return undefined;
  if (origin === undefined || url === undefined) return undefined;
  const opener = tab.openerTabId === undefined ? {} : { openerTabId: tab.openerTabId };
  return { tabId: tab.id, ...opener, incognito: tab.incognito, frameId, documentId, origin, url };
}

/** The sender of one of our frames inside a foreign page. */
export function frameSender({ tab, frameId, documentId }: Sender): FrameSender | undefined {
  if (tab?.id === undefined || frameId === undefined || documentId === undefined) return undefined;
  return { tabId: tab.id, frameId, documentId };
}
