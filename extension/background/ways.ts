// The ways into the vault: one more of them, and new keys for everything (rotation), as the core stages both.
// What the factors gave comes from a page, 32 bytes each: neither a password nor a code is ever seen here. A rotation is
// one transaction at its end; until then nothing has changed.

import type { FactorProof, NewSlot } from '../generated/core.js';
import { resealDrafts } from './drafts.js';
import * as storage from './storage.js';
import { forgetUndos } from './undo.js';
import { change, save, use } from './vault.js';

/** Tells our pages how far a rotation is; it asks for nothing. */
const news = new BroadcastChannel('latchkey-rotation');
/** Items between two looks at what else waits. */
const BATCH = 50;

/** Whether the factors open this vault, before a long way begins. Opens nothing. */
export const check = async (proofs: readonly FactorProof[]): Promise<null> => {
  await use((vault) => vault.checkProofs([...proofs]));
  return null;
};

/** Adds a way in. */
export const addSlot = async (proofs: readonly FactorProof[], slot: NewSlot): Promise<null> => {
  await change((vault) => vault.addSlot([...proofs], slot, Date.now()));
  return null;
};

/** Makes new keys, and exactly these ways in. Tells how many items were damaged and could not come along. */
export function rotate(proofs: readonly FactorProof[], slots: readonly NewSlot[]): Promise<{ damaged: number }> {
  return use(async (vault) => {
    const ids = (['items', 'archive', 'trash'] as const).flatMap((shelf) =>
      vault.list('', undefined, shelf).others.map(({ id }) => id),
    );
    const records = new Map((await storage.readItems()).map(({ key, bytes }) => [key, bytes]));
    let damaged = 0;
    // Once it is handed over, `save` ends what was not committed.
    let isHandedOver = false;
    try {
      vault.rotateBegin([...proofs], [...slots]);
      for (const [done, id] of ids.entries()) {
        if (!vault.rotateItem(id, records.get(`item/${id}`) ?? new Uint8Array())) damaged += 1;
        if (done % BATCH === 0) {
          news.postMessage({ done, total: ids.length });
          await new Promise((resolve) => setTimeout(resolve));
        }
      }
      const frame = await storage.readFrame();
      await resealDrafts(
        (sealed) => vault.rotateDraft(sealed),
        () => {
          isHandedOver = true;
          return save(vault, () => vault.rotateFinish(frame, Date.now()));
        },
      );
      await forgetUndos().catch(() => undefined);
      return { damaged };
    } catch (thrown) {
      if (!isHandedOver) vault.discard();
      throw thrown;
    }
  });
}
