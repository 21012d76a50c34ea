// The badge of the toolbar's button: how many logins wait to be saved, in brass, on every tab; else, on a tab whose page
// was looked at, how many logins there are for its site. While the vault is locked no tab bears a count. A page cannot see
// the badge. Browsers take a tab's own text away themselves when it goes to another page.

import { topContext } from './frames.js';
import { look } from './vault.js';

const MOST = 99;
const BRASS = '#e3b54a';
const QUIET = '#46484d';

/** Shows how many offers wait; they come before the count of any tab. */
export async function showWaiting(waiting: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: BRASS });
  await browser.action.setBadgeText({ text: waiting === 0 ? '' : String(waiting) });
  if (waiting > 0) await clearCounts();
}

/** Shows how many logins there are for the page of a tab; none while the vault is locked, or while an offer waits. */
export async function countIn(tabId: number): Promise<void> {
  if ((await browser.action.getBadgeText({})) !== '') return;
  const context = await topContext(tabId);
  if (context === undefined) return;
  // All of it within the turn: a lock comes before or after it, and takes away what stands there.
  await look(async (vault) => {
    const { length } = vault.list('', context, 'items', 0).site;
    // An offer may have come meanwhile.
    if (length === 0 || (await browser.action.getBadgeText({})) !== '') return setText(tabId, null);
    await browser.action.setBadgeBackgroundColor({ tabId, color: QUIET });
    return setText(tabId, length > MOST ? `${MOST}+` : String(length));
  });
}

/** The same for the tab in front, as when the vault was unlocked. */
export async function countInFront(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id !== undefined) await countIn(tab.id);
}

/** Takes the counts off all tabs, as when the vault locks. */
export async function clearCounts(): Promise<void> {
  const tabs = await browser.tabs.query({});
  await Promise.allSettled(tabs.map(({ id }) => (id === undefined ? undefined : setText(id, null))));
}

/** Null gives the tab back what stands on every tab; Chromium's types do not know it. */
const setText = (tabId: number, text: string | null): Promise<void> =>
  browser.action.setBadgeText({ tabId, text } as chrome.action.BadgeTextDetails);
