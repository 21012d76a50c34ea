// The empty vault: a key not yet cut, one sentence, and the ways that exist today.

import { Icon } from '../icons.js';
import { emptyTexts } from '../texts.js';
import { listing, openEdit } from './state.js';
import { openVaultPage } from './surface.js';

export function EmptyVault() {
  const host = listing.value?.siteHost;
  return (
    <main class="empty">
      <svg class="blank" viewBox="0 0 316 96" aria-hidden="true">
        <g fill="none" stroke="var(--brass-edge)" stroke-width="1.5" stroke-linejoin="round" stroke-linecap="round">
          <circle cx="44" cy="48" r="27" />
          <circle cx="33" cy="48" r="6.5" />
          <path d="M69.5 36H290l14 13v5l-6 6h-8l-9-12h-8l-8 12h-8l-6-7h-9l-9 7h-8l-10-15h-9l-9 15h-8l-7-9h-9l-6 9h-9l-4-5h-9l-4 5H110v6H98v-6H69.5" />
          <path d="M84 42.5h200" opacity=".5" />
        </g>
      </svg>
      <h1 class="display s">{emptyTexts.heading}</h1>
      <p class="second">{emptyTexts.lead}</p>
      <ul class="ways">
        <li>
          <button type="button" data-action="import" onClick={() => openVaultPage('import')}>
            <Icon name="inbox" />
            <span>
              <b class="strong">{emptyTexts.importTitle}</b>
              <span class="small second clip">{emptyTexts.importHint}</span>
            </span>
            <Icon name="next" small flip />
          </button>
        </li>
        <li>
          <button type="button" data-action="add" onClick={() => openEdit({})}>
            <Icon name="plus" />
            <span>
              <b class="strong">{emptyTexts.addTitle}</b>
              <span class="small second clip">
                {host === undefined ? emptyTexts.addAnywhere : emptyTexts.addHere(host)}
              </span>
            </span>
            <Icon name="next" small flip />
          </button>
        </li>
        <li>
          <div>
            <Icon name="key" />
            <span>
              <b class="strong">{emptyTexts.signInTitle}</b>
              <span class="small second">{emptyTexts.signIn}</span>
            </span>
          </div>
        </li>
      </ul>
    </main>
  );
}
