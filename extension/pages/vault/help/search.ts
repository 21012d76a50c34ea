// The search in the help: every word must be in the article; those that have it in the title come first.
// It runs over the few articles as they are; nothing is asked of anyone.

import type { Article, Block } from './article.js';

export interface Hit {
  readonly article: Article;
  /** The sentence of the article that shows why. */
  readonly why: string;
}

function textsOf(block: Block): readonly string[] {
  if (typeof block === 'string') return [block];
  if ('heading' in block) return [block.heading];
  if ('steps' in block) return block.steps;
  return 'points' in block ? block.points : [block.beware];
}

/** Letters and digits alone, in lower case, without accents: so “wont” finds “won’t”. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLocaleLowerCase()
    .replace(/['’\p{M}]/gu, '');

export const wordsOf = (query: string): readonly string[] => plain(query).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Articles that have all words of the query, the best first; all of them for none. */
export function find(articles: readonly Article[], query: string): readonly Hit[] {
  const words = wordsOf(query);
  const hits = articles.flatMap((article) => {
    const texts = [article.lead, ...article.blocks.flatMap(textsOf)];
    const [title, all] = [plain(article.title), plain([article.title, ...texts].join('\n'))];
    if (!words.every((word) => all.includes(word))) return [];
    const count = (text: string) => words.filter((word) => plain(text).includes(word)).length;
    const best = Math.max(...texts.map(count));
    const why = texts.find((text) => count(text) === best) ?? article.lead;
    const inTitle = words.filter((word) => title.includes(word)).length;
    return [{ article, why: words.length === 0 ? article.lead : why, rank: inTitle * 10 + best }];
  });
  return words.length === 0 ? hits : hits.toSorted((a, b) => b.rank - a.rank);
}

/** A text in pieces, each of which is one of the words or is not. */
export function marked(
  text: string,
  words: readonly string[],
): readonly { readonly text: string; readonly hit: boolean }[] {
  if (words.length === 0) return [{ text, hit: false }];
  // The words are letters and digits alone; a text may have an apostrophe between two of them.
  const each = words.map((word) => [...word].join("['’]?")).join('|');
  const pieces = text.split(new RegExp(`(${each})`, 'giu'));
  return pieces.map((piece, at) => ({ text: piece, hit: at % 2 === 1 })).filter((piece) => piece.text !== '');
}
