// A dedicated worker for one reading or writing of other managers' files, which are untrusted and may be large.
// The page ends it afterwards, or to cancel, so its whole memory returns to the system with what was in it.
// It never sees the vault, talks to nobody but the page that made it, and keeps nothing.

import type { ImportFault, ImportFile } from '../generated/transfer.js';
import init, { exportItems, importFiles, survey } from '../generated/transfer.js';
import type { ChosenFile, TransferOrder, TransferResult } from './transfer.js';

// Workers have no `browser.runtime`: the module is found from the worker's own address.
const ready = init({ module_or_path: new URL('../transfer_bg.wasm', self.location.href) });
// A failure is told with the answer to the order; without this line it would also be reported as unhandled.
ready.catch(() => undefined);

const answer = (result: TransferResult<unknown>) => self.postMessage(result);

const UNREADABLE = 'a file cannot be read';

async function load(files: readonly ChosenFile[]): Promise<ImportFile[]> {
  const loaded: ImportFile[] = [];
  for (const { name, blob } of files) {
    const buffer = await blob.arrayBuffer().catch((cause) => {
      throw new Error(UNREADABLE, { cause });
    });
    loaded.push({ name, bytes: new Uint8Array(buffer) });
  }
  return loaded;
}

async function done(order: TransferOrder): Promise<unknown> {
  switch (order.what) {
    case 'survey':
      return survey(await load(order.files), order.options);
    case 'read':
      return importFiles(await load(order.files), order.options);
    case 'write':
      return exportItems([...order.items], order.format, order.password, Date.now());
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<TransferOrder>) => {
  try {
    await ready;
    answer({ ok: true, value: await done(data) });
  } catch (error) {
    // The module throws an error with a fault; anything else is want of memory, or a trap.
    const fault = error instanceof Error && 'fault' in error ? (error.fault as ImportFault) : undefined;
    const unreadable = error instanceof Error && error.message === UNREADABLE;
    answer({ ok: false, unreadable, ...(fault === undefined ? {} : { fault }) });
  }
});
