// The section Items: the list with its search and head on the inline start side, the item beside it, to read and to edit.
// List and item are the popup's own, by the same signals; several chosen together have their bar below the list.

import { useEffect } from 'preact/hooks';
import { IconButton } from '../parts.js';
import { filing, order } from '../popup/filing.js';
import { Results, SearchField } from '../popup/list.js';
import { AlarmNote } from '../popup/shelves.js';
import { openEdit, refreshList, view } from '../popup/state.js';
import { Messages } from '../popup/status.js';
import { words } from '../texts.js';
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
  const open = view.value.name === 'item' || view.value.name === 'edit';
  return (
    <div class="items" data-open={open}>
      <section class="view itemslist" aria-label={itemsTexts.list}>
        <header>
          <SearchField empty={false} takesFocus={!open} onKey={onPickKey} />
          <IconButton icon="plus" name={words.add} action="add" class="plate" onClick={() => openEdit({})} />
        </header>
        <ListHead />
        <AlarmNote />
        <Results picks={picks} />
        <ManyDone />
        <ManyBar />
      </section>
      {open ? <ItemPane /> : <Nothing />}
    </div>
  );
}

const Nothing = () => (
  <div class="pane nothing">
    <p class="display s">{itemsTexts.none}</p>
    <p class="second">{itemsTexts.noneHint}</p>
    <Messages />
  </div>
);
