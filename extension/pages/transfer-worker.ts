// A dedicated worker for one reading or writing of other managers' files, which are untrusted and may be large.
// The page ends it afterwards, or to cancel, so its whole memory returns to the system with what was in it.
// It never sees the vault, talks to nobody but the page that made it, and keeps nothing.

import type { ImportFault } from '../generated/transfer.js';
import init, { exportItems, importFiles, survey } from '../generated/transfer.js';
import type { TransferOrder, TransferResult } from './transfer.js';

// Workers have no `browser.runtime`: the module is found from the worker's own address.
const ready = init({ module_or_path: new URL('../transfer_bg.wasm', self.location.href) });
// A failure is told with the answer to the order; without this line it would also be reported as unhandled.
ready.catch(() => undefined);

const answer = (result: TransferResult<unknown>) => self.postMessage(result);

function done(order: TransferOrder): unknown {
  switch (order.what) {
    case 'survey':
      return survey([...order.files], order.options);
    case 'read':
      return importFiles([...order.files], order.options);
    case 'write':
      return exportItems([...order.items], order.format, order.password, Date.now());
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<TransferOrder>) => {
  try {
    await ready;
    answer({ ok: true, value: done(data) });
  } catch (error) {
    // The module throws an error with a fault; anything else is want of memory, or a trap.
    const fault = error instanceof Error && 'fault' in error ? (error.fault as ImportFault) : undefined;
    answer({ ok: false, ...(fault === undefined ? {} : { fault }) });
  }
});
