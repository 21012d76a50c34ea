// Orders for the worker that reads and writes other managers' files, each in a worker of its own that is ended after it.
// It understands no file and keeps nothing.

import type {
  Export,
  ExportFormat,
  Import,
  ImportedItem,
  ImportFault,
  ImportOptions,
  ImportSurvey,
} from '../generated/transfer.js';
import { startWorker } from './workers.js';

/** A file as it was chosen. Only the worker reads it, so that no other memory holds its bytes. */
export interface ChosenFile {
  readonly name: string;
  readonly blob: Blob;
}

/** What the worker is to do. */
export type TransferOrder =
  | { readonly what: 'survey' | 'read'; readonly files: readonly ChosenFile[]; readonly options: ImportOptions }
  | {
      readonly what: 'write';
      readonly items: readonly ImportedItem[];
      readonly format: ExportFormat;
      readonly password: string | undefined;
    };

/** What came of it; without a fault, the worker broke off or was cancelled. */
export type TransferResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly fault?: ImportFault;
      readonly cancelled?: boolean;
      /** The browser could not read a file. */
      readonly unreadable?: boolean;
    };

/** An order that is being done. */
export interface Doing<T> {
  readonly result: Promise<TransferResult<T>>;
  readonly cancel: () => void;
}

function run<T>(order: TransferOrder): Doing<T> {
  const worker = startWorker('transfer-worker');
  let cancel = () => {};
  const result = new Promise<TransferResult<T>>((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<TransferResult<T>>) => resolve(data), { once: true });
    worker.addEventListener('error', () => resolve({ ok: false }), { once: true });
    cancel = () => resolve({ ok: false, cancelled: true });
    worker.postMessage(order);
  }).finally(() => worker.terminate());
  return { result, cancel };
}

/** What files seem to be. */
export const surveyFiles = (files: readonly ChosenFile[], options: ImportOptions): Doing<ImportSurvey> =>
  run({ what: 'survey', files, options });

/** All that files hold. */
export const readFiles = (files: readonly ChosenFile[], options: ImportOptions): Doing<Import> =>
  run({ what: 'read', files, options });

/** Items as another manager reads them. */
export const writeItems = (
  items: readonly ImportedItem[],
  format: ExportFormat,
  password: string | undefined,
): Doing<Export> => run({ what: 'write', items, format, password });
