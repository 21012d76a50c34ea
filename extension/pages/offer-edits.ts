// What the user changed in an offer, for the popup's card and the prompt alike. Decides nothing.

import type { Offer, OfferEdits } from '../generated/core.js';
import { judge } from './strength.js';

/** The parts of an offer that may be edited before it is accepted. */
export interface OfferTyped {
  readonly title: string;
  readonly username: string;
  readonly password: string;
  readonly folder: string;
}

/** No saving waits longer for its score. */
const SCORE_MS = 2_000;

export const typedOf = ({ title, username, password, folder }: Offer): OfferTyped => ({
  title,
  username,
  password,
  folder,
});

/** Only what differs from the offer, with the password's score; `asNew` keeps it apart from the item that it would update. */
export async function editsOf(offer: Offer, typed: OfferTyped, asNew: boolean): Promise<OfferEdits> {
  const folder = typed.folder.trim();
  const changed = (part: keyof OfferTyped) => (typed[part] === offer[part] ? undefined : typed[part]);
  return {
    title: changed('title'),
    username: changed('username'),
    password: changed('password'),
    // A new item begins in no folder, whatever the one was in that it is kept apart from.
    folder: asNew || folder !== offer.folder ? folder : undefined,
    strength: await scoreOf(typed),
    asNew: asNew ? true : undefined,
  };
}

/** How strong the password is, 0 to 4; nothing if that cannot be told in time. */
async function scoreOf({ password, title, username }: OfferTyped): Promise<number | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, SCORE_MS));
  return (await Promise.race([judge(password, [title, username]), late]))?.score;
}

/** Loads what scores passwords, so that nobody waits for it later. */
export const prepareScore = (): void => void judge('');
