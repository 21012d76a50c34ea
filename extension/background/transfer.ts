// Moving in and out, piece by piece: the vault file written and restored, imports put, items given out for an export,
// and the raw export of a vault that is damaged. What comes in is gathered and committed in one change at the end, so
// whatever breaks off before leaves the vault as it was. Works of several pages go on side by side: each commits by itself,
// and one that comes to an item which another has changed meanwhile is refused.
// A work lives in this worker alone: if the worker dies, or the vault locks, the work is gone and is begun again.

import type { Vault, Record as VaultRecord } from '../generated/core.js';
import type { Answer, Request } from '../messages.js';
import type { Before, MovingMessages, Token } from '../moving-messages.js';
import { codeOf, Failure } from './failure.js';
import { filings } from './filings.js';
import { policy } from './policy.js';
import * as storage from './storage.js';
import { forgetUndosOf } from './undo.js';
import * as vault from './vault.js';
import type { FlowState, Outflow } from './vault-file.js';
import { beginFile, draw, flow, joined, openChunk } from './vault-file.js';

type Stream = ReturnType<Vault['openFile']>;
type Sender = chrome.runtime.MessageSender;
type Handlers = {
  [K in keyof MovingMessages]: (
    request: Request<MovingMessages, K>,
    sender: Sender,
  ) => Promise<Answer<MovingMessages, K>>;
};

const CHUNK_BYTES = 64 * 1024;
const CHUNKS_AT_ONCE = 16;

/** A work that goes over several messages. */
type Work =
  | { readonly kind: 'write'; readonly out: Outflow }
  | { readonly kind: 'raw'; readonly out: Outflow }
  | { readonly kind: 'restore'; readonly restore: vault.Restore; readonly records: VaultRecord[] }
  | {
      readonly kind: 'import';
      readonly gather: vault.Gather;
      readonly records: VaultRecord[];
      /** The items of the vault that it changes. */
      readonly changed: Set<string>;
      file?: { readonly stream: Stream; next: number };
    };

/** The works that go on by their tokens, each with the document that it is of. */
const works = new Map<string, { readonly work: Work; readonly tabId?: number; readonly documentId?: string }>();

vault.onLocked(() => {
  for (const token of [...works.keys()]) end(token);
});

/** Ends a work: its keys are erased. */
function end(token: string): void {
  const work = works.get(token)?.work;
  works.delete(token);
  if (work?.kind === 'write') void work.out.pieces.return(undefined);
  if (work?.kind === 'restore') work.restore.free();
  if (work?.kind !== 'import') return;
  work.file?.stream.free();
  work.gather.free();
}

/** Ends what a tab began that is gone. */
export function forgetWorks(tabId: number): void {
  for (const [token, held] of works) if (held.tabId === tabId) end(token);
}

/** Begins a work. What the tab's last document left behind ends, and so does what this one now begins anew. */
function begin(work: Work, { tab, documentId }: Sender): Token {
  const isOver = (held: { readonly work: Work; readonly documentId?: string }) =>
    held.documentId !== documentId || (work.kind !== 'import' && held.work.kind === work.kind);
  for (const [token, held] of works) if (held.tabId === tab?.id && isOver(held)) end(token);
  const token = crypto.randomUUID();
  const of = { ...(tab?.id !== undefined && { tabId: tab.id }), ...(documentId !== undefined && { documentId }) };
  works.set(token, { work, ...of });
  return { token };
}

function workOf<K extends Work['kind']>(token: string, kind: K): Extract<Work, { kind: K }> {
  const work = works.get(token)?.work;
  if (work?.kind !== kind) throw new Failure('not-found');
  return work as Extract<Work, { kind: K }>;
}

/** Uses the open vault for a step of a work; a step that fails ends the work. */
const step = <T>(token: string, use: (open: Vault) => Promise<T> | T): Promise<T> =>
  vault.use(async (open) => {
    try {
      return await use(open);
    } catch (thrown) {
      // Chunks that were stored for it belong to nothing, and go at the next unlocking.
      end(token);
      throw thrown;
    }
  });

/** The bytes of a raw export. */
async function* rawExport(state: FlowState, keys: readonly string[]) {
  yield vault.rawBegin(keys.length);
  for (const key of keys) {
    const record = await storage.readRecord(key);
    if (record === undefined) throw new Failure('conflict');
    yield vault.rawRecord(key, record);
    state.count += 1;
  }
}

/** Stores the chunks among records at once; gives the others. */
async function storeChunks(records: readonly VaultRecord[]): Promise<VaultRecord[]> {
  await storage.writeChunks(records.filter(({ key }) => key.startsWith('chunk/')));
  return records.filter(({ key }) => !key.startsWith('chunk/'));
}

/** The handlers of the vault page's messages. */
export const moving: Handlers = {
  'own/backup-begin': ({ slots, only }, sender) =>
    vault.use((open) => {
      const { out, items } = beginFile(open, slots, only && new Set(only));
      return { ...begin({ kind: 'write', out }, sender), items };
    }),
  'own/backup-next': ({ token }) =>
    step(token, async (open) => {
      const { out } = workOf(token, 'write');
      out.state.open = open;
      const piece = await draw(out);
      if (piece.done) end(token);
      return piece;
    }),
  'own/restore-slots': async ({ start }) => {
    await vault.ready();
    return { slots: vault.fileSlots(start), headerLength: vault.fileHeaderLength(start) };
  },
  'own/restore-begin': ({ header, proofs }, sender) =>
    vault.use((open) => {
      const restore = vault.Restore.begin(open, header, [...proofs]);
      return begin({ kind: 'restore', restore, records: [] }, sender);
    }),
  'own/restore-look': ({ token, bytes, last }) =>
    step(token, (open) => {
      const { restore } = workOf(token, 'restore');
      restore.look(open, bytes, last);
      return last ? restore.plan() : null;
    }),
  'own/restore-take': ({ token, bytes, last }) =>
    step(token, async (open) => {
      const { restore, records } = workOf(token, 'restore');
      records.push(...(await storeChunks(restore.take(open, bytes, last, Date.now()))));
      if (!last) return null;
      await vault.save(open, () => {
        const change = restore.finish(open, Date.now());
        return { ...change, writes: [...records, ...change.writes] };
      });
      end(token);
      return null;
    }),
  'own/import-begin': (_, sender) =>
    vault.use((open) => {
      const gather = vault.Gather.begin(open, Date.now());
      return begin({ kind: 'import', gather, records: [], changed: new Set() }, sender);
    }),
  'own/import-match': ({ token, items }) =>
    step(token, (open) => workOf(token, 'import').gather.match(open, [...items], Date.now())),
  'own/import-file': ({ token, size }) =>
    step(token, (open) => {
      const work = workOf(token, 'import');
      if (work.file) throw new Failure('invalid-input');
      work.file = { stream: open.makeFile(size), next: 0 };
      return null;
    }),
  'own/import-part': ({ token, bytes }) =>
    step(token, async () => {
      const work = workOf(token, 'import');
      const { file } = work;
      if (!file) throw new Failure('invalid-input');
      const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
      const sealed: VaultRecord[] = [];
      for (let at = 0; at < count; at += 1) {
        const data = bytes.subarray(at * CHUNK_BYTES, (at + 1) * CHUNK_BYTES);
        sealed.push({ key: file.stream.chunkKey(file.next), bytes: file.stream.sealChunk(file.next, data) });
        file.next += 1;
      }
      await storage.writeChunks(sealed);
      if (file.next < file.stream.chunks()) return null;
      // It is handed over whole: the gathering frees it.
      delete work.file;
      work.gather.file(file.stream);
      return null;
    }),
  'own/import-add': ({ token, items }) =>
    step(token, (open) => {
      const { gather, records } = workOf(token, 'import');
      records.push(...gather.add(open, [...items], Date.now()));
      return null;
    }),
  'own/import-merge': ({ token, id, item }) =>
    step(token, async (open) => {
      const { gather, records, changed } = workOf(token, 'import');
      const record = await vault.itemRecord(id);
      const merged = gather.merge(open, id, record, item, Date.now());
      if (merged === undefined) return [];
      records.push(merged);
      changed.add(id);
      return [{ id, record }];
    }),
  'own/refile': ({ token, bases, what, from, to }) =>
    step(token, async (open) => {
      const { gather, records, changed } = workOf(token, 'import');
      const before: Before[] = [];
      let damaged = 0;
      for (const base of bases) {
        try {
          const record = await vault.itemRecord(base.id);
          const refiled = gather.refile(open, base, record, what, from, to, Date.now());
          if (refiled === undefined) continue;
          records.push(refiled);
          changed.add(base.id);
          before.push({ id: base.id, record });
        } catch (thrown) {
          if (codeOf(thrown) !== 'damaged-item') throw thrown;
          damaged += 1;
        }
      }
      return { before, changed: before.length, damaged };
    }),
  'own/unite': ({ token, bases }) =>
    step(token, async (open) => {
      const { gather, records, changed } = workOf(token, 'import');
      const before = await Promise.all(bases.map(async ({ id }) => ({ id, record: await vault.itemRecord(id) })));
      const found = before.map(({ record }) => record);
      records.push(...gather.unite(open, [...bases], found, Date.now()));
      for (const { id } of bases) changed.add(id);
      return before;
    }),
  'own/import-revert': ({ token, merged }) =>
    step(token, async (open) => {
      const { gather, records, changed } = workOf(token, 'import');
      for (const { base, record } of merged) {
        records.push(gather.revert(open, base, await vault.itemRecord(base.id), record, Date.now()));
        changed.add(base.id);
      }
      return null;
    }),
  'own/filings': () => filings(),
  'own/import-finish': ({ token, gone }) =>
    step(token, async (open) => {
      const { gather, records, changed } = workOf(token, 'import');
      const bases = gather.bases();
      await vault.save(open, () => {
        const change = gather.finish(open, [...(gone ?? [])], Date.now());
        return { ...change, writes: [...records, ...change.writes] };
      });
      end(token);
      await forgetUndosOf(changed);
      return bases;
    }),
  'own/give-up': async ({ token }) => {
    end(token);
    return null;
  },
  'own/export-items': ({ ids, plain }) =>
    vault.use(async (open) => {
      if (plain !== false && (await policy())?.noPlainExport) throw new Failure('forbidden');
      const items = [];
      const damaged = [];
      for (const id of ids) {
        try {
          items.push(open.item(id, await vault.itemRecord(id), Date.now()));
        } catch (thrown) {
          if (!['damaged-item', 'not-found'].includes(codeOf(thrown))) throw thrown;
          damaged.push(id);
        }
      }
      return { items, damaged };
    }),
  'own/export-file': ({ id, fileId, from }) =>
    vault.use(async (open) => {
      const stream = open.openFile(id, await vault.itemRecord(id), fileId, Date.now());
      try {
        const end = Math.min(from + CHUNKS_AT_ONCE, stream.chunks());
        const parts: Uint8Array[] = [];
        for (let number = from; number < end; number += 1) parts.push(await openChunk(stream, number));
        const length = parts.reduce((sum, part) => sum + part.length, 0);
        return { bytes: joined(parts, length), done: end === stream.chunks() };
      } finally {
        stream.free();
      }
    }),
  'own/raw-begin': async (_, sender) => {
    await vault.ready();
    const keys = await storage.readKeys();
    return begin({ kind: 'raw', out: flow((state) => rawExport(state, keys)) }, sender);
  },
  'own/raw-next': async ({ token }) => {
    const piece = await draw(workOf(token, 'raw').out);
    if (piece.done) end(token);
    return piece;
  },
};
