// Narrows a list down to what is filed in one way: favourites, a kind, a folder with those inside it, or a tag.
// It looks at rows only and asks nobody.

import { computed, signal } from '@preact/signals';
import type { Row } from '../../generated/core.js';
import type { SiteListing } from '../../messages.js';

export interface Filing {
  readonly by: 'favourite' | 'kind' | 'folder' | 'tag';
  readonly name: string;
}

/** What the background answered, before it is narrowed down. */
export const answered = signal<SiteListing | undefined>(undefined);
export const filing = signal<Filing | undefined>(undefined);

const isFiled = (row: Row, { by, name }: Filing): boolean => {
  switch (by) {
    case 'favourite':
      return row.favourite;
    case 'kind':
      return row.kind === name;
    case 'folder':
      return row.folder === name || row.folder.startsWith(`${name}/`);
    case 'tag':
      return row.tags.includes(name);
  }
};

/** The list as it is shown. */
export const listing = computed<SiteListing | undefined>(() => {
  const [list, chosen] = [answered.value, filing.value];
  if (!list || !chosen) return list;
  const keep = (row: Row) => isFiled(row, chosen);
  return { ...list, site: list.site.filter(keep), others: list.others.filter(keep) };
});

/** All ways by which something in the list is filed; a folder inside another counts for both. */
export const allFilings = computed<readonly Filing[]>(() => {
  const list = answered.value;
  const all = [...(list?.site ?? []), ...(list?.others ?? [])];
  const folders = all.flatMap(({ folder }) => {
    const parts = folder.split('/');
    return folder === '' ? [] : parts.map((_, last) => parts.slice(0, last + 1).join('/'));
  });
  const named = (by: Filing['by'], names: readonly string[]): Filing[] =>
    [...new Set(names)].toSorted((a, b) => a.localeCompare(b)).map((name) => ({ by, name }));
  const chosen = filing.value ? [filing.value] : [];
  const found = [
    ...(all.some(({ favourite }) => favourite) ? [{ by: 'favourite', name: '' } as const] : []),
    ...named(
      'kind',
      all.map(({ kind }) => kind),
    ),
    ...named('folder', folders),
    ...named(
      'tag',
      all.flatMap(({ tags }) => tags),
    ),
  ];
  // What was chosen stays, even where a search leaves nothing of it.
  return [...found, ...chosen.filter(({ by, name }) => !found.some((one) => one.by === by && one.name === name))];
});
