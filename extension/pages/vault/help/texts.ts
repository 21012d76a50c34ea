// The words around the articles: search, the list, and the report of a problem. Plain and brief.

import type { Sentences } from '../../error-texts.js';

export const helpTexts = {
  name: 'Help',
  search: 'Search the help',
  articles: 'Articles',
  none: (query: string) => `Nothing for “${query}”. Try one word.`,
  found: (n: number) => (n === 1 ? '1 article' : `${n} articles`),
  stuck: 'Still stuck?',
  report: 'Report a problem',
  back: 'Back to the vault',
} as const;

export const reportTexts = {
  heading: 'Report a problem',
  lead: 'What helps to find a fault, and nothing else: versions, settings, counts, and the last errors by their codes. No addresses, names, titles or passwords. Read it, then give it to whoever helps you. Latchkey sends it nowhere.',
  page: (n: number) =>
    `It is also about the page that the popup stood on: where its ${n === 1 ? 'field stands' : `${n} fields stand`}, what Latchkey takes them for, and what came of the last fill. Not its address, and no text of it.`,
  locked: 'The vault is locked, so its settings and counts are not in it. Unlock it first if they may matter.',
  preview: 'All that the report says',
  copy: 'Copy',
  save: 'Save as a file',
  copied: 'Copied.',
  notCopied: {
    what: 'The browser did not let Latchkey copy.',
    safe: 'The clipboard is as it was.',
    next: 'Select the text and copy it, or save it as a file.',
  } satisfies Sentences,
  fileName: 'latchkey-report',
} as const;
