// From the typed master password or recovery code to the 32-byte factor, in the page where it was typed.
// It normalises the text (RFC 8265 OpaqueString's space mapping, then NFC), runs Argon2id in a worker that is ended
// after one derivation, erases the bytes it made, and calibrates the cost of a new vault. The password never leaves.

import type { ErrorCode, KdfParams, NewFactor, NewSlot } from '../generated/core.js';
import { startWorker } from './workers.js';

/** One derivation to be done. */
export type KdfOrder = Omit<KdfParams, 'salt'> & { readonly password: Uint8Array; readonly salt: Uint8Array };

/** What the worker answers. */
export type KdfResult =
  | { readonly ok: true; readonly factor: Uint8Array<ArrayBuffer>; readonly tookMs: number }
  | Failed;

/** All that the worker does: derive from a password or a recovery code, or make such a code. */
export type Order =
  | ({ readonly what: 'password' } & KdfOrder)
  | { readonly what: 'code'; readonly code: string; readonly vaultId: Uint8Array }
  | { readonly what: 'make code' };
export type OrderResult = KdfResult | { readonly ok: true; readonly made: string };

type Failed = { readonly ok: false; readonly code: ErrorCode };

const MAX_BYTES = 1024;
const FLOOR_KIB = 64 * 1024;
const CEILING_KIB = 256 * 1024;
const STEP_KIB = 16 * 1024;
const FLOOR_PASSES = 3;
const CEILING_PASSES = 10;
const TARGET_MS = 1000;

/** UTF-8 bytes of the normalised password, 1 to 1,024 of them; undefined if there are none or too many. */
export function normalise(password: string): Uint8Array | undefined {
  // A lone surrogate has no UTF-8 form; two different ones would become the same password.
  if (!password.isWellFormed()) return undefined;
  const bytes = new TextEncoder().encode(password.replace(/\p{Zs}/gu, ' ').normalize('NFC'));
  return bytes.length >= 1 && bytes.length <= MAX_BYTES ? bytes : undefined;
}

let spare: Worker | undefined;

const makeWorker = () => startWorker('kdf-worker');

/** Starts the next derivation's worker ahead, while the password is being typed. */
export function prepare(): void {
  spare ??= makeWorker();
}

/** Gives the worker one order, and ends it. What is not of the kind that was asked for is a fault. */
function run<T extends OrderResult>(order: Order, isIt: (result: OrderResult) => result is T): Promise<T | Failed> {
  const worker = spare ?? makeWorker();
  spare = undefined;
  return new Promise<T | Failed>((resolve) => {
    const heed = ({ data }: MessageEvent<OrderResult>) =>
      resolve(!data.ok || isIt(data) ? (data as T | Failed) : { ok: false, code: 'internal' });
    worker.addEventListener('message', heed, { once: true });
    // The worker died: a trap, or no memory for it at all.
    worker.addEventListener('error', () => resolve({ ok: false, code: 'kdf-memory' }), { once: true });
    // The bytes move to the worker: no copy stays behind in the page.
    worker.postMessage(order, order.what === 'password' ? [order.password.buffer] : []);
  }).finally(() => worker.terminate());
}

type Made<T> = { readonly ok: true; readonly value: T } | Failed;
type Derived = Extract<KdfResult, { ok: true }>;

const isDerived = (result: OrderResult): result is Derived => result.ok && 'factor' in result;
const isMade = (result: OrderResult): result is { readonly ok: true; readonly made: string } =>
  result.ok && 'made' in result;

/** Makes a recovery code: nine groups of four characters. */
export async function makeCode(): Promise<Made<string>> {
  const made = await run({ what: 'make code' }, isMade);
  return made.ok ? { ok: true, value: made.made } : made;
}

/** What a recovery code gives for the vault of this id; the code is `mistyped-code` before any work if it is no code. */
export async function codeFactor(code: string, vaultId: string): Promise<Made<NewFactor>> {
  const id = Uint8Array.from(vaultId.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const derived = await run({ what: 'code', code, vaultId: id }, isDerived);
  if (!derived.ok) return derived;
  const info = { kind: 'recovery', kdf: undefined, prf: undefined } as const;
  return { ok: true, value: { info, output: derived.factor } };
}

/** Derives the 32-byte factor; the code is `invalid-input` for an empty or too long password, else the KDF's. */
export async function derive(password: string, kdf: KdfParams): Promise<KdfResult> {
  const bytes = normalise(password);
  return bytes ? run({ what: 'password', ...kdf, password: bytes }, isDerived) : { ok: false, code: 'invalid-input' };
}

/** What a master password gives for a way in. */
export async function passwordFactor(password: string, kdf: KdfParams): Promise<Made<NewFactor>> {
  const derived = await derive(password, kdf);
  if (!derived.ok) return derived;
  const info = { kind: 'password', kdf, prf: undefined } as const;
  return { ok: true, value: { info, output: derived.factor } };
}

/** A way in that this master password opens. */
export async function makeSlot(password: string, kdf: KdfParams): Promise<Made<NewSlot>> {
  const made = await passwordFactor(password, kdf);
  return made.ok ? { ok: true, value: { factors: [made.value] } } : made;
}

/** Erases what factors gave, once it was handed over. */
export function forgetOutputs(factors: readonly { readonly output: Uint8Array }[]): void {
  for (const { output } of factors) output.fill(0);
}

/** What a new vault costs at least today; one that was made when it was less is offered an upgrade. */
const DEFAULT_COST = FLOOR_KIB * FLOOR_PASSES;

export const isBelowDefault = ({ memoryKib, passes }: KdfParams, cost = DEFAULT_COST): boolean =>
  memoryKib * passes < cost;

/** The same master password at what is asked for today; as it is where it costs that already. */
export async function atTodaysCost(password: string, factor: NewFactor): Promise<Made<NewFactor>> {
  const { kdf } = factor.info;
  const isDear = kdf === undefined || !isBelowDefault(kdf);
  return isDear ? { ok: true, value: factor } : passwordFactor(password, await calibrate());
}

/** The lowest cost that a vault may have, with a fresh salt: 64 MiB, 3 passes. */
const lowestCost = (): KdfParams => ({
  memoryKib: FLOOR_KIB,
  passes: FLOOR_PASSES,
  lanes: 1,
  salt: crypto.getRandomValues(new Uint8Array(32)),
});

/**
 * The same with as little memory as a vault may have, and more passes for it; undefined where it is that already. It is
 * easier to guess, so only a person chooses it.
 */
export function withLessMemory({ memoryKib, passes }: KdfParams): KdfParams | undefined {
  if (memoryKib <= FLOOR_KIB) return undefined;
  return { ...lowestCost(), passes: Math.min(Math.ceil((passes * memoryKib) / FLOOR_KIB), CEILING_PASSES) };
}

/**
 * Parameters for a new vault: about a second on this computer, never below the floor (64 MiB, 3 passes) nor below what is
 * asked for today, and at most 256 MiB, since a phone must open the same slot. Measured with a random password at the
 * floor; cost grows evenly with memory and passes.
 */
export async function calibrate(): Promise<KdfParams> {
  const floor = lowestCost();
  const probe = await run(
    { what: 'password', ...floor, password: crypto.getRandomValues(new Uint8Array(16)) },
    isDerived,
  );
  // What could not be measured is not taken to be slow: a lack of memory shows at the derivation, and is said there.
  if (!probe.ok) return { ...floor, memoryKib: CEILING_KIB };
  probe.factor.fill(0);
  const affordable = TARGET_MS / Math.max(probe.tookMs, 1);
  const wantedKib = Math.floor((FLOOR_KIB * affordable) / STEP_KIB) * STEP_KIB;
  const memoryKib = Math.min(Math.max(wantedKib, FLOOR_KIB), CEILING_KIB);
  const wantedPasses = Math.floor((FLOOR_PASSES * affordable * FLOOR_KIB) / memoryKib);
  const leastPasses = Math.max(FLOOR_PASSES, Math.ceil(DEFAULT_COST / memoryKib));
  const passes = Math.min(Math.max(wantedPasses, leastPasses), CEILING_PASSES);
  return { ...floor, memoryKib, passes };
}
