// Asks the background, and turns silence into an error code, so that a view has one way to fail.
// It decides nothing and keeps nothing.

import type { Answer, FrameMessages, OwnMessages, Reply, Request } from '../messages.js';
import { askAsFrame, askAsOwn } from '../messages.js';

async function guarded<T>(asked: Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    const reply: Reply<T> | undefined = await asked;
    return reply ?? { ok: false, code: 'internal' };
  } catch {
    // The background could not be reached, or it broke off before it answered.
    return { ok: false, code: 'internal' };
  }
}

/** Asks as one of our top-level pages. */
export const own = <K extends keyof OwnMessages>(
  kind: K,
  request: Request<OwnMessages, K>,
): Promise<Reply<Answer<OwnMessages, K>>> => guarded(askAsOwn(kind, request));

/** Asks as our frame inside a foreign page. */
export const framed = <K extends keyof FrameMessages>(
  kind: K,
  request: Request<FrameMessages, K>,
): Promise<Reply<Answer<FrameMessages, K>>> => guarded(askAsFrame(kind, request));
