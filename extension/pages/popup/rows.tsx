// Rows of items under the search: a grid of which only the visible part is in the document, so that ten thousand items
// cost no more than ten. Focus stays in the search; the chosen row is named to it by its id.

import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from '../../generated/core.js';
import { Icon } from '../icons.js';
import { Mark } from '../mark.js';
import { kindNames } from '../names.js';
import { IconButton } from '../parts.js';
import { listTexts } from '../texts.js';
import { words } from '../words.js';
import { copiedPart, copyPasswordOf, copyUsername } from './copy.js';
import { FoundSign } from './found-sign.js';
import { chosen, comeNear, isRenewing, openItem, shownOffer } from './state.js';

/** What the scrolled area shows, and the heights of a row under the current site and of any other, in px. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
  readonly site: number;
  readonly other: number;
}

/** How several rows are chosen together, where they can be. */
export interface Picks {
  readonly has: (id: string) => boolean;
  /** Whether boxes are shown. */
  readonly any: () => boolean;
  /** A press on a row; true if it chose and is not to open anything. */
  readonly press: (place: number, event: MouseEvent) => boolean;
  readonly toggle: (place: number) => void;
}

const OVERSCAN_ROWS = 4;
/** In a list as high as this, the first row is seen whatever stands above it. */
const HIGH_PX = 300;
/** Place of the row that the pointer came to last: no other carries buttons, which would be most of a list's document. */
const pointed = signal(-1);
/** The item that was pressed: the list may be answered anew before the press ends, and another stand there. */
let pressed = '';
export const rowId = (place: number) => `row-${place}`;

/** Heights of a row under the current site and of any other, in px, as the tokens and the user's font size say. */
export function rowHeights(): { readonly site: number; readonly other: number } {
  const style = getComputedStyle(document.documentElement);
  const rem = Number.parseFloat(style.fontSize) || 16;
  const other = (Number.parseFloat(style.getPropertyValue('--row')) || 3.25) * rem;
  return { site: Math.max(other, 3.75 * rem), other };
}

/** One grid; `from` is the place of its first row in the whole list. */
export function Rows({
  id,
  rows,
  count = rows.length,
  from,
  site,
  viewport,
  picks,
  onPick,
}: {
  readonly id: string;
  readonly rows: readonly Row[];
  /** How many there are, if not all are here. */
  readonly count?: number;
  readonly from: number;
  readonly site?: boolean;
  readonly viewport: Viewport;
  readonly picks?: Picks | undefined;
  readonly onPick: (row: Row) => void;
}) {
  const grid = useRef<HTMLDivElement>(null);
  const height = site ? viewport.site : viewport.other;
  // Where nobody scrolled nothing is asked of the layout, which each key would have to wait for: no grid begins above the
  // rows before it, and for each heading between them a row too many is drawn.
  const isAtTop = viewport.top === 0;
  const offset = isAtTop ? from * viewport.site : (grid.current?.offsetTop ?? 0);
  const overscan = isAtTop ? 1 : OVERSCAN_ROWS;
  const first = Math.max(0, Math.floor((viewport.top - offset) / height) - overscan);
  const seen = Math.ceil((viewport.top + viewport.height - offset) / height);
  const last = Math.min(rows.length, seen + overscan);
  const place = chosen.value - from;
  const isSeen = useRef(false);
  isSeen.current = isAtTop && chosen.value === 0 && viewport.height > HIGH_PX;
  useKeptInView(grid, place, count, height, isSeen);
  useEffect(() => {
    if (rows.length < count) comeNear(from + Math.min(Math.max(seen, place), count));
  }, [rows.length, count, from, seen, place]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be windowed; the search owns this grid as its popup.
    <div
      role="grid"
      id={id}
      ref={grid}
      aria-label={listTexts.items}
      aria-rowcount={count}
      aria-multiselectable={picks ? true : undefined}
      data-picking={picks?.any() ? '' : undefined}
      style={{ blockSize: `${count * height}px` }}
    >
      <div role="presentation" style={{ blockSize: `${first * height}px` }} />
      {rows.slice(first, Math.max(first, last)).map((row, i) => (
        <ItemRow
          // By its place: another row there takes over its elements instead of having them made anew.
          key={from + first + i}
          row={row}
          place={from + first + i}
          index={first + i + 1}
          site={site ?? false}
          picks={picks}
          onPick={onPick}
        />
      ))}
    </div>
  );
}

/** Scrolls just so far that the chosen row can be seen. */
function useKeptInView(
  grid: { readonly current: HTMLDivElement | null },
  place: number,
  count: number,
  height: number,
  /** Looked at, not waited for: whoever scrolls away from the chosen row is not brought back. */
  isSeen: { readonly current: boolean },
): void {
  useLayoutEffect(() => {
    if (isSeen.current || isRenewing()) return;
    const scroller = grid.current?.closest('.results');
    if (!grid.current || !scroller || place < 0 || place >= count) return;
    const top = grid.current.offsetTop + place * height;
    // The first row of all brings its heading along.
    const above = place === 0 ? Math.min(top, 40) : 0;
    if (top - above < scroller.scrollTop) scroller.scrollTop = top - above;
    else if (top + height > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = top + height - scroller.clientHeight;
  }, [grid, place, count, height, isSeen]);
}

function ItemRow({
  row,
  place,
  index,
  site,
  picks,
  onPick,
}: {
  readonly row: Row;
  readonly place: number;
  readonly index: number;
  readonly site: boolean;
  readonly picks: Picks | undefined;
  readonly onPick: (row: Row) => void;
}) {
  // While an offer is on top, the keys belong to it.
  const here = chosen.value === place && !shownOffer.value;
  const several = picks?.any() ?? false;
  const selected = several ? (picks?.has(row.id) ?? false) : here;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field has the focus and the keys; see list.tsx.
    // biome-ignore lint/a11y/useSemanticElements: a row of the grid above.
    <div
      class={`row${site ? ' site' : ''}${several && here ? ' is-here' : ''}`}
      role="row"
      id={rowId(place)}
      aria-rowindex={index}
      aria-selected={selected}
      data-item-id={row.id}
      tabIndex={-1}
      onPointerEnter={() => {
        pointed.value = place;
      }}
      onPointerDown={() => {
        pressed = row.id;
      }}
      onClickCapture={(event) => {
        // Who works by keys or by ear presses nothing before.
        if (event.detail > 0 && pressed !== row.id) event.stopPropagation();
      }}
      onClick={(event) => {
        if (picks?.press(place, event)) return;
        chosen.value = place;
        onPick(row);
      }}
    >
      {picks ? (
        <Tick row={row} place={place} picks={picks} />
      ) : (
        <Mark title={row.title} domain={row.domain} kind={row.kind} />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of the grid above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search, which names the chosen row. */}
      <div class="clip" role="gridcell">
        <div class="a clip" dir="auto">
          {row.title}
        </div>
        <div class="b clip" dir="auto">
          <bdi>{row.username || row.host || kindNames[row.kind]}</bdi>
        </div>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of the grid above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the search, which names the chosen row. */}
      <div class="end" role="gridcell">
        <Tokens row={row} />
        <Reason row={row} selected={selected} />
        {pointed.value === place && <RowActions row={row} />}
      </div>
    </div>
  );
}

/** The mark with a box over it: for the pointer, as the row says itself whether it is chosen. */
const Tick = ({ row, place, picks }: { readonly row: Row; readonly place: number; readonly picks: Picks }) => (
  // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard the search's Space does the same.
  // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
  <span
    class={picks.has(row.id) ? 'tick is-on' : 'tick'}
    data-action="pick"
    onClick={(event) => {
      event.stopPropagation();
      picks.toggle(place);
    }}
  >
    <Mark title={row.title} domain={row.domain} kind={row.kind} />
    <span class="box">
      <Icon name="check" small />
    </span>
  </span>
);

/** What marks an item out: something to mend, a passkey, a favourite, or one that asks first. */
const Tokens = ({ row }: { readonly row: Row }) => (
  <span class="tokens">
    <FoundSign id={row.id} />
    {row.hasPasskey && <Icon name="passkey" small token="passkey" />}
    {row.favourite && <Icon name="star" small token="favourite" />}
    {row.guarded && <Icon name="lock" small token="guarded" />}
  </span>
);

/** Why the row stands under this site; for another host of the site, that host. */
function Reason({ row, selected }: { readonly row: Row; readonly selected: boolean }) {
  if (copiedPart.value.startsWith(`${row.id} `)) {
    return (
      <span class="why copied">
        <Icon name="check" small />
        {words.copied}
      </span>
    );
  }
  if (!row.reason) return null;
  const tone = selected ? 'why chip brass' : 'why';
  const reason = listTexts.reasons[row.reason];
  if (row.reason === 'this-address') return <span class={tone}>{reason}</span>;
  // A pattern is long: the pointer shows it whole. Of another host, the host is the reason.
  if (row.reason === 'pattern')
    return (
      <span class={`${tone} clip`} title={row.matchedHost}>
        {reason}
      </span>
    );
  return (
    <span class={`${tone} clip`} title={reason}>
      <bdi dir="ltr">{row.matchedHost ?? row.host}</bdi>
    </span>
  );
}

/** Shown when the pointer is over the row; by keyboard the same stand in the dock, so they take no tab stops here. */
function RowActions({ row }: { readonly row: Row }) {
  const act = (does: () => void) => (event: MouseEvent) => {
    event.stopPropagation();
    does();
  };
  return (
    <span class="rowactions">
      {row.username && (
        <IconButton
          icon="user"
          name={words.copyUsername}
          action="copy-username"
          tabIndex={-1}
          onClick={act(() => void copyUsername(row.id, row.username))}
        />
      )}
      <IconButton
        icon="key"
        name={words.copyPassword}
        action="copy-password"
        tabIndex={-1}
        onClick={act(() => void copyPasswordOf(row))}
      />
      <IconButton
        icon="next"
        name={words.open}
        action="open"
        flip
        tabIndex={-1}
        onClick={act(() => void openItem(row))}
      />
    </span>
  );
}
