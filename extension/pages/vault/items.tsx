// The section Items: the list on the inline start side with search, filter and shelves; the item beside it, to read and
// to edit. List and item are the popup's own, by the same signals.

import { useEffect } from 'preact/hooks';
import { Icon } from '../icons.js';
import { kindNames } from '../names.js';
import { IconButton } from '../parts.js';
import type { Filing } from '../popup/filing.js';
import { allFilings, filing } from '../popup/filing.js';
import { Results, SearchField } from '../popup/list.js';
import { AlarmNote } from '../popup/shelves.js';
import { openEdit, refreshList, shelf, view } from '../popup/state.js';
import { Messages } from '../popup/status.js';
import { words } from '../texts.js';
import { itemsTexts } from './items-texts.js';
import { ItemPane } from './pane.js';

export function ItemsSection() {
  useEffect(() => {
    void refreshList();
    return () => {
      filing.value = undefined;
    };
  }, []);
  const open = view.value.name === 'item' || view.value.name === 'edit';
  return (
    <div class="items" data-open={open}>
      <section class="view itemslist" aria-label={itemsTexts.list}>
        <header>
          <SearchField empty={false} takesFocus={!open} />
          <IconButton icon="plus" name={words.add} action="add" onClick={() => openEdit({})} />
        </header>
        {shelf.value === 'items' && <FilingChoice />}
        <AlarmNote />
        <Results />
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

const keyOf = (chosen: Filing | undefined) => (chosen ? `${chosen.by} ${chosen.name}` : '');

/** Narrows the list down to a kind, a folder or a tag that it has. */
function FilingChoice() {
  const all = allFilings.value;
  const group = (by: Filing['by'], label: string, name: (one: Filing) => string) => {
    const some = all.filter((one) => one.by === by);
    return (
      some.length > 0 && (
        <optgroup label={label}>
          {some.map((one) => (
            <option key={keyOf(one)} value={keyOf(one)}>
              {name(one)}
            </option>
          ))}
        </optgroup>
      )
    );
  };
  return (
    <div class="filing">
      <span class="field select">
        <select
          id="filing"
          aria-label={itemsTexts.show}
          value={keyOf(filing.value)}
          onChange={({ currentTarget }) => {
            filing.value = all.find((one) => keyOf(one) === currentTarget.value);
          }}
        >
          <option value="">{itemsTexts.everything}</option>
          {all.some(({ by }) => by === 'favourite') && <option value="favourite ">{itemsTexts.favourites}</option>}
          {group('kind', itemsTexts.kinds, ({ name }) => kindNames[name as keyof typeof kindNames] ?? name)}
          {group('folder', itemsTexts.folders, ({ name }) => name)}
          {group('tag', itemsTexts.tags, ({ name }) => name)}
        </select>
        <Icon name="down" small />
      </span>
    </div>
  );
}
