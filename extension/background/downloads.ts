// Files in the downloads folder: writes one from pieces, and removes one that was written so. Knows nothing of vaults.
// The permission is optional: until the user gives it, everything here is refused.

import { Failure } from './failure.js';
import { hasOffscreen, withOffscreen } from './offscreen.js';

const FOLDER = 'Latchkey';
/** How long the browser may be silent about a file before it counts as stopped. */
const SILENT_MS = 120_000;

/** A file that was written whole. */
export interface Written {
  /** The browser's number for it; in Firefox it is good for a session only. */
  readonly id: number;
  /** Where it lies. */
  readonly path: string;
}

export const mayDownload = (): Promise<boolean> => browser.permissions.contains({ permissions: ['downloads'] });

/** Takes pieces in order, and gives what they make an address. */
interface Sink {
  take(bytes: Uint8Array): Promise<unknown>;
  address(): Promise<string>;
}

/** Writes a file of this name, from pieces that `fill` gives one by one. It is there whole, or not at all. */
export async function write(name: string, fill: (take: Sink['take']) => Promise<unknown>): Promise<Written> {
  if (!(await mayDownload())) throw new Failure('forbidden');
  return withSink(async (sink) => {
    let length = 0;
    await fill((bytes) => {
      length += bytes.length;
      return sink.take(bytes);
    });
    return download(await sink.address(), { filename: `${FOLDER}/${name}`, conflictAction: 'uniquify' }, length);
  });
}

/** The name that the browser gave the file: another than the one asked for, if that was taken. */
export const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';

const folderOf = (path: string): string => path.slice(0, -nameOf(path).length);

/**
 * Removes a file that `write` wrote. What is not there any more is no fault. `newest` was written just now, and tells
 * where the browser puts files.
 */
export async function remove({ id, path }: Written, newest: Written): Promise<void> {
  if (!(await mayDownload())) throw new Failure('forbidden');
  const [known] = await browser.downloads.search({ id });
  if (known?.filename === path && known.byExtensionId === browser.runtime.id) return drop(id);
  // The browser does not remember this download. It removes nothing but what it downloaded, so it writes an empty file
  // over the old one, of the same name in the same place, and removes that. In another folder it would hit another file.
  if (folderOf(path) !== folderOf(newest.path)) return;
  await withSink(async (sink) => {
    await sink.take(new Uint8Array(1));
    const over = { filename: `${FOLDER}/${nameOf(path)}`, conflictAction: 'overwrite' } as const;
    const { id: now } = await download(await sink.address(), over, 1);
    await drop(now);
  });
}

async function drop(id: number): Promise<void> {
  // It fails if the user has removed or moved the file.
  await browser.downloads.removeFile(id).catch(() => undefined);
  await browser.downloads.erase({ id });
}

function withSink<T>(work: (sink: Sink) => Promise<T>): Promise<T> {
  return hasOffscreen() ? withOffscreen((ask) => work(offscreenSink(ask))) : withOwnSink(work);
}

type Ask = Parameters<Parameters<typeof withOffscreen>[0]>[0];

function offscreenSink(order: Ask): Sink {
  // A document that has no room for the pieces, or is gone, stops the file as the browser may.
  const ask: Ask = (what) =>
    order(what).catch(() => {
      throw new Interrupted();
    });
  let first = true;
  return {
    take: (bytes) => {
      const piece = { what: 'piece', first, bytes } as const;
      first = false;
      return ask(piece);
    },
    address: async () => {
      const { address } = await ask({ what: 'address' });
      if (address === undefined) throw new Failure('internal');
      return address;
    },
  };
}

async function withOwnSink<T>(work: (sink: Sink) => Promise<T>): Promise<T> {
  const parts: Blob[] = [];
  let address: string | undefined;
  try {
    return await work({
      take: async (bytes) => parts.push(new Blob([new Uint8Array(bytes)])),
      address: async () => {
        address = URL.createObjectURL(new Blob(parts, { type: 'application/octet-stream' }));
        return address;
      },
    });
  } finally {
    if (address !== undefined) URL.revokeObjectURL(address);
  }
}

/** Downloads, and waits until the file is whole. */
async function download(
  url: string,
  how: { readonly filename: string; readonly conflictAction: 'uniquify' | 'overwrite' },
  length: number,
): Promise<Written> {
  let wake: () => void = () => undefined;
  const changed = () => wake();
  browser.downloads.onChanged.addListener(changed);
  try {
    const id = await browser.downloads.download({ url, ...how, saveAs: false }).catch(() => {
      throw new Interrupted();
    });
    for (;;) {
      const news = new Promise<'news'>((resolve) => {
        wake = () => resolve('news');
      });
      const [now] = await browser.downloads.search({ id });
      if (now?.state === 'complete' && now.fileSize === length) return { id, path: now.filename };
      if (now?.state !== 'in_progress' || (await Promise.race([news, later()])) === 'late') {
        await browser.downloads.cancel(id).catch(() => undefined);
        await drop(id);
        throw new Interrupted();
      }
    }
  } finally {
    browser.downloads.onChanged.removeListener(changed);
  }
}

const later = () => new Promise<'late'>((resolve) => setTimeout(resolve, SILENT_MS, 'late'));

/** The file was not written whole: by the user's word, for want of room, or because the folder takes none. */
export class Interrupted extends Error {}
