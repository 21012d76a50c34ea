// What stands around the list: the ways to archive and trash, what a shelf says of itself, and why a vault can only be read.

import { useState } from 'preact/hooks';
import type { ErrorCode, Row, Shelf } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { shelfNames } from '../names.js';
import { IconButton, Note } from '../parts.js';
import { alarmTexts, listTexts, mendIt, useOlder } from '../texts.js';
import { words } from '../words.js';
import { DeleteDock } from './item.js';
import { RawWay } from './raw-way.js';
import { heed, lock, query, refreshList, refreshStatus, shelf, showShelf, status } from './state.js';

const OTHERS: readonly Shelf[] = ['archive', 'trash'];

/** The ways to what is neither listed nor filled. */
export const Shelves = () => (
  <p class="shelves">
    {OTHERS.map((name) => (
      <button key={name} type="button" class="link" data-shelf={name} onClick={() => showShelf(name)}>
        {shelfNames[name]}
      </button>
    ))}
  </p>
);

/** The name of the archive or the trash, and the way back, unless both stand elsewhere; the trash can be emptied. */
export function ShelfHead({ rows, bare }: { readonly rows: readonly Row[]; readonly bare: boolean }) {
  const [asking, setAsking] = useState(false);
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const empty = async () => {
    const bases = rows.map(({ id, revision }) => ({ id, revision }));
    const reply = heed(await own('own/delete', { bases }));
    setAsking(false);
    setFailed(reply.ok ? undefined : reply.code);
    await refreshList();
  };
  const now = shelf.value;
  return (
    <>
      <div class="sect">
        {!bare && (
          <span class="flex">
            <IconButton icon="back" name={shelfNames.items} action="back" flip onClick={() => showShelf('items')} />
            <b>{shelfNames[now]}</b>
          </span>
        )}
        {now === 'trash' && rows.length > 0 && query.value === '' && (
          <button type="button" class="link" data-action="empty-trash" onClick={() => setAsking(true)}>
            {listTexts.emptyTrash}
          </button>
        )}
      </div>
      {asking && (
        <DeleteDock
          text={listTexts.emptyTrashAsk(rows.length)}
          onDelete={() => void empty()}
          onKeep={() => setAsking(false)}
        />
      )}
      {failed && (
        <div class="inset" data-error={failed}>
          <Note tone="bad" text={errorTexts[failed]} awaited />
        </div>
      )}
      <p class="inset small second">
        {rows.length === 0 && query.value === '' ? listTexts.emptyShelf[now] : now === 'trash' && listTexts.trashHint}
      </p>
    </>
  );
}

/** Why the vault can only be read, and the way on where there is one. */
export function AlarmNote() {
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const alarm = status.value?.alarm;
  if (!alarm) return null;
  const go = async (how: 'own/accept-older' | 'own/mend') => {
    const reply = heed(await own(how, {}));
    setFailed(reply.ok ? undefined : reply.code);
    await Promise.all([refreshStatus(), refreshList()]);
  };
  return (
    <div class="inset" data-alarm={alarm}>
      <Note tone="bad" text={alarmTexts[alarm]} awaited>
        <div class="noteactions">
          {alarm === 'older-vault' && (
            <button
              type="button"
              class="btn plain"
              data-action="accept-older"
              onClick={() => void go('own/accept-older')}
            >
              {useOlder}
            </button>
          )}
          {alarm === 'damaged' && (
            <button type="button" class="btn plain" data-action="mend" onClick={() => void go('own/mend')}>
              {mendIt}
            </button>
          )}
          <RawWay />
          <button type="button" class="btn plain" data-action="lock-now" onClick={() => void lock()}>
            {words.lock}
          </button>
        </div>
        {failed && <p data-error={failed}>{errorTexts[failed].what}</p>}
      </Note>
    </div>
  );
}
