// The second wasm module, for what is needed now and then: the generator and the reading of QR codes. It is loaded when
// first asked, and never sees a vault. The background is its one importer, because popup and menu both ask for passwords.

import type { Generated, GeneratorRequest } from '../generated/tools.js';
import init, { generate as make, readQr as read } from '../generated/tools.js';

let loading: Promise<unknown> | undefined;

/** Loads the module, unless it is there. One that did not load is tried anew the next time. */
async function ready(): Promise<void> {
  loading ??= init({ module_or_path: browser.runtime.getURL('tools_bg.wasm') });
  await loading.catch((thrown: unknown) => {
    loading = undefined;
    throw thrown;
  });
}

/** Makes a password, passphrase, PIN or user name. Throws `invalid-input` if nothing satisfies wish and field. */
export const generate = (request: GeneratorRequest): Promise<Generated> => ready().then(() => make(request));

/** Texts of all QR codes in a picture, one grey value a pixel. Throws `invalid-input` if the numbers do not fit. */
export const readQr = (grey: Uint8Array, width: number, height: number): Promise<string[]> =>
  ready().then(() => read(grey, width, height));
