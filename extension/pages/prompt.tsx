// Our frame inside a foreign page: the prompt to save a login that was just sent there.
// The page can see its size and that it is there, so both are the same whatever is offered. It stays blank until the
// background has answered for its nonce, which comes through a port, never by URL. It takes no focus by itself, and a
// choice counts only if a person made it.

import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { ErrorCode, Offer } from '../generated/core.js';
import type { Reply } from '../messages.js';
import { shownHost } from './addresses.js';
import { asPrompt } from './ask.js';
import { errorTexts } from './error-texts.js';
import { Sign } from './icons.js';
import { Mark } from './mark.js';
import type { OfferTyped } from './offer-edits.js';
import { editsOf, typedOf } from './offer-edits.js';
import { Dots, IconButton, SecretInput, SecretText } from './parts.js';
import type { Say } from './port.js';
import { awaitNonce } from './port.js';
import { itemTexts, offerTexts, words } from './texts.js';

const headings: Record<Offer['kind'], (title: string) => string> = {
  new: () => offerTexts.newHeading(''),
  update: offerTexts.updateHeading,
  'add-address': offerTexts.addAddressHeading,
};
const verbs: Record<Offer['kind'], string> = { new: words.save, update: words.update, 'add-address': words.addAddress };

function Prompt({ nonce, offer, say }: { readonly nonce: string; readonly offer: Offer; readonly say: Say }) {
  const [typed, setTyped] = useState(typedOf(offer));
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const [busy, setBusy] = useState(false);

  const settle = async (event: Event, request: () => Promise<Reply<null>>) => {
    event.preventDefault();
    if (!event.isTrusted || busy) return;
    setBusy(true);
    const reply = await request();
    setBusy(false);
    if (reply.ok) say({ done: true });
    else setFailed(reply.code);
  };
  const accept = (event: Event, asNew: boolean) =>
    settle(event, () => asPrompt('frame/accept', { nonce, edits: editsOf(offer, typed, asNew) }));
  const dismiss = (event: Event, never: boolean) => settle(event, () => asPrompt('frame/dismiss', { nonce, never }));

  const host = shownHost(offer.origin);
  return (
    <form
      class="prompt"
      data-view="prompt"
      data-offer-kind={offer.kind}
      aria-labelledby="heading"
      onSubmit={(event) => void accept(event, false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) void dismiss(event, false);
      }}
    >
      <header>
        {offer.kind === 'new' ? <Sign size={28} /> : <Mark title={offer.title} domain={host} />}
        <h1 class="strong" id="heading" dir="auto" title={headings[offer.kind](offer.title)}>
          {headings[offer.kind](offer.title)}
        </h1>
        <IconButton icon="x" name={words.later} action="dismiss" onClick={(event) => void dismiss(event, false)} />
      </header>
      {offer.kind === 'new' ? <NewFields typed={typed} onType={setTyped} /> : <KnownFields offer={offer} />}
      <p class={failed ? 'hint bad' : 'hint'} role="status" data-error={failed}>
        {failed ? `${errorTexts[failed].what} ${errorTexts[failed].safe}` : hints[offer.kind](host)}
      </p>
      <footer>
        <button type="submit" class="btn plate" data-action="accept" aria-disabled={busy}>
          {verbs[offer.kind]}
        </button>
        {offer.kind === 'new' ? (
          <button type="button" class="btn" data-action="dismiss" onClick={(event) => void dismiss(event, false)}>
            {words.later}
          </button>
        ) : (
          <button type="button" class="btn" data-action="accept-as-new" onClick={(event) => void accept(event, true)}>
            {words.saveAsNew}
          </button>
        )}
        <span class="grow" />
        <button type="button" class="btn" data-action="never" onClick={(event) => void dismiss(event, true)}>
          {words.never}
        </button>
      </footer>
    </form>
  );
}

const hints: Record<Offer['kind'], (host: string) => string> = {
  new: offerTexts.seen,
  update: () => offerTexts.kept,
  'add-address': offerTexts.sameLogin,
};

/** A new login, ready to be mended. */
function NewFields({ typed, onType }: { readonly typed: OfferTyped; readonly onType: (typed: OfferTyped) => void }) {
  return (
    <div class="fields">
      <label class="k" for="title">
        {words.title}
      </label>
      <span class="field">
        <input
          id="title"
          dir="auto"
          maxLength={1000}
          autocomplete="off"
          value={typed.title}
          onInput={({ currentTarget }) => onType({ ...typed, title: currentTarget.value })}
        />
      </span>
      <label class="k" for="username">
        {words.username}
      </label>
      <span class="field">
        <input
          id="username"
          dir="auto"
          maxLength={1000}
          autocomplete="off"
          spellcheck={false}
          value={typed.username}
          onInput={({ currentTarget }) => onType({ ...typed, username: currentTarget.value })}
        />
      </span>
      <label class="k" for="password">
        {words.password}
      </label>
      <SecretInput
        id="password"
        value={typed.password}
        onInput={(password) => onType({ ...typed, password })}
        maxLength={10000}
      />
    </div>
  );
}

/** A login that is known already: what was, and what it becomes. */
function KnownFields({ offer }: { readonly offer: Offer }) {
  const [shown, setShown] = useState(false);
  const update = offer.kind === 'update';
  return (
    <dl class="fields known">
      <dt class="k">{words.username}</dt>
      <dd class="clip">
        <bdi>{offer.username}</bdi>
      </dd>
      <dt class="k">{update ? offerTexts.was : offerTexts.address}</dt>
      <dd class="clip">
        {update ? <Dots label={itemTexts.hidden} /> : <bdi dir="ltr">{shownHost(offer.origin)}</bdi>}
      </dd>
      <dt class="k">{update ? offerTexts.becomes : words.password}</dt>
      <dd class="withreveal">
        <span class="becomes">{shown ? <SecretText text={offer.password} /> : <Dots label={itemTexts.hidden} />}</span>
        <IconButton
          icon={shown ? 'eyeoff' : 'eye'}
          name={shown ? words.hide : words.show}
          action="reveal"
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </dd>
    </dl>
  );
}

/** Draws the offer that the nonce stands for, and tells the frame's height. */
async function open(nonce: string, root: HTMLElement, say: Say): Promise<boolean> {
  const reply = await asPrompt('frame/offer', { nonce });
  if (!reply.ok || !reply.value.offer) {
    say({ done: true });
    return false;
  }
  render(<Prompt nonce={nonce} offer={reply.value.offer} say={say} />, root);
  const tell = () => say({ height: Math.ceil(root.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(root);
  return true;
}

const root = document.getElementById('root');
if (root) awaitNonce(({ nonce }, say) => open(nonce, root, say));
