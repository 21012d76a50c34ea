// The second way out where there is not enough memory for a new master password: the person is told what it costs and
// presses for it. Never lowers anything by itself, and derives nothing.

import type { KdfParams } from '../generated/core.js';
import { withLessMemory } from './kdf.js';
import { createTexts } from './texts.js';

/** Shown where `dear` could not be had and less is allowed. */
export function LessMemory({
  dear,
  take,
}: {
  readonly dear: KdfParams | undefined;
  readonly take: (less: KdfParams) => void;
}) {
  const less = dear && withLessMemory(dear);
  if (!less) return null;
  return (
    <p>
      <button type="button" class="link" data-action="less-memory" onClick={() => take(less)}>
        {createTexts.lessMemory}
      </button>
    </p>
  );
}
