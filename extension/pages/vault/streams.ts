// Streams a file into an item, or out of one: a chunk a message, so that no more than a chunk of it is in the page's own
// memory. What comes out is handed over only when the last chunk was verified. It shows nothing and decides nothing.

import type { Attachment, ErrorCode, Item } from '../../generated/core.js';
import type { FileHandle, Reply } from '../../messages.js';
import { own } from '../ask.js';
import { heed } from '../popup/state.js';

/** Told of each chunk that is through; true to stop. */
export type OnChunk = (bytes: number) => boolean;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: Trouble };
/** `stopped` by the user; `unread` if the file itself could not be read. */
export type Trouble = ErrorCode | 'stopped' | 'unread';

/** Seals a file chunk by chunk and makes it the item's. */
export async function putFile(item: Item, file: File, onChunk: OnChunk): Promise<Outcome<null>> {
  const begun = heed(await own('own/file-begin', { size: file.size }));
  if (!begun.ok) return begun;
  const { handle } = begun.value;
  const code = await putChunks(begun.value, file, onChunk);
  if (code === undefined) {
    const base = { id: item.id, revision: item.revision };
    const attached = heed(await own('own/file-attach', { handle, base, name: file.name, mediaType: file.type }));
    if (attached.ok) return attached;
    await own('own/file-drop', { handle });
    return attached;
  }
  await own('own/file-drop', { handle });
  return { ok: false, code };
}

async function putChunks(
  { handle, chunks, chunkBytes }: FileHandle,
  file: File,
  onChunk: OnChunk,
): Promise<Trouble | undefined> {
  for (let number = 0; number < chunks; number += 1) {
    const data = await file
      .slice(number * chunkBytes, (number + 1) * chunkBytes)
      .arrayBuffer()
      .then((bytes) => new Uint8Array(bytes))
      .catch(() => undefined);
    if (data === undefined) return 'unread';
    const reply = heed(await own('own/file-put', { handle, number, data }));
    data.fill(0);
    if (!reply.ok) return reply.code;
    if (onChunk(Math.min((number + 1) * chunkBytes, file.size))) return 'stopped';
  }
  return undefined;
}

/** Opens a file of an item chunk by chunk; gives it whole, or not at all. */
export async function getFile(item: Item, { id: fileId, size }: Attachment, onChunk: OnChunk): Promise<Outcome<Blob>> {
  const opened = heed(await own('own/file-open', { id: item.id, fileId }));
  if (!opened.ok) return opened;
  const { handle, chunks } = opened.value;
  try {
    // Each chunk goes into a Blob of its own, which the browser may keep on the disk of this profile's temporary files.
    const parts: Blob[] = [];
    let bytes = 0;
    for (let number = 0; number < chunks; number += 1) {
      const reply: Reply<Uint8Array<ArrayBuffer>> = heed(await readChunk(handle, number));
      if (!reply.ok) return reply;
      bytes += reply.value.length;
      parts.push(new Blob([reply.value]));
      reply.value.fill(0);
      if (onChunk(bytes)) return { ok: false, code: 'stopped' };
    }
    if (bytes !== Number(size)) return { ok: false, code: 'damaged-item' };
    // Never its own media type: nothing that comes from a vault may be shown as a page of ours.
    return { ok: true, value: new Blob(parts, { type: 'application/octet-stream' }) };
  } finally {
    await own('own/file-drop', { handle });
  }
}

async function readChunk(handle: string, number: number): Promise<Reply<Uint8Array<ArrayBuffer>>> {
  const reply = await own('own/file-read', { handle, number });
  return reply.ok ? { ok: true, value: new Uint8Array(reply.value) } : reply;
}
