// Which article of the help belongs to what went wrong. Complete by its types: a code without an article does not compile.
// It holds names alone; the articles stand in vault/help/.

import type { Alarm, ErrorCode, FillBlock } from '../generated/core.js';

export type ArticleId =
  | 'start'
  | 'save-and-fill'
  | 'will-not-fill'
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

/** Opens an article in the vault page: in this tab if that is it, else in one of its own. */
export function openHelp(article?: ArticleId): void {
  const hash = article === undefined ? '#help' : `#help/${article}`;
  if (location.pathname.endsWith('/vault.html')) location.hash = hash;
  else void browser.tabs.create({ url: browser.runtime.getURL(`pages/vault.html${hash}`) }).then(closeIfPopup);
}

/** A popup goes once its work is done elsewhere; a page in a tab stays. */
const closeIfPopup = () => {
  if (document.documentElement.dataset['surface'] === 'popup') window.close();
};
