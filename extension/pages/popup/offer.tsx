// The card of a login that waits to be saved: what would be kept, ready to be mended, and save, later, not this one, or never.
// Saving is done by the background from its sealed draft; only what was changed here is sent along.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, Offer } from '../../generated/core.js';
import type { OfferView } from '../../messages.js';
import { shownHost } from '../addresses.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { focusFirst } from '../first-focus.js';
import { Mark } from '../mark.js';
import { editsOf, prepareScore, typedOf } from '../offer-edits.js';
import { offerTexts } from '../offer-texts.js';
import { IconButton, Note, SecretInput } from '../parts.js';
import { texts } from '../say.js';
import { words } from '../words.js';
import { foldersOf } from './filing.js';
import { heed, offers, refreshList, refreshStatus } from './state.js';
import { refreshUndo } from './undo.js';

const headings = texts(
  (): Record<Offer['kind'], (name: string) => string> => ({
    new: offerTexts.newHeading,
    update: offerTexts.updateHeading,
    'add-address': offerTexts.addAddressHeading,
  }),
);
const verbs = texts(
  (): Record<Offer['kind'], string> => ({
    new: words.save,
    update: words.update,
    'add-address': words.addAddress,
  }),
);

export function OfferCard({ offer: { id, offer } }: { readonly offer: OfferView }) {
  return offer ? <Card id={id} offer={offer} /> : null;
}

function Card({ id, offer }: { readonly id: string; readonly offer: Offer }) {
  const first = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(typedOf(offer));
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const [busy, setBusy] = useState(false);
  const [folders, setFolders] = useState<readonly string[]>([]);
  const host = shownHost(offer.origin);
  const more = offers.value.filter((one) => one.offer !== undefined).length - 1;

  useEffect(() => {
    focusFirst(first.current);
    prepareScore();
    void own('own/filings', {}).then((reply) => reply.ok && setFolders(foldersOf(reply.value)));
  }, []);

  const settle = async (request: () => Promise<{ ok: true } | { ok: false; code: ErrorCode }>, saved: boolean) => {
    if (busy) return;
    setBusy(true);
    const reply = await request();
    setBusy(false);
    if (!reply.ok) return setFailed(reply.code);
    offers.value = offers.value.filter((one) => one.id !== id);
    await Promise.all([refreshStatus(), refreshList(), saved ? refreshUndo() : undefined]);
  };
  const accept = (asNew: boolean) =>
    settle(async () => heed(await own('own/accept', { offerId: id, edits: await editsOf(offer, typed, asNew) })), true);
  const dismiss = (never: boolean) => settle(async () => heed(await own('own/dismiss', { offerId: id, never })), false);
  // It goes on waiting, in the strip below.
  const putAside = () => {
    offers.value = offers.value.filter((one) => one.id !== id);
  };
  const type = (part: keyof typeof typed) => (value: string) => setTyped((now) => ({ ...now, [part]: value }));

  return (
    <form
      class="offer"
      aria-labelledby="offer-heading"
      data-offer-id={id}
      data-offer-kind={offer.kind}
      onSubmit={(event) => {
        event.preventDefault();
        if (event.isTrusted) void accept(false);
      }}
    >
      <div class="offerhead">
        <Mark title={offer.title || host} domain={host} />
        <div class="grow">
          <h2 class="title" id="offer-heading" dir="auto">
            {headings[offer.kind](offer.title)}
          </h2>
          <p class="small second">
            {offer.kind === 'add-address' ? offerTexts.sameLogin(host) : offerTexts.seen(host)}
            {more > 0 && ` ${offerTexts.next(more)}.`}
          </p>
        </div>
        <IconButton icon="x" name={words.later} action="later" onClick={putAside} />
      </div>
      <div class="fields">
        <label>
          <span class="k">{words.title}</span>
          <span class="field">
            <input
              ref={first}
              id="offer-title"
              dir="auto"
              maxLength={1000}
              autocomplete="off"
              value={typed.title}
              onInput={({ currentTarget }) => type('title')(currentTarget.value)}
            />
          </span>
        </label>
        <label>
          <span class="k">{words.username}</span>
          <span class="field">
            <input
              id="offer-username"
              dir="auto"
              maxLength={1000}
              autocomplete="off"
              spellcheck={false}
              value={typed.username}
              onInput={({ currentTarget }) => type('username')(currentTarget.value)}
            />
          </span>
        </label>
        <div class="pair">
          <label class="k" for="offer-password">
            {offer.kind === 'update' ? offerTexts.becomes : words.password}
          </label>
          <SecretInput id="offer-password" value={typed.password} onInput={type('password')} maxLength={10000} />
        </div>
        <label>
          <span class="k">{offerTexts.folder}</span>
          <span class="field">
            <input
              id="offer-folder"
              dir="auto"
              maxLength={1000}
              autocomplete="off"
              list="offer-folders"
              value={typed.folder}
              onInput={({ currentTarget }) => type('folder')(currentTarget.value)}
            />
          </span>
          <datalist id="offer-folders">
            {folders.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </label>
      </div>
      {offer.kind === 'update' && <p class="hint">{offerTexts.kept}</p>}
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={errorTexts[failed]} awaited />
        </div>
      )}
      <div class="flex between wrap">
        <div class="flex">
          <button type="submit" class="btn plate" data-action="accept" aria-disabled={busy}>
            {verbs[offer.kind]} <kbd>↵</kbd>
          </button>
          {offer.kind !== 'new' && (
            <button type="button" class="btn" data-action="accept-as-new" onClick={() => void accept(true)}>
              {words.saveAsNew}
            </button>
          )}
          <button type="button" class="btn" data-action="dismiss" onClick={() => void dismiss(false)}>
            {words.discard}
          </button>
        </div>
        <button type="button" class="btn second" data-action="never" onClick={() => void dismiss(true)}>
          {words.never}
        </button>
      </div>
    </form>
  );
}
