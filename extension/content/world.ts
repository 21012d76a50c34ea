// What the first script of a document leaves for the second, in the world that both share and the page cannot reach.
// It holds what was typed before anybody looked, and nothing else.

import type { Field } from './dom.js';

/** One life of our scripts in a document. */
export interface Life {
  /** False once the extension was updated under it: such an orphan fails silently and fills nothing (E13). */
  lives(): boolean;
  /** What each field was given by a person or by us. */
  readonly typed: WeakMap<Field, string>;
  anyTyped: boolean;
  /** `fields.js` is here. */
  awake: boolean;
}

export const world = globalThis as { latchkey?: Life };
