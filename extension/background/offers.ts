// Offers: what saving each waiting draft would do, and the user's answer. While the vault is locked an offer says only
// that it waits. Nothing here speaks to a page.

import type { Offer, OfferEdits } from '../generated/core.js';
import type { OfferView } from '../messages.js';
import { withRule } from '../messages.js';
import { changeDrafts, drafts, dropDrafts, isWaiting } from './drafts.js';
import { Failure } from './failure.js';
import { mayOffer } from './policy.js';
import type { StoredDraft } from './storage.js';
import { noteUndo } from './undo.js';
import { itemRecord, look, save, status, use } from './vault.js';

/** A draft with a password, and the steps before it in the same tab that may hold its user name. */
interface Head {
  readonly draft: StoredDraft;
  readonly steps: readonly StoredDraft[];
}

function headsOf(all: readonly StoredDraft[]): Head[] {
  const isStepOf = (step: StoredDraft, { tabId, seenMs }: StoredDraft) =>
    !step.complete && step.tabId === tabId && step.seenMs <= seenMs;
  return all
    .filter(isWaiting)
    .map((draft) => ({ draft, steps: all.filter((step) => draft.tabId !== undefined && isStepOf(step, draft)) }));
}

/** After a rotation that was cut off a draft lies in two forms; the core passes over the one that does not open. */
const sealedOf = ({ draft, steps }: Head): Uint8Array[] =>
  [...steps, draft].flatMap(({ shown, sealed, next }) => [shown, sealed, next].filter((each) => each !== undefined));
const idsOf = ({ draft, steps }: Head): ReadonlySet<string> => new Set([draft, ...steps].map(({ id }) => id));
const isUnlocked = async (): Promise<boolean> => (await status()).state === 'unlocked';

/** Each waiting draft with what saving it would do. */
async function opened(): Promise<{ head: Head; offer: Offer | undefined }[]> {
  if (headsOf(await drafts()).length === 0) return [];
  // Read within the turn: under new keys a draft that was read before them would not open, and be dropped.
  return look(async (vault) => {
    const now = Date.now();
    return headsOf(await drafts()).map((head) => ({ head, offer: vault.offerSave(sealedOf(head), now) }));
  });
}

/** Drops drafts that there is nothing to offer for, and those that a later one says again. Waits while locked. */
export async function prune(): Promise<void> {
  if (!(await isUnlocked())) return;
  const all = await opened();
  const says = (offer: Offer | undefined) => `${offer?.origin} ${offer?.username}`;
  // What an organisation has set since an offer came holds for it too.
  const may = await Promise.all(all.map(({ offer }) => offer && mayOffer(new URL(offer.origin).hostname)));
  const gone = all.filter(
    ({ offer }, at) => !may[at] || all.slice(at + 1).some((later) => says(later.offer) === says(offer)),
  );
  if (gone.length > 0) await dropDrafts(new Set(gone.map(({ head }) => head.draft.id)));
}

/** Offers of one tab, or all that wait; the newest first. */
export async function offers(tabId?: number): Promise<OfferView[]> {
  const placeOf = ({ draft }: Head) => (draft.tabId === undefined ? {} : { tabId: draft.tabId });
  const isHere = ({ draft }: Head) => tabId === undefined || draft.tabId === tabId;
  if (!(await isUnlocked())) {
    const heads = headsOf(await drafts()).filter(isHere);
    return heads.map((head) => ({ id: head.draft.id, kind: 'unlock', ...placeOf(head) }));
  }
  const views = (await opened()).flatMap(({ head, offer }) =>
    offer === undefined || !isHere(head)
      ? []
      : [{ id: head.draft.id, kind: offer.kind, offer, origin: offer.origin, ...placeOf(head) }],
  );
  return views.reverse();
}

/** How many wait, without opening any. */
export const offersWaiting = async (): Promise<number> => (await drafts()).filter(isWaiting).length;

async function find(offerId: string): Promise<Head> {
  const head = headsOf(await drafts()).find(({ draft }) => draft.id === offerId);
  if (head === undefined) throw new Failure('not-found');
  return head;
}

/** Saves an offer as the user left it, to be undone by its id. The drafts go only once the item is stored; gives what went. */
export async function accept(offerId: string, edits: OfferEdits): Promise<ReadonlySet<string>> {
  const head = await use(async (vault) => {
    const found = await find(offerId);
    const offer = vault.offerSave(sealedOf(found), Date.now());
    if (offer === undefined) throw new Failure('not-found');
    const changes = offer.base !== undefined && edits.asNew !== true;
    const current = changes && offer.base !== undefined ? await itemRecord(offer.base.id) : undefined;
    const { id } = await save(vault, () => vault.accept(offer, edits, current, Date.now()));
    await noteUndo({
      id: offerId,
      kind: current === undefined ? 'new' : offer.kind,
      base: { id, revision: current === undefined ? 1 : (offer.base?.revision ?? 0) + 1 },
      ...(current === undefined ? {} : { before: current }),
      drafts: [...found.steps, found.draft],
    });
    return found;
  });
  await dropDrafts(idsOf(head));
  return idsOf(head);
}

/** Drops an offer for good; with `never`, no other is made for that host. Gives what went. */
export async function dismiss(offerId: string, never: boolean): Promise<ReadonlySet<string>> {
  const head = await find(offerId);
  if (never) {
    await use(async (vault) => {
      const offer = vault.offerSave(sealedOf(await find(offerId)), Date.now());
      if (offer === undefined) return;
      const settings = vault.settings();
      const sites = withRule(settings.sites, new URL(offer.origin).hostname, { neverSave: true });
      await save(vault, () => ({ change: vault.putSettings({ ...settings, sites }, Date.now()) }));
    });
  }
  await dropDrafts(idsOf(head));
  await prune();
  return idsOf(head);
}

/** The user closed the prompt: the offer waits in badge and popup. */
export const putOff = (offerId: string): Promise<void> =>
  changeDrafts((all) => all.map((draft) => (draft.id === offerId ? { ...draft, putOff: true } : draft)));
