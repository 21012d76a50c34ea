// What Health found of a login: as a sign on its row, named for whoever hears or points, and in words in the item.
// It only shows.

import { foundOf } from '../found.js';
import { foundTexts } from '../found-texts.js';
import { Icon } from '../icons.js';
import { list } from '../say.js';

export function FoundSign({ id }: { readonly id: string }) {
  const found = foundOf(id);
  if (found.length === 0) return null;
  const said = list(found.map((name) => foundTexts[name]));
  return (
    <span class="found" role="img" aria-label={said} title={said} data-found={found.join(' ')}>
      <Icon name="warn" small />
    </span>
  );
}

/** In the item; that its password is weak says the chip of its strength. */
export function FoundLine({ id }: { readonly id: string }) {
  const found = foundOf(id).filter((name) => name !== 'weak');
  if (found.length === 0) return null;
  return (
    <p class="line short found" data-found={found.join(' ')}>
      <Icon name="warn" small />
      <span class="small">{list(found.map((name) => foundTexts[name]))}</span>
    </p>
  );
}
