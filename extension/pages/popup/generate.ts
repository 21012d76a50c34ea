// What the generator was last told to make, kept while the page is open, and the ways to ask for it and to keep it.
// It draws nothing itself: the background does.

import { signal } from '@preact/signals';
import type {
  ErrorCode,
  FieldDemands,
  Generated,
  PassphraseWish,
  PasswordWish,
  PinWish,
  RandomWordWish,
  Wish,
} from '../../generated/core.js';
import type { Reply } from '../../messages.js';
import { USUAL_PASSWORD } from '../../wish.js';
import { own } from '../ask.js';
import { heed, listing, tabId } from './state.js';

export type Tab = 'password' | 'passphrase' | 'pin' | 'username';
export type NameKind = 'random-word' | 'plus-address' | 'catch-all';

export interface Wishes {
  readonly tab: Tab;
  readonly password: PasswordWish;
  readonly passphrase: PassphraseWish;
  readonly pin: PinWish;
  readonly nameKind: NameKind;
  readonly word: RandomWordWish;
  readonly address: string;
  readonly domain: string;
}

export const wishes = signal<Wishes>({
  tab: 'password',
  password: USUAL_PASSWORD,
  passphrase: { words: 5, separator: '-', capitals: false, number: false },
  pin: { length: 6 },
  nameKind: 'random-word',
  word: { capitals: false, number: true },
  address: '',
  domain: '',
});

/** What the wishes of a tab come to; undefined while something has to be typed first. */
export function wishOf({ tab, password, passphrase, pin, nameKind, word, address, domain }: Wishes): Wish | undefined {
  switch (tab) {
    case 'password':
      return { kind: 'password', ...password };
    case 'passphrase':
      return { kind: 'passphrase', ...passphrase };
    case 'pin':
      return { kind: 'pin', ...pin };
    case 'username':
      if (nameKind === 'random-word') return { kind: 'random-word', ...word };
      if (nameKind === 'plus-address') return address.trim() ? { kind: 'plus-address', address } : undefined;
      return domain.trim() ? { kind: 'catch-all', domain } : undefined;
  }
}

export type Made = Generated & { readonly misfit?: 'pattern' | ErrorCode };

export const make = (wish: Wish, field: FieldDemands | undefined): Promise<Reply<Made>> =>
  own('own/generate', { request: { wish, field }, tabId: tabId.value });

/** What the page's field for a new password demands; undefined if there is none. */
export async function pageDemands(): Promise<FieldDemands | undefined> {
  if (tabId.value === undefined || listing.value?.siteHost === undefined) return undefined;
  const reply = await own('own/demands', { tabId: tabId.value });
  return (reply.ok && reply.value) || undefined;
}

/** Keeps a password that leaves the generator. */
export const keep = async (password: string): Promise<Reply<null>> =>
  heed(await own('own/note-generated', { password }));

/** Makes one as it was last wished for, and keeps it. `here` if it is for the page of this tab. */
export async function makePassword(here: boolean): Promise<Reply<Generated>> {
  const { tab } = wishes.value;
  const wish = wishOf(tab === 'passphrase' ? wishes.value : { ...wishes.value, tab: 'password' });
  if (!wish) return { ok: false, code: 'internal' };
  const made = await make(wish, here ? await pageDemands() : undefined);
  if (!made.ok) return made;
  const kept = await keep(made.value.value);
  return kept.ok ? made : kept;
}
