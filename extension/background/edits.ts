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
/** More than any item can hold is no edit of one. */
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

async function keep(open: Vault, edits: readonly UnfinishedEdit[]): Promise<void> {
  const note = new TextEncoder().encode(JSON.stringify(edits.slice(-EDITS_MAX), write));
  try {
    if (note.length > NOTE_MAX) throw new Failure('invalid-input');
    await save(open, () => open.noteLocal(RECORD, note));
  } finally {
    note.fill(0);
  }
}

/** A new item that is to ask for the master password again has nobody yet whom it could ask: it is not kept. */
const mayBeKept = ({ base, content }: UnfinishedEdit) => base !== null || !content.guarded;

export const edits: Handlers = {
  'own/keep-edit': ({ key, base, content }) =>
    use(async (open) => {
      const edit = { key, base, content };
      const others = (await all(open)).filter((each) => each.key !== key);
      await keep(open, mayBeKept(edit) ? [...others, edit] : others);
      return null;
    }),
  'own/drop-edit': ({ key }) =>
    use(async (open) => {
      const before = await all(open);
      const others = before.filter((each) => each.key !== key);
      if (others.length < before.length) await keep(open, others);
      return null;
    }),
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
