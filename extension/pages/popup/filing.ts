// Narrows a list down to what is filed in one way: favourites, a kind, passkeys, a folder with those inside it, or a tag.
// It looks at rows and counts only, and asks nobody.

import { computed, signal } from '@preact/signals';
import type { ItemContent, Row } from '../../generated/core.js';
import type { SiteListing } from '../../messages.js';
import type { Filings } from '../../moving-messages.js';
import { KINDS } from '../contents.js';

export interface Filing {
  readonly by: 'favourite' | 'kind' | 'passkey' | 'folder' | 'tag';
  readonly name: string;
}

/** A list with the words that it was asked for by. */
type Answered = SiteListing & { readonly searched: string };

/** What the background answered, before it is narrowed down. */
export const answered = signal<Answered | undefined>(undefined);
export const filing = signal<Filing | undefined>(undefined);

const isFiled = (row: Row, { by, name }: Filing): boolean => {
  switch (by) {
    case 'favourite':
      return row.favourite;
    case 'kind':
      return row.kind === name;
    case 'passkey':
      return row.hasPasskey;
    case 'folder':
      return row.folder === name || row.folder.startsWith(`${name}/`);
    case 'tag':
      return row.tags.includes(name);
  }
};

/** What an item must be to be filed so. */
export type Filed = Partial<Pick<ItemContent, 'kind' | 'folder' | 'tags' | 'favourite'>>;

/** What a new item begins with, to be found where the list looks. No new item has a passkey. */
export function filedAs(at: Filing | undefined): Filed {
  switch (at?.by) {
    case 'favourite':
      return { favourite: true };
    case 'folder':
      return { folder: at.name };
    case 'tag':
      return { tags: [at.name] };
    case 'kind': {
      const kind = KINDS.find((known) => known === at.name);
      return kind === undefined ? {} : { kind };
    }
    default:
      return {};
  }
}

/** By which the list is ordered where no search orders it; the core's own order is the last change. */
export const order = signal<'title' | 'change'>('change');
const byTitle = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** The list as it is shown. */
export const listing = computed<Answered | undefined>(() => {
  const [list, chosen, by] = [answered.value, filing.value, order.value];
  if (!list) return list;
  const keep = (row: Row) => chosen === undefined || isFiled(row, chosen);
  const { site, others } = { site: list.site.filter(keep), others: list.others.filter(keep) };
  const found = chosen === undefined ? list.found : others.length;
  if (by === 'change' || list.searched !== '') return { ...list, site, others, found };
  return { ...list, site, found, others: others.toSorted((a, b) => byTitle.compare(a.title, b.title)) };
});

/** All folders that something lies in, in order; of a folder inside another both. */
export const foldersOf = ({ counts }: Filings): readonly string[] =>
  counts
    .flatMap(([key]) => (key.startsWith('folder ') ? [key.slice('folder '.length)] : []))
    .toSorted((a, b) => a.localeCompare(b));
