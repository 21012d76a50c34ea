// The second wasm module, for what is needed now and then: the generator. It is loaded when first asked, once a worker's
// life, and never sees a vault. The background is its one importer, because popup and menu both ask for passwords.

import type { Generated, GeneratorRequest } from '../generated/tools.js';
import init, { generate as make } from '../generated/tools.js';

let loading: Promise<unknown> | undefined;

/** Makes a password, passphrase, PIN or user name. Throws `invalid-input` if nothing satisfies wish and field. */
export async function generate(request: GeneratorRequest): Promise<Generated> {
  loading ??= init({ module_or_path: browser.runtime.getURL('tools_bg.wasm') });
  await loading.catch((thrown: unknown) => {
    loading = undefined;
    throw thrown;
  });
  return make(request);
}
