/* tslint:disable */
/* eslint-disable */

/** What makes a password weak. The pages hold one sentence for each. */
export type StrengthWarning =
| "keyboard-row"
| "keyboard-pattern"
| "repeated-character"
| "repeated-pattern"
| "top-10"
| "top-100"
| "common"
| "similar-to-common"
| "sequence"
| "recent-year"
| "single-word"
| "date"
| "single-name"
| "common-name";

/** How strong a password is. */
export interface Strength {
    /** 0 (falls to a few guesses) to 4 (withstands ten thousand million). */
    score: 0 | 1 | 2 | 3 | 4;
    /** Decimal logarithm of the guesses needed; 0 for an empty password. */
    guessesLog10: number;
    /** The main weakness, where there is one; only up to score 2. */
    warning?: StrengthWarning;
}



/**
 * Estimates the strength of `password`.
 *
 * `user_inputs` are texts that an attacker would try first, such as the name of the product or the user: at most 32
 * are used, and 100 characters of each. Only the first 100 characters of the password are looked at.
 */
export function estimate(password: string, user_inputs: string[]): Strength;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly estimate: (a: number, b: number, c: number, d: number) => any;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_drop_slice: (a: number, b: number) => void;
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
