// A dedicated worker for one derivation: Argon2id in a wasm module of its own (RFC 9106).
// The page ends the worker afterwards, so its whole memory returns to the system with what was in it.
// It never sees the vault, talks to nobody but the page that made it, and keeps nothing.

import init, { derive } from '../generated/kdf.js';
import type { KdfOrder, KdfResult } from './kdf.js';

// Workers have no `browser.runtime`: the module is found from the worker's own address.
const ready = init({ module_or_path: new URL('../kdf_bg.wasm', self.location.href) });
// A failure is told with the answer to the order; without this line it would also be reported as unhandled.
ready.catch(() => undefined);

const answer = (result: KdfResult, transfer: Transferable[] = []) => self.postMessage(result, { transfer });

self.addEventListener('message', async ({ data }: MessageEvent<KdfOrder>) => {
  const { password, salt, memoryKib, passes, lanes } = data;
  try {
    await ready;
    const begun = performance.now();
    // A copy of its own, so that it can be moved to the page.
    const factor = new Uint8Array(derive(password, salt, memoryKib, passes, lanes));
    answer({ ok: true, factor, tookMs: performance.now() - begun }, [factor.buffer]);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    answer({ ok: false, code: code === 'kdf-out-of-range' || code === 'invalid-input' ? code : 'kdf-memory' });
  } finally {
    password.fill(0);
  }
});
