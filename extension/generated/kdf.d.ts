/* tslint:disable */
/* eslint-disable */

/**
 * Derives the 32-byte factor of a password by Argon2id, version 0x13.
 *
 * - `password`: 1 to 1,024 bytes.
 * - `salt`: exactly 32 bytes.
 * - `memory_kib`: 65,536 (64 MiB) to 1,048,576 (1 GiB).
 * - `passes`: 3 to 10.
 * - `lanes`: 1 to 4.
 *
 * # Errors
 * Throws an `Error` whose `code` is `kdf-out-of-range` (a cost outside its range, usually a damaged or forged header),
 * `invalid-input` (a password or salt of a wrong length) or `kdf-memory` (the system has not enough memory free). All
 * lengths and costs are checked before any work is done.
 */
export function derive(password: Uint8Array | number[], salt: Uint8Array | number[], memory_kib: number, passes: number, lanes: number): Uint8Array;

/**
 * Makes a new recovery code: nine groups of four characters, to be shown once.
 *
 * # Errors
 * Throws an `Error` with the code `internal` if the system gives no randomness.
 */
export function makeRecoveryCode(): string;

/**
 * Derives the 32-byte output of a recovery code for the vault of this id (16 bytes; of a vault file, the file's).
 *
 * # Errors
 * Throws an `Error` whose `code` is `mistyped-code` (its check characters do not fit: told before any work) or
 * `invalid-input` (the id has a wrong length).
 */
export function recoveryOutput(code: string, vaultId: Uint8Array | number[]): Uint8Array;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly derive: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => [number, number, number];
    readonly makeRecoveryCode: () => [number, number, number, number];
    readonly recoveryOutput: (a: number, b: number, c: number, d: number) => [number, number, number];
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
