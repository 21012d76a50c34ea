// Edits that are not saved yet: kept while they are typed, named on a line above the list, and gone on with or discarded
// there. What they hold lies sealed with the background; here is only what the user sees of them, and for a moment what was
// discarded, to bring it back.

import { effect, signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EditLine, UnfinishedEdit } from '../../edit-messages.js';
import type { Item, ItemContent, Row } from '../../generated/core.js';
import type { Reply } from '../../messages.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { shortened } from '../say.js';
import { whenStill } from '../still.js';
import { unfinishedTexts } from '../unfinished-texts.js';
import { forgetUndo, say, sayFailed } from './copy.js';
import { findRow, heed, openEdit, openItem, view } from './state.js';

/** How long after the last key what was typed is kept. */
const PAUSE_MS = 400;

const lines = signal<readonly EditLine[]>([]);

async function refresh(): Promise<void> {
  const reply = await own('own/edits', {});
  lines.value = reply.ok ? reply.value : [];
}

// What was locked is forgotten.
effect(() => {
  if (view.value.name !== 'unlock' && view.value.name !== 'create') return;
  lines.value = [];
  forgetUndo();
});

/** Says that an edit was discarded, and for a while brings it back. */
function sayDiscarded(edit: UnfinishedEdit): void {
  const bringBack = async () => {
    const reply = heed(await own('own/keep-edit', edit));
    await refresh();
    if (!reply.ok) sayFailed(errorTexts[reply.code]);
    // It may not be kept any more: its item is gone, or asks for the master password. The editor says so when it saves.
    else if (!reply.value) openEdit({ kept: edit });
  };
  say(unfinishedTexts.discarded(shortened(edit.content.title)), () => void bringBack());
}

/**
 * Keeps an edit from its first change on, also when its editor goes away, until it ends. Gives whether the last of it is
 * kept, and what ends it: saving, after which the background keeps it no more, or discarding.
 */
export function useKept(edit: UnfinishedEdit, begun: ItemContent, wasKept: boolean) {
  const [isKept, setKept] = useState(wasKept);
  const kept = useRef(wasKept);
  const latest = useRef(edit);
  latest.current = edit;
  const ended = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const flush = async () => {
    if (timer.current === undefined || ended.current) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const reply = await own('own/keep-edit', latest.current);
    kept.current = reply.ok && reply.value;
    setKept(kept.current);
  };
  const keepSoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), PAUSE_MS);
  };
  useEffect(() => {
    if (edit.content !== begun) keepSoon();
  }, [edit.content]);
  useEffect(() => {
    const leave = () => void flush();
    addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
      void flush().then(refresh);
    };
  }, []);
  const end = async () => {
    await flush();
    ended.current = true;
    const reply = heed(await own('own/drop-edit', { key: latest.current.key }));
    await refresh();
    if (!reply.ok) sayFailed(errorTexts[reply.code]);
    else if (kept.current) sayDiscarded(latest.current);
  };
  /** Keeps nothing meanwhile: what came after the saving would be another edit. */
  const saving = async <T,>(save: () => Promise<Reply<T>>): Promise<Reply<T>> => {
    await flush();
    ended.current = true;
    const reply = await save();
    ended.current = reply.ok;
    if (reply.ok) await refresh();
    else if (latest.current.content !== begun) keepSoon();
    return reply;
  };
  return { isKept, end, saving };
}

async function goOn({ key, itemId }: EditLine): Promise<void> {
  const [reply, row, item] = await Promise.all([
    own('own/edit', { key }),
    findRow(itemId),
    itemId === undefined ? undefined : own('own/item', { id: itemId }),
  ]);
  const kept = heed(reply);
  if (kept.ok)
    openEdit({ kept: kept.value, ...(item?.ok && { item: item.value }), ...(row && { domain: row.domain }) });
  // The item's own view asks for the master password; after that it can be gone on with.
  else if (kept.code === 'guarded' && row) await openItem(row);
  else sayFailed(errorTexts[kept.code]);
}

/**
 * Opens the editor of an item: with what was typed there before, if that is not saved yet and the item did not change
 * since. What was typed over an older one waits on its line.
 */
export async function editItem(item: Item, row: Row): Promise<void> {
  const shown = view.value;
  const lines = heed(await own('own/edits', {}));
  const line = lines.ok ? lines.value.find(({ itemId }) => itemId === item.id) : undefined;
  const edit = line && heed(await own('own/edit', { key: line.key }));
  // Whoever went on, or locked, wants no editor any more.
  if (view.value !== shown) return;
  if (!lines.ok) return sayFailed(errorTexts[lines.code]);
  const isOfThis = edit?.ok && edit.value.base?.revision === item.revision;
  openEdit({ ...(isOfThis && { kept: edit.value }), item, domain: row.domain });
}

async function discard({ key }: EditLine): Promise<void> {
  const edit = await own('own/edit', { key });
  const reply = heed(await own('own/drop-edit', { key }));
  if (!reply.ok) sayFailed(errorTexts[reply.code]);
  else if (edit.ok) sayDiscarded(edit.value);
  await refresh();
}

/** The latest unfinished edit that is not open. */
export function UnfinishedLine() {
  const now = view.value;
  useEffect(() => void whenStill().then(refresh), []);
  const open = now.name === 'edit' ? now.start.kept?.key : undefined;
  const line = lines.value.find(({ key }) => key !== open);
  if (!line || now.name === 'edit') return null;
  return (
    <p class="backupline unfinished" role="status" data-unfinished={line.key}>
      <Icon name="pencil" small />
      <span class="clip" dir="auto">
        {unfinishedTexts.line(line.title)}
      </span>
      <button type="button" class="link" data-action="go-on" onClick={() => void goOn(line)}>
        {unfinishedTexts.goOn}
      </button>
      <button type="button" class="link" data-action="discard" onClick={() => void discard(line)}>
        {unfinishedTexts.discard}
      </button>
    </p>
  );
}
