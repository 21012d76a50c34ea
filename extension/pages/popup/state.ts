// What the popup knows, as signals, and the ways from view to view.
// It asks the background and keeps its answers; it holds no secret but the item that is being looked at or edited,
// and forgets that when the view is left or the vault locks.

import { batch, computed, signal } from '@preact/signals';
import type { UnfinishedEdit } from '../../edit-messages.js';
import type { ErrorCode, Item, Row, Settings, Shelf } from '../../generated/core.js';
import type { FillOutcome, OfferView, Reply, SiteListing, Status } from '../../messages.js';
import { own } from '../ask.js';
import { ownAtOnce } from '../line.js';
import type { First } from '../popup-first.js';
import type { Filed } from './filing.js';
import { answered, listing } from './filing.js';
import { FIRST_ROWS } from './tab.js';

/** What a new or changed item starts from. */
export interface EditStart {
  /** An edit of before that goes on; `item` is what it is an edit of. */
  readonly kept?: UnfinishedEdit;
  readonly item?: Item;
  /** What its mark is drawn from, as the list knows it. */
  readonly domain?: string;
  readonly title?: string;
  /** What a new item is, so that it lies where the list looks. */
  readonly filed?: Filed;
  /** A password that was generated before, and the origin it was inserted at, if any. */
  readonly made?: { readonly password: string; readonly origin: string };
}

/** The last attempt to fill: what was chosen and, once known, what came of it. */
export interface Attempt {
  readonly row: Row | undefined;
  readonly outcome?: FillOutcome;
}

export type View =
  | { readonly name: 'loading' | 'create' | 'unlock' | 'list' | 'generator' | 'settings' }
  | { readonly name: 'item'; readonly row: Row; readonly item?: Item; readonly failed?: ErrorCode }
  | { readonly name: 'edit'; readonly start: EditStart };

export const view = signal<View>({ name: 'loading' });
export const status = signal<Status | undefined>(undefined);
export const trouble = signal<ErrorCode | undefined>(undefined);
export const query = signal('');
/** Where the list looks: the items in use, the archive or the trash. */
export const shelf = signal<Shelf>('items');
export { listing };
export const listingFailed = signal<ErrorCode | undefined>(undefined);
/** Place of the chosen row, counted through this site's rows and then the others. */
export const chosen = signal(0);
/** Offers shown as cards: those of this tab, or after a click on the strip all that wait. */
export const offers = signal<readonly OfferView[]>([]);
export const settings = signal<Settings | undefined>(undefined);
export const attempt = signal<Attempt | undefined>(undefined);

/** The rows that are here; in the popup these may be only the first of them. */
export const rows = computed<readonly Row[]>(() => [...(listing.value?.site ?? []), ...(listing.value?.others ?? [])]);
/** How many rows there are. */
export const rowCount = computed(() => (listing.value ? listing.value.site.length + listing.value.found : 0));
export const chosenRow = computed<Row | undefined>(() => rows.value[chosen.value]);
/** The offer on top of the list; a search hides it. */
export const shownOffer = computed<OfferView | undefined>(() =>
  query.value === '' && shelf.value === 'items' ? offers.value.find(({ offer }) => offer !== undefined) : undefined,
);
/** The name of the view for `data-view`. */
export const viewName = computed(() => (view.value.name === 'list' && shownOffer.value ? 'offer' : view.value.name));

/** The tab that this popup acts for. */
export const tabId = signal<number | undefined>(undefined);
const ofTab = () => (tabId.value === undefined ? {} : { tabId: tabId.value });

export function forgetOutcome(): void {
  attempt.value = undefined;
}

/** Opens the view that fits the vault's state, dropping what belonged to another. */
function show(next: Status): void {
  status.value = next;
  trouble.value = next.trouble;
  const name = view.value.name;
  if (next.trouble || next.state === 'locked') leaveFor('unlock');
  else if (next.state === 'none') leaveFor('create');
  else if (name === 'loading' || name === 'unlock' || name === 'create') view.value = { name: 'list' };
}

function leaveFor(name: 'unlock' | 'create'): void {
  if (view.value.name !== name) view.value = { name };
  answered.value = undefined;
  settings.value = undefined;
  offers.value = [];
  query.value = '';
  shelf.value = 'items';
  chosen.value = 0;
  forgetOutcome();
  // A computed signal that nobody watches keeps its last value until somebody reads it again.
  for (const derived of [listing, rows, chosenRow, shownOffer]) void derived.value;
}

/** Passes a reply on; if the vault locked meanwhile, the unlock view comes first. */
export function heed<T>(reply: Reply<T>): Reply<T> {
  if (!reply.ok && reply.code === 'locked' && status.value?.state === 'unlocked')
    show({ ...status.value, state: 'locked' });
  return reply;
}

export async function refreshStatus(early?: Promise<Reply<Status>>): Promise<void> {
  const reply = await (early ?? own('own/status', {}));
  if (reply.ok) {
    const wasClosed = view.value.name === 'unlock' || view.value.name === 'create';
    show(reply.value);
    // Opened in another window: the list is asked for here as well.
    if (wasClosed && view.value.name === 'list' && !listing.value) await Promise.all([refreshList(), refreshOffers()]);
  } else if (view.value.name === 'loading') {
    trouble.value = reply.code;
    view.value = { name: 'unlock' };
  }
}

let asked = 0;
/** The last ask that was answered. */
let ended = 0;
const NEAR_ROWS = 8;
/** How many rows are asked for; all of them in the vault page, and of the shelves that are emptied as a whole. */
let most: number | undefined;
/** How many of them at first. */
let firstRows = FIRST_ROWS;

const askForList = (quiet: boolean): Promise<Reply<SiteListing>> =>
  ownAtOnce('own/list', {
    query: query.value,
    shelf: shelf.value,
    quiet,
    ...(most !== undefined && shelf.value === 'items' && { most }),
    ...ofTab(),
  });

/** How many rows are held against those before: as many as can be drawn, whatever the list's length. */
const COMPARED_ROWS = 64;

/** The new rows, of which those that are the same as before are the old ones: they need not be drawn again. */
const keepSame = (old: readonly Row[], now: readonly Row[]): Row[] =>
  now.map((row, i) => {
    const before = i < COMPARED_ROWS ? old[i] : undefined;
    return before !== undefined && JSON.stringify(before) === JSON.stringify(row) ? before : row;
  });

/** How often the list was asked for, and whether the last answer is still to come. */
export const listAsks = (): { readonly count: number; readonly pending: boolean } => ({
  count: asked,
  pending: ended < asked,
});

let renewing = false;
/** Whether what is drawn now came unasked: then nothing is scrolled to. */
export const isRenewing = (): boolean => renewing;

/** Asks for the list again; an answer that comes after a newer question is dropped. */
export async function refreshList(quiet = false, early?: Promise<Reply<SiteListing>>): Promise<void> {
  const turn = ++asked;
  const text = query.value;
  const reply = await (early ?? askForList(quiet));
  if (turn !== asked) return;
  ended = turn;
  if (!reply.ok) {
    heed(reply);
    listingFailed.value = reply.code === 'locked' || reply.code === 'no-vault' ? undefined : reply.code;
    return;
  }
  listingFailed.value = undefined;
  takeList(reply.value, text);
}

function takeList(list: SiteListing, searched: string): void {
  const { site, others } = answered.value ?? { site: [], others: [] };
  answered.value = {
    ...list,
    searched,
    site: keepSame(site, list.site),
    others: keepSame(others, list.others),
  };
  if (chosen.value >= rowCount.value) chosen.value = Math.max(0, rowCount.value - 1);
}

/** Asks for the list again without the user: it stays where it is, and the same item is the chosen one. */
export async function renewList(): Promise<void> {
  const turn = ++asked;
  const text = query.value;
  const reply = await askForList(true);
  if (turn !== asked) return;
  ended = turn;
  if (!reply.ok) return void heed(reply);
  // What was chosen among the rows of another question is none of these.
  const id = answered.value?.searched === text ? chosenRow.value?.id : undefined;
  renewing = true;
  batch(() => {
    takeList(reply.value, text);
    const place = rows.value.findIndex((row) => row.id === id);
    if (place !== -1) chosen.value = place;
  });
  // It is drawn before any other task.
  setTimeout(() => {
    renewing = false;
  });
}

/** The item that is shown, if another revision of it is stored by now. */
export async function renewItem(): Promise<void> {
  const isSame = (): boolean => view.value === shown;
  const shown = view.value;
  // Whoever is about to delete it is told of the change when they do.
  if (shown.name !== 'item' || !shown.item || document.querySelector('[role="alertdialog"]')) return;
  const { id } = shown.row;
  const found = await own('own/row', { id });
  if (!isSame() || !found.ok || found.value?.revision === shown.item.revision) return;
  const reply = heed(await own('own/item', { id, quiet: true }));
  if (!isSame()) return;
  // A guarded item keeps its row, for by that its minute is counted.
  const row = shown.item.content.guarded ? shown.row : (found.value ?? shown.row);
  view.value = reply.ok ? { name: 'item', row, item: reply.value } : { name: 'item', row, failed: reply.code };
}

/** From now on no more of a long list is asked for than is looked at. */
export function askForFirst(): void {
  most = firstRows;
}

/** Tells how many rows are seen at once, so that a high list asks for them with one question. */
export function noteSeen(count: number): void {
  firstRows = Math.max(FIRST_ROWS, count + 2 * NEAR_ROWS);
}

/** Asks for more rows, if those up to a place are not all here; twice as many, so that a long way takes few questions. */
export function comeNear(place: number): void {
  if (most === undefined || place + NEAR_ROWS < rows.value.length || rows.value.length >= rowCount.value) return;
  const wanted = Math.max(2 * most, place + 2 * NEAR_ROWS);
  // What is asked for already comes.
  if (place + NEAR_ROWS < most && rows.value.length < most) return;
  most = wanted;
  void refreshList();
}

/** The row of an item as it is listed now, if it lies where the list looks. */
export async function findRow(id: string | undefined): Promise<Row | undefined> {
  const here = rows.value.find((row) => row.id === id);
  if (here !== undefined || most === undefined || id === undefined) return here;
  const reply = heed(await own('own/row', { id }));
  if (!reply.ok || reply.value === null) return undefined;
  const { trashedMs, archived } = reply.value;
  const lies: Shelf = trashedMs !== undefined ? 'trash' : archived ? 'archive' : 'items';
  return lies === shelf.value ? reply.value : undefined;
}

let searching: Promise<void> = Promise.resolve();

export function search(text: string): void {
  query.value = text;
  chosen.value = 0;
  if (most !== undefined) most = firstRows;
  searching = refreshList();
}

/** Whether the rows answer what is searched for now. */
export const isAnswered = (): boolean => answered.value?.searched === query.value;

/** Waits until they do; false if something else is searched for or shown by then. */
export async function settled(): Promise<boolean> {
  const [text, shown] = [query.value, view.value];
  await searching;
  return isAnswered() && query.value === text && view.value === shown;
}

/** Looks into another shelf. */
export function showShelf(name: Shelf): void {
  shelf.value = name;
  search('');
}

export async function refreshOffers(
  all = false,
  early?: Promise<Reply<readonly OfferView[]>>,
): Promise<ErrorCode | undefined> {
  const reply = heed(await (early ?? own('own/offers', all ? {} : ofTab())));
  if (!reply.ok) return reply.code;
  offers.value = reply.value;
  return undefined;
}

/** A fill by shortcut or menu that failed so lately opened this popup. */
const LATELY_MS = 5_000;

/** Asks everything at once, or takes what was asked before, so that the first paint waits for one round only. */
export async function begin(early?: Omit<First, 'tab'>): Promise<void> {
  const offered = tabId.value === undefined ? undefined : refreshOffers(false, early?.offers);
  await Promise.all([refreshStatus(early?.status), refreshList(false, early?.list)]);
  // They come last; where none waits at all nothing waits for them.
  if (status.value?.offersWaiting !== 0) await offered;
}

/** Acts for another tab, or for another page in it: its logins first, its offers, nothing of the last fill. */
export async function actFor(tab: number | undefined): Promise<void> {
  if (tabId.value !== tab) forgetOutcome();
  tabId.value = tab;
  if (status.value?.state !== 'unlocked') return;
  if (query.value === '') chosen.value = 0;
  // A page that loads itself again and again must not keep the vault open.
  await Promise.all([refreshList(true), refreshOffers()]);
}

/** Shows why a fill from outside this popup left something undone. */
export async function recallFill(): Promise<void> {
  const tab = tabId.value;
  if (tab === undefined) return;
  const reply = await own('own/last-fill', { tabId: tab });
  const last = reply.ok ? reply.value : null;
  const tells = last?.itemId !== undefined || last?.blocked === 'covered';
  if (!last || !tells || Date.now() - last.atMs > LATELY_MS || last.filled.length > 0) return;
  const { attempt: _count, atMs: _at, itemId, ...outcome } = last;
  const row = await findRow(itemId);
  // Whoever was quicker goes on with something else.
  if (attempt.value === undefined && view.value.name === 'list') attempt.value = { row, outcome };
}

/** Whether it was asked to lock and did not: whoever walks away must know. */
export const lockFailed = signal(false);

export async function lock(): Promise<void> {
  lockFailed.value = false;
  const reply = await own('own/lock', {});
  await refreshStatus();
  lockFailed.value = !reply.ok && status.value?.state === 'unlocked';
}

export function showList(): void {
  forgetOutcome();
  view.value = { name: 'list' };
}

export async function openItem(row: Row): Promise<void> {
  forgetOutcome();
  // Another answer for the item that is shown takes its place without a blank between them.
  if (view.value.name !== 'item' || view.value.row.id !== row.id) view.value = { name: 'item', row };
  const reply = heed(await own('own/item', { id: row.id }));
  const now = view.value;
  if (now.name !== 'item' || now.row.id !== row.id) return;
  view.value = reply.ok ? { name: 'item', row, item: reply.value } : { name: 'item', row, failed: reply.code };
}

export function openEdit(start: EditStart): void {
  forgetOutcome();
  view.value = { name: 'edit', start };
}

export function openGenerator(): void {
  forgetOutcome();
  view.value = { name: 'generator' };
}

export function openSettings(): void {
  forgetOutcome();
  view.value = { name: 'settings' };
}
