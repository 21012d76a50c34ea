// The head of the list: what is shown and how many, its order, the way to choose several; of a folder or a tag also its
// other name and its end, each for all items in it, wherever they lie.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorCode, ItemBase, Shelf } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note, TextField } from '../parts.js';
import type { Filing } from '../popup/filing.js';
import { filing, listing, order } from '../popup/filing.js';
import { DeleteDock } from '../popup/item.js';
import { heed, rows, shelf } from '../popup/state.js';
import { number } from '../say.js';
import { words } from '../words.js';
import { isShown, showFiling } from './filings.js';
import { baseOf, forgetDone, refile } from './many.js';
import { manyTexts } from './many-texts.js';
import { picking, stopPicking } from './picked.js';
import { railTexts } from './rail-texts.js';

type Label = Filing & { readonly by: 'folder' | 'tag' };

const labelOf = (by: Filing | undefined): Label | undefined =>
  by?.by === 'folder' || by?.by === 'tag' ? { by: by.by, name: by.name } : undefined;

function nameOf(by: Filing | undefined, at: Shelf): string {
  if (at !== 'items' || by === undefined) return railTexts.shelves[at];
  if (by.by === 'favourite') return railTexts.favourites;
  if (by.by === 'passkey') return railTexts.passkeys;
  return by.by === 'kind' ? (railTexts.kinds[by.name as keyof typeof railTexts.kinds] ?? by.name) : by.name;
}

export function ListHead() {
  const [doing, setDoing] = useState<'rename' | 'remove' | undefined>();
  const now = filing.value;
  const label = labelOf(now);
  const name = nameOf(now, shelf.value);
  useEffect(() => setDoing(undefined), [name]);
  return (
    <div class="listhead">
      <div class="sect">
        <b class="clip" data-listed>
          <bdi>{name}</bdi>
        </b>
        <span class="num">{number(rows.value.length)}</span>
        <span class="grow" />
        {label && (
          <>
            <IconButton
              icon="pencil"
              name={railTexts.rename[label.by]}
              action="rename"
              onClick={() => setDoing('rename')}
            />
            <IconButton
              icon="x"
              name={railTexts.remove[label.by]}
              action="remove-label"
              onClick={() => setDoing('remove')}
            />
          </>
        )}
        <IconButton
          icon="check"
          name={railTexts.several}
          action="several"
          class={picking.value ? 'is-on' : ''}
          aria-pressed={picking.value}
          onClick={() => {
            if (picking.value) stopPicking();
            else picking.value = true;
          }}
        />
        {/* What is searched for stands by how well it fits. */}
        {(listing.value?.searched ?? '') === '' && <Order />}
      </div>
      {label && doing === 'rename' && <Rename key={label.name} label={label} onEnd={() => setDoing(undefined)} />}
      {label && doing === 'remove' && <Remove label={label} onEnd={() => setDoing(undefined)} />}
    </div>
  );
}

const Order = () => (
  <span class="order">
    <select
      id="order"
      aria-label={railTexts.order}
      value={order.value}
      onChange={({ currentTarget }) => {
        order.value = currentTarget.value === 'change' ? 'change' : 'title';
      }}
    >
      <option value="title">{railTexts.byTitle}</option>
      <option value="change">{railTexts.byChange}</option>
    </select>
    <Icon name="down" small />
  </span>
);

const SHELVES: readonly Shelf[] = ['items', 'archive', 'trash'];

/** All items of a folder or a tag, on every shelf. */
async function basesOf({ by, name }: Label): Promise<readonly ItemBase[] | ErrorCode> {
  const found: ItemBase[] = [];
  for (const at of SHELVES) {
    const reply = heed(await own('own/list', { query: '', shelf: at }));
    if (!reply.ok) return reply.code;
    const isIn = ({ folder, tags }: { readonly folder: string; readonly tags: readonly string[] }) =>
      by === 'tag' ? tags.includes(name) : folder === name || folder.startsWith(`${name}/`);
    found.push(...reply.value.others.filter(isIn).map(baseOf));
  }
  return found;
}

/** Gives all items of a folder or tag another one; shows them there afterwards. */
async function relabel(label: Label, to: string, text: (n: number) => string): Promise<ErrorCode | undefined> {
  // What was said of the last work, and its undo, ends with the press and not once all items were found.
  forgetDone();
  const bases = await basesOf(label);
  if (typeof bases === 'string') return bases;
  const done = await refile(bases, { what: label.by, from: label.name, to }, text);
  // Who went on to something else meanwhile stays there.
  if (done && isShown(shelf.value, label)) showFiling('items', to === '' ? undefined : { by: label.by, name: to });
  return undefined;
}

function Rename({ label, onEnd }: { readonly label: Label; readonly onEnd: () => void }) {
  const [name, setName] = useState(label.name);
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  useEffect(() => document.querySelector<HTMLInputElement>('#label-name')?.select(), []);
  const tidy = tidied(label.by, name);
  const rename = async () => {
    if (tidy === '' || tidy === label.name) return onEnd();
    const code = await relabel(label, tidy, (n) => manyTexts.done.renamed(n, label.name, tidy));
    if (code) setFailed(code);
    else onEnd();
  };
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        void rename();
      }}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <TextField
        id="label-name"
        label={railTexts.newName[label.by]}
        value={name}
        onInput={setName}
        maxLength={1000}
        dir="auto"
      />
      {label.by === 'folder' && <p class="hint">{railTexts.nested}</p>}
      {failed && <Note tone="bad" text={errorTexts[failed]} awaited />}
      <div class="flex end">
        <button type="button" class="btn" data-action="keep-name" onClick={onEnd}>
          {words.cancel}
        </button>
        <button type="submit" class="btn plain" data-action="rename-it">
          {railTexts.renameIt}
        </button>
      </div>
    </form>
  );
}

function Remove({ label, onEnd }: { readonly label: Label; readonly onEnd: () => void }) {
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  // Counted on all shelves, whatever the list shows.
  const [count, setCount] = useState<number | undefined>();
  useEffect(() => {
    void basesOf(label).then((bases) => (typeof bases === 'string' ? setFailed(bases) : setCount(bases.length)));
  }, [label]);
  const parent = label.by === 'folder' ? label.name.split('/').slice(0, -1).join('/') : '';
  const ask = (n: number) =>
    label.by === 'folder' ? railTexts.removeAsk.folder(label.name, n, parent) : railTexts.removeAsk.tag(label.name, n);
  const remove = async () => {
    const code = await relabel(label, parent, (n) => manyTexts.done.removed(n, label.name));
    if (code) setFailed(code);
    else onEnd();
  };
  return (
    <>
      {count !== undefined && (
        <DeleteDock text={ask(count)} verb={railTexts.removeIt} onDelete={() => void remove()} onKeep={onEnd} />
      )}
      {failed && <Note tone="bad" text={errorTexts[failed]} awaited />}
    </>
  );
}

/** A name as it is stored: a folder has no empty parts. */
export const tidied = (by: 'folder' | 'tag', name: string): string =>
  by === 'tag'
    ? name.trim()
    : name
        .split('/')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .join('/');
