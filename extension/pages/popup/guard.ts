// The minute for which guarded items are open after the master password, as far as this page has asked for it. The core
// guards; here is only when to cover what is shown.

import type { ErrorCode, FactorProof } from '../../generated/core.js';
import { own } from '../ask.js';
import { heed } from './state.js';

/** As long as the core lets it. */
const OPEN_MS = 60_000;

let endsMs = 0;

/** Opens guarded items; gives what went wrong, if something did. */
export async function unguard(proofs: readonly FactorProof[]): Promise<ErrorCode | undefined> {
  const reply = heed(await own('own/unguard', { proofs }));
  if (!reply.ok) return reply.code;
  endsMs = performance.now() + OPEN_MS;
  return undefined;
}

/** How long a guarded item may still be shown; another page may have asked for it. */
export function guardLeftMs(): number {
  const leftMs = endsMs - performance.now();
  return leftMs > 0 ? leftMs : OPEN_MS;
}
