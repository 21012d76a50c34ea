// Edits that are not saved yet: what was typed outlives the editor, a lock and this worker, in one sealed record of this
// device. Nothing of it is in the vault, in a vault file or in a backup; it is gone when the edit is saved or discarded.

import type { EditMessages, UnfinishedEdit } from '../edit-messages.js';
import type { ItemBase, ItemContent, Vault } from '../generated/core.js';
import type { Answer, Request } from '../messages.js';
import { codeOf, Failure } from './failure.js';
import { readRecord } from './storage.js';
import { itemRecord, look, onSaved, save, use } from './vault.js';

type Handlers = {
  [K in keyof EditMessages]: (request: Request<EditMessages, K>) => Promise<Answer<EditMessages, K>>;
};

interface Note {
  /** The oldest first. */
  readonly edits: readonly UnfinishedEdit[];
  /** Keys whose edit was saved, and as what: another editor may have the same key still open. */
  readonly spent: readonly { readonly key: string; readonly saved: ItemBase }[];
}

const RECORD = 'local/edits';
const EDITS_MAX = 10;
const SPENT_MAX = 20;
/** What the note may hold, in bytes. */
const NOTE_MAX = 4 << 20;
const NONE: Note = { edits: [], spent: [] };

const write = (_name: string, value: unknown) => (value instanceof Uint8Array ? { bytes: [...value] } : value);
const read = (_name: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'bytes' in value && Array.isArray(value.bytes)
    ? Uint8Array.from(value.bytes)
    : value;

/** What is noted. A note that is damaged, or of keys that are gone, is as none. */
async function noted(open: Vault): Promise<Note> {
  const record = await readRecord(RECORD);
  if (record === undefined) return NONE;
  let note: Uint8Array | undefined;
  try {
    note = open.localNote(RECORD, record);
    const found: Note | Note['edits'] = JSON.parse(new TextDecoder().decode(note), read);
    // Before keys were spent, the edits were all of it.
    return 'edits' in found ? found : { ...NONE, edits: found };
  } catch (thrown) {
    if (codeOf(thrown) !== 'damaged') throw thrown;
    return NONE;
  } finally {
    note?.fill(0);
  }
}

/** Notes the latest of them, as many as there is room for. */
async function keep(open: Vault, { edits, spent }: Note): Promise<void> {
  const latest = { edits: edits.slice(-EDITS_MAX), spent: spent.slice(-SPENT_MAX) };
  const note = new TextEncoder().encode(JSON.stringify(latest, write));
  try {
    if (note.length <= NOTE_MAX) await save(open, () => open.noteLocal(RECORD, note));
    else if (edits.length > 1) await keep(open, { edits: latest.edits.slice(1), spent });
    else throw new Failure('invalid-input');
  } finally {
    note.fill(0);
  }
}

const isGuarded = (open: Vault, { base }: UnfinishedEdit) => base !== null && open.row(base.id)?.guarded === true;

/**
 * What asks for the master password again is not kept: this note opens without it. An item whose row is gone cannot say
 * whether it asks.
 */
const mayBeKept = (open: Vault, { base, content }: UnfinishedEdit) =>
  !content.guarded && (base === null || open.row(base.id)?.guarded === false);

/**
 * Whatever change had an item ask for the master password, what was kept of it before goes; so an edit of an item that is
 * gone is never of one that asked.
 */
onSaved(async (open) => {
  const note = await noted(open);
  const others = note.edits.filter((edit) => !isGuarded(open, edit));
  if (others.length < note.edits.length) await keep(open, { ...note, edits: others });
});

/** An edit was saved, within a turn of the vault: nothing of it is kept, and its key is spent. */
export async function spend(open: Vault, key: string, saved: ItemBase): Promise<void> {
  const { edits, spent } = await noted(open);
  const isOther = (each: { readonly key: string }) => each.key !== key;
  await keep(open, { edits: edits.filter(isOther), spent: [...spent.filter(isOther), { key, saved }] });
}

/**
 * What is typed in another editor after the edit was saved here is an edit of the item as it was before that: saving it
 * asks first. What began as a new item is one no more.
 */
function sinceSaved(open: Vault, edit: UnfinishedEdit, { id, revision }: ItemBase): UnfinishedEdit {
  if (edit.base !== null || open.row(id) === undefined) return edit;
  return { ...edit, base: { id, revision: revision - 1 } };
}

/** What a new item was stored as that was begun under this key, if it is still there. */
export async function savedAs(open: Vault, key: string): Promise<ItemBase | undefined> {
  const saved = (await noted(open)).spent.find((each) => each.key === key)?.saved;
  const row = saved && open.row(saved.id);
  return row && { id: row.id, revision: row.revision };
}

/** Whether an item holds exactly this. */
async function holds(open: Vault, id: string, content: ItemContent): Promise<boolean> {
  const sorted = (_name: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : write(_name, value);
  const now = open.item(id, await itemRecord(id), Date.now()).content;
  return JSON.stringify(now, sorted) === JSON.stringify(content, sorted);
}

export const edits: Handlers = {
  'own/keep-edit': ({ key, base, content }) =>
    use(async (open) => {
      const note = await noted(open);
      const others = note.edits.filter((each) => each.key !== key);
      const saved = note.spent.find((each) => each.key === key)?.saved;
      const typed = { key, base, content };
      const edit = saved === undefined ? typed : sinceSaved(open, typed, saved);
      const isOver = saved !== undefined && edit.base?.id === saved.id;
      const isKept = mayBeKept(open, edit) && !(isOver && (await holds(open, saved.id, content)));
      await keep(open, { ...note, edits: isKept ? [...others, edit] : others });
      return isKept;
    }),
  'own/drop-edit': ({ key }) =>
    use(async (open) => {
      const note = await noted(open);
      const others = note.edits.filter((each) => each.key !== key);
      if (others.length < note.edits.length) await keep(open, { ...note, edits: others });
      return null;
    }),
  'own/saved-edit': ({ key }) => look(async (open) => (await savedAs(open, key)) ?? null),
  'own/edits': () =>
    look(async (open) =>
      (await noted(open)).edits
        .filter((edit) => !isGuarded(open, edit))
        .map(({ key, base, content }) => ({ key, title: content.title, ...(base === null ? {} : { itemId: base.id }) }))
        .toReversed(),
    ),
  'own/edit': ({ key }) =>
    use(async (open) => {
      const found = (await noted(open)).edits.find((each) => each.key === key);
      if (found === undefined) throw new Failure('not-found');
      // It shows no more than its item would: that one says whether it asks first. One that is gone never asked.
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
