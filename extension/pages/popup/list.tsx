// The unlocked vault at a glance: the search with the focus, this site's logins first with the reason, all others below.
// Arrows move the chosen row, Enter fills it. An offer that waits for this tab stands on top.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../../generated/core.js';
import { appearance } from '../appearance.js';
import { BackupLine } from '../backup-line.js';
import { errorTexts } from '../error-texts.js';
import { focusFirst } from '../first-focus.js';
import { generatorTexts } from '../generator-texts.js';
import { Icon } from '../icons.js';
import { IconButton, Note } from '../parts.js';
import { listTexts } from '../texts.js';
import { words } from '../words.js';
import { ChangeCard } from './changing.js';
import { copyCodeOf, copyPasswordOf, copyUsername, copyUsernameOf } from './copy.js';
import { EmptyVault } from './empty.js';
import { canFill, fill } from './fill.js';
import { OfferCard } from './offer.js';
import type { Picks, Viewport } from './rows.js';
import { Rows, rowHeights, rowId } from './rows.js';
import { AlarmNote, ShelfHead, Shelves } from './shelves.js';
import {
  chosen,
  chosenRow,
  isAnswered,
  listing,
  listingFailed,
  lock,
  noteSeen,
  openEdit,
  openGenerator,
  openItem,
  openSettings,
  query,
  rowCount,
  search,
  settled,
  shelf,
  shownOffer,
  viewName,
} from './state.js';
import { Messages, Strip } from './status.js';
import { closePopup, openVaultPage } from './surface.js';
import { UnfinishedLine } from './unfinished.js';

/** True where the page behind can be filled at all. */
const fillable = () => listing.value?.siteHost !== undefined;

/** Whether choosing this row fills it; a guarded one asks in its own view first. */
const fills = ({ kind, guarded }: Row) => fillable() && canFill(kind) && !guarded && shelf.value === 'items';

const open = (row: Row) => void openItem(row);
const act = (row: Row) => void (fills(row) ? fill(row) : openItem(row));

export function ListView() {
  const empty = listing.value?.total === 0 && shelf.value === 'items';
  const offer = shownOffer.value;
  return (
    <div class="view" data-view={viewName.value}>
      <Head empty={empty} />
      <AlarmNote />
      <ChangeCard />
      {empty && !offer ? <EmptyVault /> : <Results />}
      <UnfinishedLine />
      <BackupLine onLook={() => openVaultPage('export')} />
      <Messages />
      {!offer && chosenRow.value && <Dock row={chosenRow.value} />}
      <Strip />
    </div>
  );
}

function move(by: number): void {
  const count = rowCount.value;
  if (count > 0) chosen.value = Math.min(Math.max(chosen.value + by, 0), count - 1);
}

const PAGE_ROWS = 7;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE_ROWS, PageUp: -PAGE_ROWS };

/** What Ctrl and a key copy of the chosen row. */
const copies: Readonly<Record<string, (row: Row) => Promise<void>>> = {
  c: copyPasswordOf,
  u: copyUsernameOf,
  o: copyCodeOf,
};

function onSearchKey(event: KeyboardEvent, first: ((event: KeyboardEvent) => boolean) | undefined): void {
  if (
    event.isComposing ||
    document.querySelector(':popover-open') ||
    !(event.currentTarget instanceof HTMLInputElement) ||
    first?.(event)
  )
    return;
  const { selectionStart, selectionEnd } = event.currentTarget;
  const row = chosenRow.value;
  const step = steps[event.key];
  // What is chosen of the text is copied as everywhere.
  const isCopy =
    (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && selectionStart === selectionEnd;
  const copy = isCopy ? copies[event.key.toLowerCase()] : undefined;
  // Of an answer that is still to come it is the first row that is meant, and none of those before.
  const use = (work: (row: Row) => void) => {
    if (isAnswered()) return row && work(row);
    void settled().then((is) => is && chosenRow.value && work(chosenRow.value));
  };
  if (step !== undefined) move(step);
  else if (event.key === 'Enter' && event.shiftKey) use(open);
  else if (event.key === 'Enter' && !event.repeat) use(act);
  else if (event.key === 'Escape' && query.value !== '') search('');
  else if (event.key === 'Escape') closePopup();
  else if (copy !== undefined) use((row) => void copy(row));
  else if (event.key === '?' && query.value === '') document.getElementById('shortcuts')?.togglePopover();
  else return;
  event.preventDefault();
}

const Head = ({ empty }: { readonly empty: boolean }) => (
  <header>
    <SearchField empty={empty} takesFocus={shownOffer.value === undefined} />
    <IconButton icon="plus" name={words.add} action="add" onClick={() => openEdit({})} />
    <IconButton icon="die" name={generatorTexts.heading} action="generator" onClick={openGenerator} />
    <IconButton icon="tune" name={words.settings} action="settings" onClick={openSettings} />
    <IconButton icon="lock" name={words.lock} action="lock" onClick={() => void lock()} />
  </header>
);

/** The search; it keeps the focus and names the chosen row. A waiting offer takes the focus to its own first field. */
export function SearchField({
  empty,
  takesFocus,
  onKey,
}: {
  readonly empty: boolean;
  readonly takesFocus: boolean;
  /** Hears each key first; true if it was for it. */
  readonly onKey?: (event: KeyboardEvent) => boolean;
}) {
  const field = useRef<HTMLInputElement>(null);
  const offered = shownOffer.value !== undefined;
  // Before the first paint: what is typed at once finds it.
  useLayoutEffect(() => {
    if (takesFocus) focusFirst(field.current);
  }, [takesFocus]);
  const label = empty ? listTexts.nothingToSearch : listTexts.search(listing.value?.total ?? 0);
  const row = chosenRow.value;
  return (
    <label class="field">
      <Icon name="search" />
      <input
        id="search"
        ref={field}
        role="combobox"
        aria-expanded={rowCount.value > 0}
        aria-controls="rows-site rows-others"
        aria-autocomplete="list"
        aria-activedescendant={row && !offered ? rowId(chosen.value) : undefined}
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        value={query.value}
        onInput={({ currentTarget }) => search(currentTarget.value)}
        onKeyDown={(event) => onSearchKey(event, onKey)}
      />
      {onKey && query.value === '' && <kbd>/</kbd>}
    </label>
  );
}

/** The list's height before it is measured, in px: as in the browser's popup, which gets its size later, or in a tab. */
const firstHeight = (): number => Math.min(Math.max(innerHeight - 140, 460), 580);

/** Whether the rows that are drawn for one viewport serve another: a little less height takes nothing away. */
const isCovered = (now: Viewport, drawn: Viewport): boolean =>
  now.top === drawn.top &&
  now.site === drawn.site &&
  now.other === drawn.other &&
  now.height <= drawn.height &&
  now.height + 2 * now.other > drawn.height;

/** The list below the search. With `picks` it stands under a head of its own, and several can be chosen. */
export function Results({ picks }: { readonly picks?: Picks }) {
  const scroller = useRef<HTMLElement>(null);
  const dense = appearance.value?.rows;
  const [viewport, setViewport] = useState<Viewport>(() => ({
    top: 0,
    height: firstHeight(),
    ...rowHeights(),
  }));
  useLayoutEffect(() => {
    const area = scroller.current;
    if (!area) return;
    const measure = () => {
      const now = { top: area.scrollTop, height: area.clientHeight, ...rowHeights() };
      noteSeen(Math.ceil(now.height / now.other));
      setViewport((old) => (isCovered(now, old) ? old : now));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(area);
    area.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      area.removeEventListener('scroll', measure);
    };
  }, [dense]);
  const list = listing.value;
  // Another question starts at its first answer. What is typed changes nothing here before it is answered.
  const asked = list?.searched ?? '';
  useLayoutEffect(() => {
    if (scroller.current && viewport.top !== 0) scroller.current.scrollTop = 0;
  }, [asked]);

  // Beside an item the list is not the main part.
  const Frame = (picks === undefined ? 'main' : 'div') as 'main';
  const offer = shownOffer.value;
  const site = list?.site ?? [];
  const others = list?.others ?? [];
  return (
    // What scrolls must be within reach of the keyboard.
    <Frame class="results" ref={scroller} tabIndex={0} aria-busy={list === undefined}>
      <h1 class="visually-hidden">{listTexts.heading}</h1>
      {offer && <OfferCard key={offer.id} offer={offer} />}
      {listingFailed.value && (
        <div class="inset" data-error={listingFailed.value}>
          <Note tone="bad" text={errorTexts[listingFailed.value]} awaited />
        </div>
      )}
      {shelf.value !== 'items' && <ShelfHead rows={others} bare={picks !== undefined} />}
      {list?.siteHost !== undefined && (site.length > 0 || asked === '') && (
        <div class="sect">
          <b class="clip">
            <bdi dir="ltr">{list.siteName ? `${list.siteName} (${list.siteHost})` : list.siteHost}</bdi>
          </b>
          {site.length > 0 ? (
            <span>{listTexts.logins(site.length)}</span>
          ) : (
            <span class="flex">
              {listTexts.noneHere}
              <button type="button" class="link" data-action="add" onClick={() => openEdit({})}>
                {listTexts.addHere}
              </button>
            </span>
          )}
        </div>
      )}
      {list?.lookalike !== undefined && list.siteHost !== undefined && (
        <div class="inset" data-lookalike={list.lookalike}>
          <Note tone="warn" text={listTexts.lookalike(list.lookalike, list.siteHost)} article="will-not-fill" />
        </div>
      )}
      <Rows id="rows-site" rows={site} from={0} site viewport={viewport} onPick={act} />
      {others.length > 0 && shelf.value === 'items' && !picks && (
        <div class="sect next">
          <b>{asked === '' ? listTexts.lately : site.length > 0 ? listTexts.matches : listTexts.items}</b>
          {asked !== '' && site.length === 0 && <span>{listTexts.found(list?.found ?? 0)}</span>}
        </div>
      )}
      <Rows
        id="rows-others"
        rows={others}
        count={list?.found ?? 0}
        from={site.length}
        viewport={viewport}
        picks={picks}
        onPick={open}
      />
      {list && asked !== '' && rowCount.value === 0 && <NoMatch text={asked} />}
      {list && shelf.value === 'items' && !picks && <Shelves />}
      <p class="visually-hidden" role="status">
        {asked !== '' && list ? listTexts.found(rowCount.value) : ''}
      </p>
    </Frame>
  );
}

const NoMatch = ({ text }: { readonly text: string }) => (
  <div class="nomatch">
    <p class="second">
      <bdi>{listTexts.noMatch(text)}</bdi>
    </p>
    <button type="button" class="btn plain" data-action="add" onClick={() => openEdit({ title: text })}>
      <Icon name="plus" small />
      {listTexts.addIt}
    </button>
  </div>
);

function Dock({ row }: { readonly row: Row }) {
  return (
    <section class="dock" aria-label={listTexts.dock}>
      {fills(row) ? (
        <button type="button" class="btn plate" data-action="fill" onClick={() => void fill(row)}>
          {words.fill} <kbd>↵</kbd>
        </button>
      ) : (
        <button type="button" class="btn plate" data-action="open" onClick={() => void openItem(row)}>
          {words.open} <kbd>↵</kbd>
        </button>
      )}
      {row.username && row.kind === 'login' && (
        <button
          type="button"
          class="btn"
          data-action="copy-username"
          title={words.copyUsername}
          onClick={() => void copyUsername(row.id, row.username)}
        >
          <Icon name="user" small />
          {words.user}
        </button>
      )}
      {row.kind === 'login' && (
        <button
          type="button"
          class="btn"
          data-action="copy-password"
          title={words.copyPassword}
          onClick={() => void copyPasswordOf(row)}
        >
          <Icon name="key" small />
          {words.password}
        </button>
      )}
      {fills(row) && (
        <>
          <span class="grow" />
          <IconButton icon="next" name={words.open} action="open" flip onClick={() => void openItem(row)} />
        </>
      )}
    </section>
  );
}
