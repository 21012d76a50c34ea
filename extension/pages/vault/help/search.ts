// The search in the help: the articles that have most of what is typed, those that have it in the title first, then those
// that people look for by such words. It runs over the few articles as they are; nothing is asked of anyone.

import { say } from '../../say.js';
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

/** Words as the user's language parts them, of which some stand with no blank between; none that says nothing by itself. */
function telling(query: string): readonly string[] {
  const parts = new Intl.Segmenter(browser.i18n.getUILanguage(), { granularity: 'word' }).segment(plain(query));
  const words = [...parts].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
  const fillers = new Set(wordsOf(say('help_fillers')));
  const kept = words.filter((word) => !fillers.has(word));
  return kept.length > 0 ? kept : words;
}

const WEIGHTS = { title: 8, also: 5, text: 1 } as const;
/** Long words are found in another form, too: "importing" finds "import". */
const stemOf = (word: string): string => word.slice(0, Math.max(5, word.length - 3));

/** Articles that have the most words of the query, the best first; all of them for none. */
export function find(articles: readonly Article[], query: string): readonly Hit[] {
  const words = telling(query);
  if (words.length === 0) return articles.map((article) => ({ article, why: article.lead }));
  const hits = articles.map((article) => {
    const texts = [article.lead, ...article.blocks.flatMap(textsOf)];
    const places = { title: plain(article.title), also: plain(article.also), text: plain(texts.join('\n')) };
    const weights = words.map((word) => {
      const of = (part: string) =>
        Object.entries(WEIGHTS).reduce((sum, [place, weight]) => {
          const has = places[place as keyof typeof places].includes(part);
          return has ? sum + weight : sum;
        }, 0);
      return of(word) || of(stemOf(word)) / 2;
    });
    const count = (text: string) => words.filter((word) => plain(text).includes(word)).length;
    const best = Math.max(...texts.map(count));
    const why = best === 0 ? article.lead : (texts.find((text) => count(text) === best) ?? article.lead);
    const rank = weights.reduce((sum, weight) => sum + weight, 0);
    return { article, why, rank, found: weights.filter((weight) => weight > 0).length };
  });
  const most = Math.max(...hits.map(({ found }) => found));
  return hits.filter(({ found }) => found > 0 && found === most).toSorted((a, b) => b.rank - a.rank);
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
