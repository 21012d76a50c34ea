// Where the popup stands: as the browser's own popup, as its side panel, which goes with the active tab, or as a page in a
// tab that acts for another tab.
// In a frame it is nothing: it never runs there.

import { findTab, namesTab } from './tab.js';

let inPopup = false;
const isPanel = location.pathname.endsWith('/panel.html');

/** Finds out where it stands: in the popup that the toolbar button opens, in the side panel, or in a tab. */
export async function findSurface(): Promise<'popup' | 'panel' | 'page'> {
  // Only a page in a tab has a tab of its own.
  const inTab = namesTab() || (await browser.tabs.getCurrent()) !== undefined;
  inPopup = !inTab && !isPanel;
  return inTab ? 'page' : isPanel ? 'panel' : 'popup';
}

/** Whether the browser is a telephone's, whose popup is a page as large as the screen. */
export const isPhone = navigator.userAgent.includes('Android');

/** Whether it is the browser's own popup. */
export const isPopup = (): boolean => inPopup;

/** Closes the browser's popup; a page in a tab stays. */
export function closePopup(): void {
  if (inPopup) window.close();
}

const FULL_PX = 600;
const LEAST_PX = 280;
const SETTLED_MS = 150;

/**
 * Keeps dock and strip in sight where the browser gives the popup less than its full height: on a low screen, or
 * zoomed. The browser sizes its popup by what is in it, so this waits until that has settled.
 */
export function fitPopup(root: HTMLElement): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fit = () => {
    const low = innerHeight >= LEAST_PX && innerHeight < FULL_PX;
    root.style.blockSize = low ? `${innerHeight}px` : '';
  };
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(fit, SETTLED_MS);
  };
  addEventListener('resize', settle);
  settle();
}

/** Tells of the tab that the side panel acts for, whenever that is another, or shows another page. */
export function followTab(onTab: (id: number | undefined) => void): void {
  let now: number | undefined;
  const look = async () => {
    now = await findTab();
    onTab(now);
  };
  browser.tabs.onActivated.addListener(() => void look());
  browser.tabs.onUpdated.addListener((id, { status, url }) => {
    if (id === now && (status === 'complete' || url !== undefined)) void look();
  });
  void look();
}

/** Opens a section of the vault page, with a query for it, in a tab of its own unless it is here; the popup closes. */
export function openVaultPage(section: string, query = ''): void {
  if (query === '' && location.pathname.endsWith('/vault.html')) location.hash = section;
  else openTab(section, query);
}

const openTab = (section: string, query: string): void =>
  void browser.tabs.create({ url: browser.runtime.getURL(`pages/vault.html${query}#${section}`) }).then(closePopup);
