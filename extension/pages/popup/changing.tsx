// Changing a password at its site: the way there from an item, and in the tab where it is done, the card that fills the
// old password and a new one. What is then sent comes back as an offer like any other.

import { signal } from '@preact/signals';
import type { Login, Row } from '../../generated/core.js';
import { own } from '../ask.js';
import { changeTexts } from '../change-texts.js';
import { errorTexts } from '../error-texts.js';
import { sayFailed } from './copy.js';
import { tellFill } from './fill.js';
import { findRow, heed, query, rows, shelf, shownOffer, tabId } from './state.js';

/** The item whose password is being changed in this tab, as it was when that was asked. */
const changing = signal<Row | undefined>(undefined);

export async function refreshChange(): Promise<void> {
  if (tabId.value === undefined) return;
  const reply = await own('own/changing', { tabId: tabId.value });
  changing.value = reply.ok ? await findRow(reply.value?.itemId) : undefined;
}

/** The way to the page where the site changes it. */
export function ChangeWay({ id, login }: { readonly id: string; readonly login: Login }) {
  const leads = login.urls.some(({ url, rule }) => rule !== 'regular-expression' && /^https?:/.test(url));
  if (login.password === '' || !leads) return null;
  const open = async () => {
    const reply = heed(await own('own/change-password', { id }));
    if (!reply.ok) sayFailed(errorTexts[reply.code]);
  };
  return (
    <div class="line short">
      <button type="button" class="link" data-action="change-at-site" onClick={() => void open()}>
        {changeTexts.open}
      </button>
    </div>
  );
}

/** Above the list, in the tab where it is done. */
export function ChangeCard() {
  const row = rows.value.find(({ id }) => id === changing.value?.id) ?? changing.value;
  const tab = tabId.value;
  if (!row || tab === undefined || shownOffer.value || query.value !== '' || shelf.value !== 'items') return null;
  return (
    <section class="offer" aria-labelledby="change-heading" data-change={row.id}>
      <h2 class="title" id="change-heading" dir="auto">
        {changeTexts.heading(row.title)}
      </h2>
      <p class="small second">{changeTexts.hint}</p>
      <div class="flex">
        <button
          type="button"
          class="btn plate"
          data-action="fill-change"
          onClick={() => void tellFill(own('own/fill-change', { tabId: tab }))}
        >
          {changeTexts.fill}
        </button>
      </div>
    </section>
  );
}
