// A dedicated worker for one derivation: Argon2id in a wasm module of its own (RFC 9106), or the recovery code's; the
// same module makes such a code.
// The page ends the worker afterwards, so its whole memory returns to the system with what was in it.
// It never sees the vault, talks to nobody but the page that made it, and keeps nothing.

import init, { derive, makeRecoveryCode, recoveryOutput } from '../generated/kdf.js';
import type { Order, OrderResult } from './kdf.js';

// Workers have no `browser.runtime`: the module is found from the worker's own address.
const ready = init({ module_or_path: new URL('../kdf_bg.wasm', self.location.href) });
// A failure is told with the answer to the order; without this line it would also be reported as unhandled.
ready.catch(() => undefined);

const answer = (result: OrderResult, transfer: Transferable[] = []) => self.postMessage(result, { transfer });

/** Codes of the module; anything else that goes wrong is a lack of memory. */
const CODES = ['kdf-out-of-range', 'invalid-input', 'mistyped-code', 'internal'] as const;

self.addEventListener('message', async ({ data }: MessageEvent<Order>) => {
  try {
    await ready;
    if (data.what === 'make code') return answer({ ok: true, made: makeRecoveryCode() });
    const begun = performance.now();
    // A copy of its own, so that it can be moved to the page.
    const factor = new Uint8Array(
      data.what === 'code'
        ? recoveryOutput(data.code, data.vaultId)
        : derive(data.password, data.salt, data.memoryKib, data.passes, data.lanes),
    );
    answer({ ok: true, factor, tookMs: performance.now() - begun }, [factor.buffer]);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    answer({ ok: false, code: CODES.find((known) => known === code) ?? 'kdf-memory' });
  } finally {
    if (data.what === 'password') data.password.fill(0);
  }
});
