// The mark of an item: its first letter over the cuts of a key.
// Hue and cuts come from a hash of the registrable domain, so a look-alike domain looks different.
// It is a help, never proof, and it never fetches a favicon: the address stands beside it in words.

import type { ItemKind } from '../generated/core.js';
import type { IconName } from './icons.js';
import { shapes } from './icons.js';

const DEPTHS = ['29.6', '27.6', '25.6', '23.6'] as const;

/** FNV-1a over UTF-16 units, 32 bits: stable everywhere, and nothing here needs more than an even spread. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Hue (0 to 11) and the outline of the cuts for a domain. */
function look(domain: string): { hue: number; cuts: string } {
  const h = hash(domain);
  const depth = (shift: number) => DEPTHS[(h >>> shift) & 3];
  return {
    hue: h % 12,
    cuts: `M0 32V${depth(8)}H7.3L9.9 ${depth(13)}H14.7L17.3 ${depth(18)}H22.1L24.7 ${depth(23)}H32V32Z`,
  };
}

let graphemes: Intl.Segmenter | undefined;

/** The first letter or digit of a title, else its first sign. */
function initial(title: string): string {
  // Most titles begin so; what stands below U+0300 is no mark over the letter before it. A pattern is held against the one
  // letter: the browser keeps the last text that one was held against, also after a lock.
  const letter = title.charAt(0);
  if (/[a-z0-9]/i.test(letter) && !(title.charCodeAt(1) >= 0x300)) return letter.toLocaleUpperCase();
  let first = '';
  graphemes ??= new Intl.Segmenter();
  for (const { segment } of graphemes.segment(title.slice(0, 64).trim())) {
    if (/^[\p{L}\p{N}]/u.test(segment)) return segment.toLocaleUpperCase();
    first ||= segment;
  }
  return first;
}

/** What stands in a mark instead of a letter. */
const ICONS: Partial<Record<ItemKind, IconName>> = { card: 'card', identity: 'user', note: 'note' };

/** The mark of an item; `domain` is its registrable domain, or the title where it has none. */
export function Mark({
  title,
  domain,
  kind,
  size,
}: {
  readonly title: string;
  readonly domain: string;
  readonly kind?: ItemKind;
  readonly size?: 's' | 'l';
}) {
  const icon = kind && ICONS[kind];
  const { hue, cuts } = look(domain || title);
  return (
    // The colours stand on the whole alone: for another item as little as can be is styled anew.
    <svg class={`mark h${hue} ${size ?? ''}`} viewBox="0 0 32 32" aria-hidden="true">
      <path d={cuts} opacity=".26" />
      {icon ? (
        <g transform="translate(7 5) scale(.9)" fill="none" stroke-width="1.75" stroke-linecap="round">
          {shapes[icon]()}
        </g>
      ) : (
        <text x="16" y="19">
          {initial(title)}
        </text>
      )}
    </svg>
  );
}
