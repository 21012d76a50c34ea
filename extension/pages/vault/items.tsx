// The section Items: the list with its search and head on the inline start side, the item beside it, to read and to edit.
// List and item are the popup's own, by the same signals; several chosen together have their bar below the list.

import { useEffect } from 'preact/hooks';
import { IconButton } from '../parts.js';
import { EmptyVault } from '../popup/empty.js';
import { filedAs, filing, order } from '../popup/filing.js';
import { Results, SearchField } from '../popup/list.js';
import { AlarmNote } from '../popup/shelves.js';
import { listing, openEdit, refreshList, shelf, view } from '../popup/state.js';
import { Messages } from '../popup/status.js';
import { UnfinishedLine } from '../popup/unfinished.js';
import { words } from '../words.js';
import { itemsTexts } from './items-texts.js';
import { ListHead } from './list-head.js';
import { ManyBar } from './many-bar.js';
import { ManyDone } from './many-done.js';
import { ItemPane } from './pane.js';
import { onPickKey, picks, stopPicking } from './picked.js';

order.value = 'title';

export function ItemsSection() {
  useEffect(() => {
    void refreshList();
    return () => {
      filing.value = undefined;
      stopPicking();
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const at = event.target;
      const isTyping = at instanceof Element && at.closest('input, textarea, select') !== null;
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      document.getElementById('search')?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const open = view.value.name === 'item' || view.value.name === 'edit';
  const empty = shelf.value === 'items' && listing.value?.total === 0;
  // An empty vault says its ways on where the list would stand: they are the main part then.
  const List = empty ? 'div' : 'section';
  return (
    <div class="items" data-open={open}>
      <List class="view itemslist" aria-label={empty ? undefined : itemsTexts.list}>
        <header>
          <SearchField empty={empty} takesFocus={!open} onKey={onPickKey} />
          <IconButton
            icon="plus"
            name={words.add}
            action="add"
            class="plate"
            onClick={() => openEdit({ filed: filedAs(filing.value) })}
          />
        </header>
        {!empty && <ListHead />}
        <AlarmNote />
        {empty ? <EmptyVault /> : <Results picks={picks} />}
        <UnfinishedLine />
        <ManyDone />
        <ManyBar />
      </List>
      {open ? <ItemPane /> : <Nothing empty={empty} />}
    </div>
  );
}

const Nothing = ({ empty }: { readonly empty: boolean }) =>
  empty ? (
    <div class="pane nothing">
      <Messages />
    </div>
  ) : (
    <main class="pane nothing">
      {!picks.any() && (
        <>
          <p class="display s">{itemsTexts.none}</p>
          <p class="second">{itemsTexts.noneHint}</p>
        </>
      )}
      <Messages />
    </main>
  );
