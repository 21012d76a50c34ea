// What the user changed in an offer, for the popup's card and the prompt alike. Decides nothing.

import type { Offer, OfferEdits } from '../generated/core.js';

/** The parts of an offer that may be edited before it is accepted. */
export interface OfferTyped {
  readonly title: string;
  readonly username: string;
  readonly password: string;
}

export const typedOf = ({ title, username, password }: Offer): OfferTyped => ({ title, username, password });

/** Only what differs from the offer; `asNew` keeps it apart from the item that it would update. */
export function editsOf(offer: Offer, typed: OfferTyped, asNew: boolean): OfferEdits {
  const changed = (part: keyof OfferTyped) => (typed[part] === offer[part] ? undefined : typed[part]);
  return {
    title: changed('title'),
    username: changed('username'),
    password: changed('password'),
    asNew: asNew ? true : undefined,
  };
}
