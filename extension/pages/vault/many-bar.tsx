// The bar below the list for the items that are chosen together: their count, and what can be done with all of them. What
// needs a name or a yes is asked in place.

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Refiling } from '../../moving-messages.js';
import type { IconName } from '../icons.js';
import { IconButton, TextField } from '../parts.js';
import { DeleteDock } from '../popup/item.js';
import { rows, shelf } from '../popup/state.js';
import { words } from '../words.js';
import { counted } from './filings.js';
import { tidied } from './list-head.js';
import { baseOf, deleteAll, going, refile } from './many.js';
import { manyTexts } from './many-texts.js';
import { pickAll, picked, picking, stopPicking } from './picked.js';

/** The items that are to be exported alone, as the section for taking out finds them. */
export const onlyThese = signal<readonly string[] | undefined>(undefined);

type Asking = 'folder' | 'tag' | 'delete' | undefined;
type Doing = () => Promise<boolean>;

export function ManyBar() {
  const [asking, setAsking] = useState<Asking>();
  const chosen = [...picked.value.values()];
  const some = chosen.length > 0;
  useEffect(() => {
    if (!some) setAsking(undefined);
  }, [some]);
  if (!some && !picking.value) return null;

  const run = async (doing: Doing) => {
    setAsking(undefined);
    if (await doing()) stopPicking();
    if (!picked.value.size) document.getElementById('search')?.focus();
  };
  const bases = chosen.map(baseOf);
  const change = (how: Refiling, text: (n: number) => string) => void run(() => refile(bases, how, text));
  const set = (what: Refiling['what'], to: '' | 'on', text: (n: number) => string) =>
    change({ what, from: '', to }, text);
  const { favourite, unfavourite, archive, unarchive, trash, restore, moved, tagged, untagged, deleted } =
    manyTexts.done;
  const areFavourites = some && chosen.every((row) => row.favourite);
  const at = shelf.value;

  return (
    <section class="many" aria-label={manyTexts.bar} data-many={chosen.length}>
      {asking === 'folder' && (
        <NameForm
          by="folder"
          onEnd={() => setAsking(undefined)}
          onName={(name) => change({ what: 'folder', from: '', to: name }, (n) => moved(n, name))}
        />
      )}
      {asking === 'tag' && (
        <NameForm
          by="tag"
          onEnd={() => setAsking(undefined)}
          onName={(name) => change({ what: 'tag', from: '', to: name }, (n) => tagged(n, name))}
          onOff={(name) => change({ what: 'tag', from: name, to: '' }, (n) => untagged(n, name))}
        />
      )}
      {asking === 'delete' && (
        <DeleteDock
          text={manyTexts.deleteAsk(chosen.length)}
          onDelete={() => void run(() => deleteAll(bases, deleted(bases.length)))}
          onKeep={() => setAsking(undefined)}
        />
      )}
      <div class="dock manydock">
        <span class="strong num grow" role="status">
          {some ? manyTexts.chosen(chosen.length) : <span class="second small">{manyTexts.none}</span>}
        </span>
        {chosen.length < rows.value.length && (
          <button type="button" class="link" data-action="pick-all" onClick={pickAll}>
            {manyTexts.all}
          </button>
        )}
        <IconButton icon="x" name={manyTexts.clear} action="pick-none" onClick={stopPicking} />
      </div>
      {some && (
        <div class="dock manydock" aria-busy={going.value !== undefined}>
          {at === 'trash' ? (
            <>
              <Act
                icon="again"
                name={manyTexts.restore}
                action="many-restore"
                onClick={() => set('trashed', '', restore)}
              />
              <Act icon="bin" name={manyTexts.delete} action="many-delete" onClick={() => setAsking('delete')} />
            </>
          ) : (
            <>
              <Act icon="folder" name={manyTexts.folder} action="many-folder" onClick={() => setAsking('folder')} />
              <Act icon="tag" name={manyTexts.tag} action="many-tag" onClick={() => setAsking('tag')} />
              <Act
                icon="star"
                name={areFavourites ? manyTexts.unfavourite : manyTexts.favourite}
                action="many-favourite"
                onClick={() => (areFavourites ? set('favourite', '', unfavourite) : set('favourite', 'on', favourite))}
              />
              {at === 'archive' ? (
                <Act
                  icon="archive"
                  name={manyTexts.unarchive}
                  action="many-unarchive"
                  onClick={() => set('archived', '', unarchive)}
                />
              ) : (
                <Act
                  icon="archive"
                  name={manyTexts.archive}
                  action="many-archive"
                  onClick={() => set('archived', 'on', archive)}
                />
              )}
            </>
          )}
          <Act
            icon="out"
            name={manyTexts.export}
            action="many-export"
            onClick={() => {
              onlyThese.value = chosen.map(({ id }) => id);
              location.hash = '#export';
            }}
          />
          <span class="grow" />
          {at !== 'trash' && (
            <Act icon="bin" name={manyTexts.trash} action="many-trash" onClick={() => set('trashed', 'on', trash)} />
          )}
        </div>
      )}
    </section>
  );
}

const Act = (button: {
  readonly icon: IconName;
  readonly name: string;
  readonly action: string;
  readonly onClick: () => void;
}) => <IconButton {...button} />;

/** Asks for a folder or a tag, of those that there are or a new one. */
function NameForm({
  by,
  onName,
  onOff,
  onEnd,
}: {
  readonly by: 'folder' | 'tag';
  readonly onName: (name: string) => void;
  readonly onOff?: (name: string) => void;
  readonly onEnd: () => void;
}) {
  const [name, setName] = useState('');
  useEffect(() => document.getElementById('many-name')?.focus(), []);
  const tidy = tidied(by, name);
  const isNamed = by === 'folder' || tidy !== '';
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed) onName(tidy);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onEnd();
      }}
    >
      <TextField
        id="many-name"
        label={by === 'folder' ? manyTexts.folderName : manyTexts.tagName}
        value={name}
        onInput={setName}
        maxLength={1000}
        dir="auto"
        listId="many-names"
      />
      <datalist id="many-names">
        {counted(by).map((each) => (
          <option key={each.name} value={each.name} />
        ))}
      </datalist>
      <p class="hint">{by === 'folder' ? manyTexts.folderHint : manyTexts.tagHint}</p>
      <div class="flex end">
        <button type="button" class="btn" data-action="keep-filing" onClick={onEnd}>
          {words.cancel}
        </button>
        {onOff && (
          <button
            type="button"
            class="btn plain"
            data-action="take-off"
            aria-disabled={!isNamed}
            onClick={() => isNamed && onOff(tidy)}
          >
            {manyTexts.takeOff}
          </button>
        )}
        <button type="submit" class="btn plain" data-action="name-it" aria-disabled={!isNamed}>
          {by === 'folder' ? manyTexts.move : manyTexts.add}
        </button>
      </div>
    </form>
  );
}
