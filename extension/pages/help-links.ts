// Which article of the help belongs to what went wrong. Complete by its types: a code without an article does not compile.
// The articles stand in vault/help/.

import type { Alarm, ErrorCode, FillBlock } from '../generated/core.js';
import { closePopup } from './popup/surface.js';
import { findTab } from './popup/tab.js';

export type ArticleId =
  | 'start'
  | 'save-and-fill'
  | 'will-not-fill'
  | 'everyday'
  | 'settings'
  | 'health'
  | 'master-password'
  | 'locking'
  | 'moving'
  | 'backups'
  | 'trouble'
  | 'breach'
  | 'devices'
  | 'leaves'
  | 'limits';

export const errorArticles: Record<ErrorCode, ArticleId> = {
  'no-vault': 'start',
  'vault-exists': 'start',
  locked: 'locking',
  'wrong-password': 'master-password',
  damaged: 'trouble',
  'damaged-item': 'trouble',
  'newer-version': 'trouble',
  'older-version': 'trouble',
  'not-a-vault': 'trouble',
  'kdf-out-of-range': 'trouble',
  'kdf-memory': 'trouble',
  'not-found': 'trouble',
  conflict: 'trouble',
  'invalid-input': 'trouble',
  'storage-full': 'trouble',
  'storage-failed': 'trouble',
  forbidden: 'trouble',
  'page-changed': 'will-not-fill',
  'page-unreachable': 'will-not-fill',
  'read-only': 'trouble',
  guarded: 'locking',
  'slot-rule': 'master-password',
  'mistyped-code': 'master-password',
  internal: 'trouble',
};

export const blockArticles: Record<FillBlock, ArticleId> = {
  'opaque-origin': 'will-not-fill',
  'insecure-page': 'will-not-fill',
  'other-site': 'will-not-fill',
  'foreign-ancestor': 'will-not-fill',
  'foreign-action': 'will-not-fill',
  'no-fields': 'will-not-fill',
};

export const alarmArticles: Record<Alarm, ArticleId> = {
  'older-vault': 'trouble',
  'header-changed': 'trouble',
  damaged: 'trouble',
};

/** Texts with the article of each. */
export function linked<K extends string, T>(
  texts: Record<K, T>,
  articles: Record<K, ArticleId>,
): Record<K, T & { readonly article: ArticleId }> {
  const keys = Object.keys(texts) as K[];
  const pairs = keys.map((key) => [key, { ...texts[key], article: articles[key] }]);
  return Object.fromEntries(pairs) as Record<K, T & { readonly article: ArticleId }>;
}

let wanted = '';

/** Opens the help in the vault page with these words searched for. */
export function searchHelp(query: string): void {
  wanted = query;
  openHelp();
}

/** What the help is to search for first; asked once. */
export function takeWanted(): string {
  const query = wanted;
  wanted = '';
  return query;
}

/** Opens an article in the vault page: in this tab if that is it, else in one of its own. */
export function openHelp(article?: ArticleId): void {
  const hash = article === undefined ? '#help' : `#help/${article}`;
  if (location.pathname.endsWith('/vault.html')) location.hash = hash;
  else void openTab(hash);
}

/** In a tab of its own; it is told which tab the popup stood on, for a report about that page. */
async function openTab(hash: string): Promise<void> {
  const tab = await findTab();
  const about = tab === undefined ? '' : `?about=${tab}`;
  await browser.tabs.create({ url: browser.runtime.getURL(`pages/vault.html${about}${hash}`) });
  closePopup();
}
