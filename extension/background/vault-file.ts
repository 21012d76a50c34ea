// The vault file as it is made: pieces drawn one by one from the open vault, each item with its files, guarded ones first.
// It writes nothing anywhere and keeps nothing; who draws says which vault is open for the next piece.

import type { NewSlot, Vault } from '../generated/core.js';
import type { FilePiece } from '../moving-messages.js';
import { codeOf, Failure } from './failure.js';
import * as storage from './storage.js';
import * as vault from './vault.js';

type Stream = ReturnType<Vault['openFile']>;

/** How much goes into one message, about; a browser takes 64 MiB. */
const PIECE_BYTES = 1024 * 1024;

/** Bytes that are made as they are asked for. */
export interface Outflow {
  readonly pieces: AsyncGenerator<Uint8Array, void, void>;
  readonly state: FlowState;
}

export interface FlowState {
  /** The vault of this step; a step that comes after another may have another object. */
  open?: Vault;
  count: number;
  readonly leftOut: string[];
}

export function flow(make: (state: FlowState) => Outflow['pieces']): Outflow {
  const state = { count: 0, leftOut: [] };
  return { state, pieces: make(state) };
}

/** The next piece, of about PIECE_BYTES. */
export async function draw(out: Outflow): Promise<FilePiece> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let done = false;
  while (length < PIECE_BYTES && !done) {
    const { value, done: ended } = await out.pieces.next();
    if (value) {
      parts.push(value);
      length += value.length;
    }
    done = ended === true;
  }
  return { bytes: joined(parts, length), done, count: out.state.count, leftOut: done ? out.state.leftOut : [] };
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const SHELVES = ['items', 'archive', 'trash'] as const;

/** All living items, guarded ones first: the master password that opens them is good for a minute. */
const allRows = (open: Vault) =>
  SHELVES.flatMap((shelf) => open.list('', undefined, shelf).others).sort(
    (a, b) => Number(b.guarded) - Number(a.guarded),
  );

const sameBytes = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** The vault as it is now, or these items of it, as a file under these ways in, and how many items it will hold. */
export function beginFile(
  open: Vault,
  slots: readonly NewSlot[],
  only?: ReadonlySet<string>,
): { readonly out: Outflow; readonly items: number } {
  const rows = allRows(open).filter(({ id }) => only?.has(id) ?? true);
  const writer = vault.FileWriter.begin([...slots]);
  const root = open.seen().rootHash;
  return { out: flow((state) => vaultFile(state, writer, rows, root, only === undefined)), items: rows.length };
}

/** The bytes of a vault file. An item that cannot be read with all its files is left out and named. */
async function* vaultFile(
  state: FlowState,
  writer: vault.FileWriter,
  rows: ReturnType<typeof allRows>,
  root: Uint8Array,
  isWhole: boolean,
) {
  /** What the vault is now; a change since the beginning would make a file that never was a vault. */
  const now = () => {
    if (!state.open || !sameBytes(state.open.seen().rootHash, root)) throw new Failure('conflict');
    return state.open;
  };
  try {
    // Whoever gets chosen items gets no settings, and no passwords that were made for other sites.
    const frame = isWhole ? await storage.readFrame() : undefined;
    yield writer.head(now(), frame, Date.now());
    for (const { id, title } of rows) {
      const whole = await wholeItem(now(), id);
      if (!whole) {
        state.leftOut.push(title);
        continue;
      }
      const { record, files } = whole;
      for (const { id: fileId, size } of files) {
        yield writer.file(fileId, size);
        const stream = now().openFile(id, record, fileId, Date.now());
        try {
          for (let number = 0; number < stream.chunks(); number += 1) {
            yield writer.chunk(await openChunk(stream, number));
          }
        } finally {
          stream.free();
        }
      }
      yield writer.item(now(), id, record, Date.now());
      state.count += 1;
    }
    yield writer.finish();
  } finally {
    writer.free();
  }
}

/** A chunk of a file of an item, in clear. */
export async function openChunk(stream: Stream, number: number): Promise<Uint8Array> {
  const sealed = await storage.readRecord(stream.chunkKey(number));
  if (sealed === undefined) throw new Failure('damaged-item');
  return stream.openChunk(number, sealed);
}

/**
 * The record of an item and its files, each chunk of which opens; undefined if item or file is lost or damaged. Storage
 * that could not be read says nothing of the item.
 */
async function wholeItem(open: Vault, id: string) {
  try {
    const record = await vault.itemRecord(id);
    const { attachments: files } = open.item(id, record, Date.now());
    for (const { id: fileId } of files) {
      const stream = open.openFile(id, record, fileId, Date.now());
      try {
        for (let number = 0; number < stream.chunks(); number += 1) await openChunk(stream, number);
      } finally {
        stream.free();
      }
    }
    return { record, files };
  } catch (thrown) {
    if (['damaged-item', 'not-found'].includes(codeOf(thrown))) return undefined;
    throw thrown;
  }
}
