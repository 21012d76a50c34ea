// What an article is: a title, a sentence on its use, and blocks of text. It holds types alone.

import type { ArticleId } from '../../help-links.js';

/** A text is a paragraph. */
export type Block =
  | string
  | { readonly heading: string }
  | { readonly steps: readonly string[] }
  | { readonly points: readonly string[] }
  | { readonly beware: string };

export interface Article {
  readonly id: ArticleId;
  readonly title: string;
  readonly lead: string;
  /** Other words that people look for it by; they are never shown. */
  readonly also: string;
  readonly blocks: readonly Block[];
}
