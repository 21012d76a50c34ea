// Words with what a search found in them marked. It searches nothing itself.

import { marked, wordsOf } from './help/search.js';

export const Marked = ({ text, query }: { readonly text: string; readonly query: string }) => (
  <>{marked(text, wordsOf(query)).map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text))}</>
);
