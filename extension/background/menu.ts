// The menu in a page: which fields bear the mark, what the menu shows, and when a choice in it becomes a fill.
// One menu a tab, in this worker's memory: with the worker it dies. What the page can see of it depends on the form
// alone, never on what is stored. Our document and the content script may only refuse; the ticket's route decides.

import type { PageSnapshot, Purpose, Role } from '../generated/core.js';
import type { FillOutcome, Mark, MenuView } from '../messages.js';
import { withRule } from '../messages.js';
import { appearance } from './appearance.js';
import { codeOf, Failure } from './failure.js';
import { fillDocument, noteFill } from './fill.js';
import type { Frame, FrameSender, PageSender } from './frames.js';
import { askContent, checkStandsIn, contextOf, framesOf } from './frames.js';
import { makeIn } from './generator.js';
import { policy } from './policy.js';
import { readMenuBits, writeMenuBits } from './storage.js';
import { look, readPage, save, status, use } from './vault.js';

const ASK_MS = 1_000;
/** So long the tab must have been in front before a choice in it counts. */
const IN_FRONT_MS = 500;
const POPUP_PAUSE_MS = 1_000;

interface Menu {
  readonly nonce: string;
  readonly sender: PageSender;
  readonly mark: Mark;
  /** Our document, once it has spoken. */
  documentId?: string;
  /** The rows that it may show, and whether each is of exactly this address. */
  readonly shown: Map<string, boolean>;
}

const menus = new Map<number, Menu>();
/** When last another tab or window came to the front, anywhere. */
let turnedMs = Date.now();
let popupMs = 0;

/** Another tab or window came to the front. */
export function turned(): void {
  turnedMs = Date.now();
}

/**
 * Fields that bear the mark, and the forms in which they do: a password in any, a code only on a step of its own, where
 * one choice releases nothing else, and a new password, which the menu makes.
 */
const MARKED: ReadonlyMap<Role, Purpose | undefined> = new Map([
  ['username', 'sign-in'],
  ['email', 'sign-in'],
  ['current-password', undefined],
  ['one-time-code', 'one-time-code'],
  ['new-password', undefined],
]);

/** The mark that a field bears which a person touched. */
export async function markOf(snapshot: PageSnapshot, field: number, sender: PageSender): Promise<Mark | null> {
  if (sender.frameId !== 0 || (await isOff(sender))) return null;
  const { roles, purposes } = await readPage(snapshot);
  const role = roles.find((each) => each.field === field)?.role;
  const form = snapshot.fields[field]?.form;
  const purpose = form === undefined ? undefined : purposes[form];
  if (role === undefined || !MARKED.has(role)) return null;
  const only = MARKED.get(role);
  if (only !== undefined && only !== purpose) return null;
  return role === 'new-password' ? role : 'saved';
}

/** Which sites are without a menu only the open vault knows: while it is locked, such a list keeps the menu away. */
async function isOff({ origin }: PageSender): Promise<boolean> {
  const [{ menuOff, menuPicky }, set] = await Promise.all([readMenuBits(), policy()]);
  if (set?.noMenu) return true;
  if (menuOff || !menuPicky) return menuOff;
  const { hostname } = new URL(origin);
  return look((vault) => vault.settings().sites.some(({ host, noMenu }) => noMenu && host === hostname)).catch(
    () => true,
  );
}

/** A person opened the menu in a tab's top document. */
export async function openMenu(mark: Mark, sender: PageSender): Promise<{ nonce: string }> {
  if (sender.frameId !== 0 || (await isOff(sender))) throw new Failure('forbidden');
  const nonce = crypto.randomUUID();
  menus.set(sender.tabId, { nonce, sender, mark, shown: new Map() });
  return { nonce };
}

/** The menu that a nonce stands for. Throws unless the sender is the one document it belongs to. */
async function claim(nonce: string, sender: FrameSender): Promise<Menu> {
  const menu = menus.get(sender.tabId);
  if (menu === undefined || menu.nonce !== nonce) throw new Failure('forbidden');
  if (menu.documentId !== undefined && menu.documentId !== sender.documentId) throw new Failure('forbidden');
  await checkStandsIn(menu.sender, sender);
  return menu;
}

/** What the menu shows; told once. */
export async function rows(nonce: string, sender: FrameSender): Promise<MenuView> {
  const menu = await claim(nonce, sender);
  if (menu.documentId !== undefined) throw new Failure('forbidden');
  menu.documentId = sender.documentId;
  const { origin } = menu.sender;
  // A telephone's browser has neither zoom of a tab nor windows.
  const [{ state }, zoom = 1, { theme }] = await Promise.all([
    status(),
    browser.tabs.getZoom?.(sender.tabId),
    appearance(),
  ]);
  const makes = menu.mark === 'new-password';
  const bare: MenuView = { state, makes, rows: [], siteHost: new URL(origin).host, origin, zoom, theme };
  if (state !== 'unlocked') return bare;
  const context = await contextOf(menu.sender);
  const { site } = await look((vault) => vault.list('', context, 'items', 0));
  for (const { id, reason } of site) menu.shown.set(id, reason === 'this-address');
  return { ...bare, rows: site };
}

/** Our document vouches for a choice. What else must hold is asked here, and the menu is spent. */
export async function choose(nonce: string, id: string, sender: FrameSender): Promise<null> {
  const menu = await claim(nonce, sender);
  const isExact = menu.shown.get(id);
  if (isExact === undefined || menu.documentId === undefined) throw new Failure('forbidden');
  menus.delete(sender.tabId);
  const top = (await framesOf(sender.tabId)).find(({ frameId }) => frameId === 0);
  if (top === undefined) throw new Failure('page-changed');
  // Another host's login takes a second act, where both hosts are shown.
  if (!isExact) {
    await askContent(top, 'content/close', { what: 'menu' }, ASK_MS).catch(() => null);
    return openPopup(sender.tabId);
  }
  if (!(await mayCount(top, nonce))) return refuse(sender.tabId, id);
  const { filled } = await fillDocument({ ...top, documentId: menu.sender.documentId }, id);
  return filled.length > 0 ? null : openPopup(sender.tabId);
}

/** Our document vouches that a new password is wanted: it is made here, by what its field says, and kept before it goes. */
export async function make(nonce: string, sender: FrameSender): Promise<null> {
  const menu = await claim(nonce, sender);
  if (menu.mark !== 'new-password' || menu.documentId === undefined) throw new Failure('forbidden');
  menus.delete(sender.tabId);
  const top = (await framesOf(sender.tabId)).find(({ frameId }) => frameId === 0);
  if (top === undefined) throw new Failure('page-changed');
  if (!(await mayCount(top, nonce))) return refuse(sender.tabId);
  const failed = (thrown: unknown): FillOutcome =>
    noteFill(sender.tabId, { filled: [], refused: [], blocked: codeOf(thrown) });
  const { filled } = await makeIn({ ...top, documentId: menu.sender.documentId }).catch(failed);
  return filled.length > 0 ? null : openPopup(sender.tabId);
}

const mayCount = async (top: Frame, nonce: string): Promise<boolean> =>
  (await isInFront(top.tabId)) && (await isVouchedFor(top, nonce));

async function isInFront(tabId: number): Promise<boolean> {
  if (Date.now() - turnedMs < IN_FRONT_MS) return false;
  const { active, windowId } = await browser.tabs.get(tabId);
  return active && (browser.windows === undefined || (await browser.windows.get(windowId)).focused);
}

const isVouchedFor = (top: Frame, nonce: string): Promise<boolean> =>
  askContent(top, 'content/vouch', { nonce }, ASK_MS).catch(() => false);

/** Nothing is released; the popup says why, and fills by a second act. */
function refuse(tabId: number, itemId?: string): Promise<null> {
  noteFill(tabId, { filled: [], refused: [], blocked: 'covered' }, itemId);
  return openPopup(tabId);
}

/** Our document or the content script asks for the popup. */
export async function goOn(nonce: string, covered: boolean, sender: FrameSender): Promise<null> {
  await claim(nonce, sender);
  menus.delete(sender.tabId);
  return covered ? refuse(sender.tabId) : openPopup(sender.tabId);
}

/** A person opened the menu where none can stand. */
export async function popupInstead(covered: boolean, sender: PageSender): Promise<null> {
  if (sender.frameId !== 0) throw new Failure('forbidden');
  return covered ? refuse(sender.tabId) : openPopup(sender.tabId);
}

/** There may be no window to open it in, or one may be open; the toolbar button is always there. */
async function openPopup(tabId: number): Promise<null> {
  const { active, windowId } = await browser.tabs.get(tabId);
  if (!active || Date.now() - popupMs < POPUP_PAUSE_MS) return null;
  popupMs = Date.now();
  await browser.action.openPopup({ windowId }).catch(() => undefined);
  return null;
}

/** The user wants no menu on this site, or nowhere. */
export async function hide(nonce: string, everywhere: boolean, sender: FrameSender): Promise<null> {
  const menu = await claim(nonce, sender);
  if (everywhere) {
    await writeMenuBits({ menuOff: true });
  } else {
    const host = new URL(menu.sender.origin).hostname;
    // First the bit: a menu too few is the safer mistake.
    await writeMenuBits({ menuPicky: true });
    await use((vault) => {
      const settings = vault.settings();
      const sites = withRule(settings.sites, host, { noMenu: true });
      return save(vault, () => ({ change: vault.putSettings({ ...settings, sites }, Date.now()) }));
    });
  }
  menus.delete(sender.tabId);
  return null;
}

/** Whether menus are shown at all. */
export async function menuSwitch(on?: boolean): Promise<{ on: boolean }> {
  if (on !== undefined) await writeMenuBits({ menuOff: !on });
  return { on: !(await readMenuBits()).menuOff };
}

/** The list of sites without a menu has changed. */
export const noteMenuSites = (sites: readonly string[]): Promise<void> =>
  writeMenuBits({ menuPicky: sites.length > 0 });

/** Closes every menu, as when the vault locks. */
export async function closeMenus(): Promise<void> {
  const tabs = [...menus.keys()];
  menus.clear();
  await Promise.allSettled(
    tabs.map((tabId) => askContent({ tabId, frameId: 0 }, 'content/close', { what: 'menu' }, ASK_MS)),
  );
}

/** Forgets a closed tab. */
export const forgetMenu = (tabId: number): boolean => menus.delete(tabId);
