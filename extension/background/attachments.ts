// Files that belong to items: a page of ours streams one in or out, a chunk a message, so that no more than a chunk of it is
// ever here. Chunks are sealed and stored first; then one change makes them the item's. A file's key is held from the
// first message to the last, and goes when the vault locks.

import type { Change, ItemBase } from '../generated/core.js';
import type { FileHandle } from '../messages.js';
import { Failure } from './failure.js';
import { countChunks, deleteChunks, readRecord, writeChunks } from './storage.js';
import type { FileStream } from './vault.js';
import { itemRecord, onLocked, save, use } from './vault.js';

/** Bytes of a chunk, as the core cuts them. */
const CHUNK_BYTES = 64 * 1024;
/** Files that are on their way at once; whoever begins another ends the oldest. */
const MOST = 4;

const streams = new Map<string, FileStream>();
onLocked(() => {
  for (const handle of [...streams.keys()]) forget(handle);
});

function forget(handle: string): void {
  streams.get(handle)?.free();
  streams.delete(handle);
}

function hold(stream: FileStream): FileHandle {
  const [oldest] = streams.keys();
  if (streams.size >= MOST && oldest !== undefined) forget(oldest);
  const handle = crypto.randomUUID();
  streams.set(handle, stream);
  return { handle, chunks: stream.chunks(), chunkBytes: CHUNK_BYTES };
}

/** The stream of a handle; the worker may have died, or the vault may have locked, since it was given. */
function held(handle: string): FileStream {
  const stream = streams.get(handle);
  if (stream === undefined) throw new Failure('not-found');
  return stream;
}

/** All chunks of a stream lie under this. */
const prefixOf = (stream: FileStream): string => stream.chunkKey(0).replace(/[^/]*$/, '');

/** Begins a new file of so many bytes. */
export const begin = (size: number): Promise<FileHandle> => use((vault) => hold(vault.makeFile(size)));

/** Seals and stores the next chunk of a new file. */
export const put = (handle: string, number: number, data: Uint8Array): Promise<void> =>
  use(async () => {
    const stream = held(handle);
    await writeChunks([{ key: stream.chunkKey(number), bytes: stream.sealChunk(number, data) }]);
  });

/** Makes a new file, all of whose chunks were put, the item's. */
export const attach = (handle: string, base: ItemBase, name: string, mediaType: string): Promise<void> =>
  use(async (vault) => {
    const stream = held(handle);
    // Chunks that belong to no item yet may have been swept away meanwhile.
    if ((await countChunks(prefixOf(stream))) !== stream.chunks()) throw new Failure('conflict');
    const current = await itemRecord(base.id);
    await save(vault, () => vault.attach(base, current, stream, name, mediaType, Date.now()));
    forget(handle);
  });

/** Ends a stream; what was stored of a new file goes with it. Of one that belongs to an item, nothing is deleted. */
export const drop = (handle: string): Promise<void> =>
  use(async (vault) => {
    const stream = streams.get(handle);
    if (stream === undefined) return;
    const prefix = prefixOf(stream);
    forget(handle);
    if (!vault.attachmentIds().includes(prefix.split('/')[1] ?? '')) await deleteChunks(prefix);
  });

/** Opens a file of an item for reading. */
export const open = (id: string, fileId: string): Promise<FileHandle> =>
  use(async (vault) => hold(vault.openFile(id, await itemRecord(id), fileId, Date.now())));

/** One chunk of a file, opened. Throws if it is not what was sealed. */
export const read = (handle: string, number: number): Promise<Uint8Array> =>
  use(async () => {
    const stream = held(handle);
    const sealed = await readRecord(stream.chunkKey(number));
    if (sealed === undefined) throw new Failure('damaged-item');
    return stream.openChunk(number, sealed);
  });

/** Takes a file away from its item, with its chunks. */
export const detach = (base: ItemBase, fileId: string): Promise<{ change: Change }> =>
  use(async (vault) => {
    const current = await itemRecord(base.id);
    return save(vault, () => vault.detach(base, current, fileId, Date.now()));
  });
