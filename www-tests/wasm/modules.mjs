// Loads the wasm modules of dist/, the very bytes that ship, into Node with the glue of the build.
// It never builds anything: `cargo xtask test` has.

import { readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);

/** The functions of a module, `core`, `kdf`, `strength` or `tools`, and its memory; of its own for each `instance`. */
export async function load(name, instance = '') {
  const glue = await import(new URL(`extension/generated/${name}.js${instance && `?${instance}`}`, root));
  const { memory } = glue.initSync({ module: await readFile(new URL(`dist/${name}_bg.wasm`, root)) });
  return { ...glue, memory };
}

/** The `code` of what a function throws, or undefined if it does not. */
export function codeOf(act) {
  try {
    act();
    return undefined;
  } catch (error) {
    return error.code ?? `no code: ${error}`;
  }
}

/** 64 hex digits of 32 bytes. */
export const hex = (bytes) => Buffer.from(bytes).toString('hex');
