// The address bar's keyword: `lk` and some words find items by title and host. Enter opens the item's page, and fills
// nothing. While the vault is locked nothing is looked for, and Enter leads to unlocking. Searching puts off no lock.

import type { Row } from '../generated/core.js';
import { hasOffscreen } from './offscreen.js';
import { look, status } from './vault.js';

const MOST = 6;
/** What stands beside the keyword. Firefox shows it a key late, so it says nothing of what was found. */
const SAID = {
  none: browser.i18n.getMessage('omnibox_none'),
  locked: browser.i18n.getMessage('omnibox_locked'),
  unlocked: browser.i18n.getMessage('omnibox_unlocked'),
} as const;

/** Chromium reads a suggestion as XML, Firefox as it is. */
const escaped = (text: string): string =>
  hasOffscreen() ? text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`) : text;

/** One line without signs that steer the direction of writing: a title must not draw over what stands around it. */
const plain = (text: string): string => text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

/** What stands in the address bar once a suggestion is chosen, for each item; several of one line are numbered. */
function linesOf(found: readonly Row[]): string[] {
  const seen = new Map<string, number>();
  return found.map(({ title, host }) => {
    const line = [plain(title), plain(host)].filter((part) => part !== '').join(' · ');
    const count = (seen.get(line) ?? 0) + 1;
    seen.set(line, count);
    return count === 1 ? line : `${line} (${count})`;
  });
}

const NUMBER = / \(\d+\)$/;

/** Items whose title or host has every word, the best first; none while the vault is locked. */
async function find(text: string): Promise<Row[]> {
  const words = text
    .replace(NUMBER, '')
    .toLowerCase()
    .split(/[\s·]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const { others } = await look((vault) => vault.list('', undefined, 'items'));
  const begins = (row: Row) => Number(!row.title.toLowerCase().startsWith(words[0] ?? ''));
  return others
    .filter((row) => {
      const said = `${row.title} ${row.host}`.toLowerCase();
      return words.every((word) => said.includes(word));
    })
    .sort((a, b) => begins(a) - begins(b));
}

const sayFor = (state: keyof typeof SAID): Promise<void> =>
  Promise.resolve(browser.omnibox.setDefaultSuggestion({ description: escaped(SAID[state]) }));

/** The user has typed the keyword. */
export const barBegun = async (): Promise<void> => sayFor((await status()).state);

let turn = 0;

/** The user types after the keyword. */
export async function typedInBar(
  text: string,
  suggest: (found: chrome.omnibox.SuggestResult[]) => void,
): Promise<void> {
  turn += 1;
  const mine = turn;
  const { state } = await status();
  const found = state === 'unlocked' ? await find(text).catch(() => []) : [];
  if (mine !== turn) return;
  await sayFor(state);
  // The address bar never shows what is typed already.
  const lines = linesOf(found).filter((line) => line !== '' && line !== text);
  suggest(lines.slice(0, MOST).map((line) => ({ content: line, description: escaped(line) })));
}

/** The user pressed Enter: the item's page opens, or where to unlock. */
export async function enteredInBar(text: string): Promise<void> {
  const { state } = await status();
  const found = state === 'unlocked' ? await find(text).catch(() => []) : [];
  const chosen = found[linesOf(found).indexOf(text)] ?? found[0];
  const hash = state === 'none' ? '#welcome' : chosen === undefined ? '#items' : `#items/${chosen.id}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`pages/vault.html${hash}`) });
}
