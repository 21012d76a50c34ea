// Items as our own pages change them: put, into the trash and out of it. Each can be undone for a while.

import type { ItemBase, ItemInput } from '../generated/core.js';
import type { UndoKind } from '../messages.js';
import { savedAs, spend } from './edits.js';
import { Failure } from './failure.js';
import { noteUndo } from './undo.js';
import { itemRecord, save, use } from './vault.js';

/** Stores a new item, or an edit of the one that `input.base` names. */
export const put = (input: ItemInput, edit?: string): Promise<{ id: string }> =>
  use(async (vault) => {
    // The same edit was saved from another editor: nothing is stored twice.
    if (input.base === undefined && edit !== undefined && (await savedAs(vault, edit)) !== undefined) {
      throw new Failure('conflict');
    }
    const before = input.base === undefined ? undefined : await itemRecord(input.base.id);
    const { id } = await save(vault, () => vault.put(input, before, Date.now()));
    const saved = { id, revision: (input.base?.revision ?? 0) + 1 };
    await note(before === undefined ? 'new' : 'edit', saved, before);
    // It is saved, whatever becomes of the note.
    if (edit !== undefined) await spend(vault, edit, saved).catch(() => undefined);
    return { id };
  });

/** Puts an item into the trash, or takes it out. */
export const trash = (base: ItemBase, trashed: boolean): Promise<null> =>
  use(async (vault) => {
    const before = await itemRecord(base.id);
    await save(vault, () => vault.setTrashed(base, before, trashed, Date.now()));
    await note(trashed ? 'trash' : 'restore', { id: base.id, revision: base.revision + 1 }, before);
    return null;
  });

const note = (kind: UndoKind, base: ItemBase, before: Uint8Array | undefined): Promise<void> =>
  noteUndo({ id: crypto.randomUUID(), kind, base, ...(before === undefined ? {} : { before }), drafts: [] });
