// Edits that are not saved yet: what was typed outlives the editor, a lock and this worker, in one sealed record of this
// device. Nothing of it is in the vault, in a vault file or in a backup; it is gone when the edit is saved or discarded.

import type { EditMessages, UnfinishedEdit } from '../edit-messages.js';
import type { Vault } from '../generated/core.js';
import type { Answer, Request } from '../messages.js';
import { codeOf, Failure } from './failure.js';
import { readRecord } from './storage.js';
import { itemRecord, look, save, use } from './vault.js';

type Handlers = {
  [K in keyof EditMessages]: (request: Request<EditMessages, K>) => Promise<Answer<EditMessages, K>>;
};

const RECORD = 'local/edits';
const EDITS_MAX = 10;
/** What the note may hold, in bytes. */
const NOTE_MAX = 4 << 20;

const write = (_name: string, value: unknown) => (value instanceof Uint8Array ? { bytes: [...value] } : value);
const read = (_name: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'bytes' in value && Array.isArray(value.bytes)
    ? Uint8Array.from(value.bytes)
    : value;

/** All of them, the oldest first. A note that is damaged, or of keys that are gone, is as none. */
async function all(open: Vault): Promise<readonly UnfinishedEdit[]> {
  const record = await readRecord(RECORD);
  if (record === undefined) return [];
  let note: Uint8Array | undefined;
  try {
    note = open.localNote(RECORD, record);
    return JSON.parse(new TextDecoder().decode(note), read);
  } catch (thrown) {
    if (codeOf(thrown) !== 'damaged') throw thrown;
    return [];
  } finally {
    note?.fill(0);
  }
}

/** Keeps the latest of them, as many as there is room for. */
async function keep(open: Vault, edits: readonly UnfinishedEdit[]): Promise<void> {
  const note = new TextEncoder().encode(JSON.stringify(edits.slice(-EDITS_MAX), write));
  try {
    if (note.length <= NOTE_MAX) await save(open, () => open.noteLocal(RECORD, note));
    else if (edits.length > 1) await keep(open, edits.slice(1));
    else throw new Failure('invalid-input');
  } finally {
    note.fill(0);
  }
}

/**
 * What asks for the master password again is not kept: this note opens without it. An item whose row is gone cannot say
 * whether it asks.
 */
const mayBeKept = (open: Vault, { base, content }: UnfinishedEdit) =>
  !content.guarded && (base === null || open.row(base.id)?.guarded === false);

/** Lets go of an edit that was saved or is not wanted, within a turn of the vault. */
export async function dropEdit(open: Vault, key: string): Promise<void> {
  const before = await all(open);
  const others = before.filter((each) => each.key !== key);
  if (others.length < before.length) await keep(open, others);
}

export const edits: Handlers = {
  'own/keep-edit': ({ key, base, content }) =>
    use(async (open) => {
      const edit = { key, base, content };
      const others = (await all(open)).filter((each) => each.key !== key);
      const isKept = mayBeKept(open, edit);
      await keep(open, isKept ? [...others, edit] : others);
      return isKept;
    }),
  'own/drop-edit': ({ key }) => use((open) => dropEdit(open, key).then(() => null)),
  'own/edits': () =>
    look(async (open) =>
      (await all(open))
        .map(({ key, base, content }) => ({ key, title: content.title, ...(base === null ? {} : { itemId: base.id }) }))
        .toReversed(),
    ),
  'own/edit': ({ key }) =>
    use(async (open) => {
      const found = (await all(open)).find((each) => each.key === key);
      if (found === undefined) throw new Failure('not-found');
      // It shows no more than its item would: that one says whether it asks first. One that is gone asks nothing.
      if (found.base !== null) {
        const { id } = found.base;
        const record = await itemRecord(id).catch((thrown) => {
          if (codeOf(thrown) === 'not-found') return undefined;
          throw thrown;
        });
        if (record !== undefined) open.item(id, record, Date.now());
      }
      return found;
    }),
};
