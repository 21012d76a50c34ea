// Asks the background, and turns silence into an error code, so that a view has one way to fail.
// It decides nothing and keeps nothing.

import type { Answer, MenuMessages, OwnMessages, PromptMessages, Reply, Request } from '../messages.js';
import { askAsMenu, askAsOwn, askAsPrompt } from '../messages.js';

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

/** Asks as our prompt inside a foreign page. */
export const asPrompt = <K extends keyof PromptMessages>(
  kind: K,
  request: Request<PromptMessages, K>,
): Promise<Reply<Answer<PromptMessages, K>>> => guarded(askAsPrompt(kind, request));

/** Asks as our menu inside a foreign page. */
export const asMenu = <K extends keyof MenuMessages>(
  kind: K,
  request: Request<MenuMessages, K>,
): Promise<Reply<Answer<MenuMessages, K>>> => guarded(askAsMenu(kind, request));
