// One item: what it is, its parts to read and copy; favourite, archive, edit, trash, fill. A guarded one asks for the master
// password, is shown for a minute and covered again. The trash gives it back; deleting for good asks once, in place.

import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FactorProof, Item, ItemContent, Row } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { Mark } from '../mark.js';
import { kindNames } from '../names.js';
import { IconButton, Note } from '../parts.js';
import { shortened } from '../say.js';
import { itemTexts, listTexts } from '../texts.js';
import { words } from '../words.js';
import { AskMaster } from './ask-master.js';
import { useEscape } from './escape.js';
import { canFill, fill } from './fill.js';
import { guardLeftMs, unguard } from './guard.js';
import type { FilesPart } from './item-parts.js';
import { Parts } from './item-parts.js';
import { canOpenAndFill, OpenAndFill } from './open-fill.js';
import { RawWay } from './raw-way.js';
import type { View } from './state.js';
import { findRow, heed, listing, openItem, refreshList, showList, view } from './state.js';
import { Messages } from './status.js';
import { refreshUndo } from './undo.js';
import { editItem } from './unfinished.js';

/** A title of more signs is cut until somebody asks for the whole. */
const LONG_TITLE = 60;

type Change = 'own/trash' | 'own/delete' | 'own/put';

export function ItemView({
  row,
  item,
  failed,
  Files,
}: Extract<View, { name: 'item' }> & {
  /** Shows the item's files where there is room to add and take them; else they are named only. */
  readonly Files?: FilesPart;
}) {
  const back = useRef<HTMLButtonElement>(null);
  const [deleting, setDeleting] = useState(false);
  const [refused, setRefused] = useState(failed);
  const detail = useRef<HTMLElement>(null);
  useEffect(() => back.current?.focus(), []);
  // Beside a list nothing leads back; who saved goes on at what was pressed before, as soon as that is there.
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (activeElement !== body && activeElement !== detail.current) return;
    (document.querySelector<HTMLElement>('[data-view="item"] [data-action="edit"]') ?? detail.current)?.focus();
  }, [item?.id]);
  useEscape(() => (deleting ? setDeleting(false) : showList()));
  useEffect(() => setRefused(failed), [failed]);
  const guarded = item?.content.guarded === true;
  useEffect(() => {
    if (!guarded) return;
    const cover = () => {
      view.value = { name: 'item', row, failed: 'guarded' };
    };
    const timer = setTimeout(cover, guardLeftMs());
    return () => clearTimeout(timer);
  }, [guarded, row]);

  const base = item && { id: item.id, revision: item.revision };
  /** Does it, and shows the item again as it is now; or the list, if it went from there. */
  const change = async (asked: ReturnType<typeof own<Change>>, goes: boolean) => {
    const reply = heed(await asked);
    setDeleting(false);
    if (!reply.ok) return setRefused(reply.code);
    if (goes) showList();
    await Promise.all([refreshList(), refreshUndo()]);
    if (!goes) await openItem((await findRow(row.id)) ?? row);
  };
  const put = (patch: Partial<ItemContent>, goes: boolean) =>
    item &&
    void change(own('own/put', { input: { base, content: { ...item.content, ...patch }, strength: undefined } }), goes);
  const trash = (trashed: boolean) => base && void change(own('own/trash', { base, trashed }), true);
  const remove = () => base && void change(own('own/delete', { bases: [base] }), true);
  const uncover = async (proofs: readonly FactorProof[]) => {
    const code = await unguard(proofs);
    if (code === undefined) await openItem(row);
    return code;
  };

  const inTrash = item?.trashedMs !== undefined;
  return (
    <div class="view" data-view="item">
      <header>
        <button
          ref={back}
          type="button"
          class="btn icon"
          aria-label={words.back}
          title={words.back}
          data-action="back"
          onClick={showList}
        >
          <Icon name="back" flip />
        </button>
        {/* Where there is room for it; else the foot of the item says it. */}
        <span class="hint grow clip edited">
          {item && (item.revision > 1 ? itemTexts.changed(item.changedMs) : itemTexts.created(item.createdMs))}
        </span>
        {item && !inTrash && (
          <Actions
            content={item.content}
            onPut={put}
            onEdit={() => void editItem(item, row)}
            onTrash={() => trash(true)}
          />
        )}
      </header>
      <main ref={detail} class="detail" data-item-id={row.id} tabIndex={item ? undefined : -1}>
        <ItemHead row={row} item={item}>
          {item && Files && canOpenAndFill(item) && <OpenAndFill id={item.id} class="plate" />}
        </ItemHead>
        {refused === 'guarded' && !item ? (
          <>
            <Note tone="brass" text={itemTexts.guarded} />
            <AskMaster verb={itemTexts.guardedShow} onProofs={uncover} />
          </>
        ) : (
          refused && (
            <div data-error={refused}>
              <Note tone="bad" text={errorTexts[refused]} awaited>
                {refused === 'damaged-item' && <RawWay />}
              </Note>
            </div>
          )
        )}
        {item && <Parts item={item} usedMs={row.usedMs} Files={Files} />}
      </main>
      <Messages />
      {item && inTrash && !deleting && (
        <section class="dock" aria-label={words.restore}>
          <button type="button" class="btn plate grow" data-action="restore" onClick={() => trash(false)}>
            {words.restore}
          </button>
          <button type="button" class="btn danger" data-action="delete" onClick={() => setDeleting(true)}>
            <Icon name="bin" small />
            {words.deleteForGood}
          </button>
        </section>
      )}
      {item && deleting && (
        <DeleteDock
          text={itemTexts.deleteAsk(shortened(item.content.title || row.title))}
          onDelete={remove}
          onKeep={() => setDeleting(false)}
        />
      )}
      {item && !inTrash && !Files && canFill(item.content.kind) && <FillDock row={row} item={item} />}
    </div>
  );
}

/** What can be done with an item in use; one that a newer version made is only shown. */
function Actions({
  content,
  onPut,
  onEdit,
  onTrash,
}: {
  readonly content: ItemContent;
  readonly onPut: (patch: Partial<ItemContent>, goes: boolean) => void;
  readonly onEdit: () => void;
  readonly onTrash: () => void;
}) {
  const { favourite, archived, kind } = content;
  return (
    <>
      {kind !== 'unknown' && (
        <>
          <IconButton
            icon="star"
            name={words.favourite}
            action="favourite"
            class={favourite ? 'is-on' : ''}
            aria-pressed={favourite}
            onClick={() => onPut({ favourite: !favourite }, false)}
          />
          <IconButton
            icon="archive"
            name={archived ? words.unarchive : words.archive}
            action="archive"
            class={archived ? 'is-on' : ''}
            aria-pressed={archived}
            onClick={() => onPut({ archived: !archived }, true)}
          />
          <IconButton icon="pencil" name={words.edit} action="edit" onClick={onEdit} />
        </>
      )}
      <IconButton icon="bin" name={words.toTrash} action="trash" onClick={onTrash} />
    </>
  );
}

function ItemHead({
  row,
  item,
  children,
}: {
  readonly row: Row;
  readonly item: Item | undefined;
  /** What can be done with it, where that stands here. */
  readonly children: ComponentChildren;
}) {
  const [whole, setWhole] = useState(false);
  const title = item?.content.title || row.title;
  const filed = itemTexts.filed(row.folder, row.tags);
  const kind = row.kind === 'custom' ? item?.content.label || kindNames.custom : kindNames[row.kind];
  return (
    <div class="head">
      <Mark title={title} domain={row.domain} kind={row.kind} size="l" />
      <div class="grow">
        <h1 class={whole ? 'title whole' : 'title clamp'} dir="auto">
          {title}
        </h1>
        {title.length > LONG_TITLE && !whole ? (
          <button type="button" class="link" onClick={() => setWhole(true)}>
            {itemTexts.wholeTitle}
          </button>
        ) : (
          <p class="small second clip">
            <bdi dir="ltr">{row.host || kind}</bdi>
            {filed && <bdi class="filed"> · {filed}</bdi>}
          </p>
        )}
        <Chips row={row} />
      </div>
      {children}
    </div>
  );
}

/** Folder and tags apart, where there is room for them; else they stand behind the address. */
const Chips = ({ row: { folder, tags } }: { readonly row: Row }) =>
  folder === '' && tags.length === 0 ? null : (
    <p class="chips">
      {folder !== '' && (
        <span class="chip">
          <Icon name="folder" small />
          <bdi class="clip">{folder}</bdi>
        </span>
      )}
      {tags.map((tag) => (
        <span class="chip" key={tag}>
          <bdi class="clip">{tag}</bdi>
        </span>
      ))}
    </p>
  );

/** Fills the page behind; where there is none that can be filled, or it is of another site, the login's own is opened. */
function FillDock({ row, item }: { readonly row: Row; readonly item: Item }) {
  const isHere = listing.value?.siteHost !== undefined;
  const opens = canOpenAndFill(item) && row.reason === undefined;
  if (!isHere && !opens) return null;
  return (
    <section class="dock" aria-label={listTexts.dock}>
      {isHere && (
        <button type="button" class="btn plate grow" data-action="fill" onClick={() => void fill(row)}>
          {words.fillHere}
        </button>
      )}
      {opens && <OpenAndFill id={item.id} class={isHere ? '' : 'plate grow'} />}
    </section>
  );
}

/** Asks in place; the way back has the focus, so that a stray Enter deletes nothing. */
export function DeleteDock({
  text,
  verb = words.deleteForGood,
  onDelete,
  onKeep,
}: {
  readonly text: string;
  readonly verb?: string;
  readonly onDelete: () => void;
  readonly onKeep: () => void;
}) {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <section class="dock ask" role="alertdialog" aria-labelledby="delete-ask">
      <p class="small" id="delete-ask" dir="auto">
        {text}
      </p>
      <button ref={keep} type="button" class="btn plain" data-action="keep" onClick={onKeep}>
        {words.keep}
      </button>
      <button type="button" class="btn plain danger" data-action="confirm-delete" onClick={onDelete}>
        <Icon name="bin" small />
        {verb}
      </button>
    </section>
  );
}
