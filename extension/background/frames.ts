// What the browser says of a tab's frames, and speech with their content scripts. Nothing a page claims is used here:
// origins, documents and ancestors come from the sender or from the list of frames.

import type { FrameContext } from '../generated/core.js';
import type { Answer, ContentMessages, Reply, Request } from '../messages.js';
import { Failure } from './failure.js';

/** A document in a tab. */
export interface Frame {
  readonly tabId: number;
  readonly frameId: number;
  readonly parentFrameId: number;
  /** Absent where the browser does not tell it with the list of frames. */
  readonly documentId?: string;
  readonly url: string;
}

/** A message's sender, as the browser vouches for it. */
export interface PageSender {
  readonly tabId: number;
  readonly openerTabId?: number;
  readonly incognito: boolean;
  readonly frameId: number;
  readonly documentId: string;
  readonly origin: string;
  readonly url: string;
}

/** A frame of ours inside a foreign page, as the browser vouches for it. */
export interface FrameSender {
  readonly tabId: number;
  readonly frameId: number;
  readonly documentId: string;
}

/** All frames of a tab; empty for a tab that shows none. */
export async function framesOf(tabId: number): Promise<Frame[]> {
  const found = (await browser.webNavigation.getAllFrames({ tabId }).catch(() => null)) ?? [];
  return found
    .filter(({ errorOccurred }) => !errorOccurred)
    .map(({ frameId, parentFrameId, documentId, url }) => ({
      tabId,
      frameId,
      parentFrameId,
      url,
      ...(documentId === undefined ? {} : { documentId }),
    }));
}

/** Origin of a URL as a document of it would have; `null` for every scheme but http and https. */
export function originOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.origin : 'null';
}

/** Origins from the parent of a frame to the top. */
export function ancestorsOf(frame: Pick<Frame, 'parentFrameId'>, frames: readonly Frame[]): string[] {
  const origins: string[] = [];
  let parentId = frame.parentFrameId;
  // A parent that is not in the list, or a circle, makes the chain opaque: it then matches nothing.
  for (let steps = 0; parentId !== -1; steps += 1) {
    const above = frames.find(({ frameId }) => frameId === parentId);
    if (above === undefined || steps > 50) return [...origins, 'null'];
    origins.push(originOf(above.url));
    parentId = above.parentFrameId;
  }
  return origins;
}

/** What the core needs to know of the sending document. Throws if the document is not where it was any more. */
export async function contextOf(sender: PageSender): Promise<FrameContext> {
  const frames = await framesOf(sender.tabId);
  const frame = frames.find(({ frameId }) => frameId === sender.frameId);
  if (frame === undefined) throw new Failure('page-changed');
  if (frame.documentId !== undefined && frame.documentId !== sender.documentId) throw new Failure('page-changed');
  return { url: sender.url, origin: sender.origin, ancestors: ancestorsOf(frame, frames) };
}

/** The same for a frame that has not spoken; its own origin is then that of its URL. */
export const contextOfFrame = (frame: Frame, frames: readonly Frame[]): FrameContext => ({
  url: frame.url,
  origin: originOf(frame.url),
  ancestors: ancestorsOf(frame, frames),
});

/** Context of a tab's top document, or undefined where nothing can be filled. */
export async function topContext(tabId: number): Promise<FrameContext | undefined> {
  const frames = await framesOf(tabId);
  const top = frames.find(({ frameId }) => frameId === 0);
  return top === undefined || originOf(top.url) === 'null' ? undefined : contextOfFrame(top, frames);
}

/** Throws unless a frame of ours can stand in the top document that it was opened for, and that is still there. */
export async function checkStandsIn(
  place: { readonly tabId: number; readonly documentId?: string },
  sender: FrameSender,
): Promise<void> {
  const frames = await framesOf(place.tabId);
  const top = frames.find(({ frameId }) => frameId === 0);
  // Chromium leaves our own frames out of the list; the nonce reached no document but the one in the top document's
  // frame, and the router has seen that the sender stands in a sub-frame. Where the list tells more, it must agree.
  const own = frames.find(({ frameId }) => frameId === sender.frameId);
  if (sender.tabId !== place.tabId || top === undefined) throw new Failure('forbidden');
  if (own !== undefined && own.parentFrameId !== 0) throw new Failure('forbidden');
  if (place.documentId !== undefined && top.documentId !== place.documentId) throw new Failure('page-changed');
}

/** Puts our scripts into one frame; each stays single in its document. */
export const putScripts = ({ tabId, frameId }: Pick<Frame, 'tabId' | 'frameId'>): Promise<unknown> =>
  browser.scripting.executeScript({
    target: { tabId, frameIds: [frameId] },
    files: ['content.js', 'fields.js'],
    injectImmediately: true,
  });

/** Puts the first script where it is said. */
const putFirst = (
  target: { tabId: number; allFrames: true } | { tabId: number; frameIds: number[] },
): Promise<unknown> => browser.scripting.executeScript({ target, files: ['content.js'], injectImmediately: true });

/** So long frames that come get the first script at once; shorter than a worker lives that nobody asks anything. */
const WATCH_MS = 20_000;
/** Until when, by tab. */
const watched = new Map<number, number>();

const isWatched = (tabId: number): boolean => (watched.get(tabId) ?? 0) > Date.now();
const onCommitted = ({ tabId, frameId }: { tabId: number; frameId: number }): void => {
  if (frameId !== 0 && isWatched(tabId)) void putFirst({ tabId, frameIds: [frameId] }).catch(() => undefined);
};

/**
 * Somebody turned to a frame of a tab: puts the first script into all of them, where it does nothing if it lives there
 * already, and for a while into those that come.
 */
export function putIntoFrames({ tabId }: Pick<Frame, 'tabId'>): Promise<unknown> {
  if (watched.size === 0) browser.webNavigation.onCommitted.addListener(onCommitted);
  watched.set(tabId, Date.now() + WATCH_MS);
  setTimeout(() => {
    if (!isWatched(tabId)) watched.delete(tabId);
    if (watched.size === 0) browser.webNavigation.onCommitted.removeListener(onCommitted);
  }, WATCH_MS);
  return putFirst({ tabId, allFrames: true });
}

/** Asks the content script of one document; puts it there first if nothing called for it yet. */
export async function askContent<K extends keyof ContentMessages>(
  { tabId, frameId, documentId }: Pick<Frame, 'tabId' | 'frameId' | 'documentId'>,
  kind: K,
  request: Request<ContentMessages, K>,
  timeoutMs: number,
): Promise<Answer<ContentMessages, K>> {
  const target = documentId === undefined ? { frameId } : { documentId };
  const send = (): Promise<Reply<Answer<ContentMessages, K>> | undefined> =>
    browser.tabs.sendMessage(tabId, { ...(request as object), kind }, target);
  const asked = send().catch(async () => {
    await putScripts({ tabId, frameId });
    return send();
  });
  const reply = await Promise.race([
    asked.catch(() => undefined),
    new Promise<undefined>((resolve) => setTimeout(resolve, timeoutMs, undefined)),
  ]);
  if (reply === undefined) throw new Failure('page-unreachable');
  if (!reply.ok) throw new Failure(reply.code);
  return reply.value;
}
