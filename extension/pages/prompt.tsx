// Our frame inside a foreign page: the prompt to save a login that was just sent there.
// The page can see its size and that it is there, so both are the same whatever is offered. It stays blank until the
// background has answered for its nonce, which comes through a port, never by URL. It takes no focus by itself, and a
// choice counts only if a person made it.

import { render } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, Offer } from '../generated/core.js';
import type { OfferView, Reply, UndoKind } from '../messages.js';
import { shownHost } from './addresses.js';
import { asPrompt } from './ask.js';
import { errorTexts } from './error-texts.js';
import { Sign } from './icons.js';
import { Mark } from './mark.js';
import type { OfferTyped } from './offer-edits.js';
import { editsOf, prepareScore, typedOf } from './offer-edits.js';
import { offerTexts } from './offer-texts.js';
import { IconButton, SecretInput } from './parts.js';
import type { Say } from './port.js';
import { awaitNonce } from './port.js';
import { promptTexts } from './prompt-texts.js';
import { speak } from './say.js';
import { showTheme } from './theme.js';
import { doneTexts, undoFailed, undoTexts } from './undo-texts.js';

const headings: Record<Offer['kind'], (title: string) => string> = {
  new: () => offerTexts.newHeading(''),
  update: offerTexts.updateHeading,
  'add-address': offerTexts.addAddressHeading,
};
const verbs: Record<Offer['kind'], string> = {
  new: promptTexts.save,
  update: promptTexts.update,
  'add-address': promptTexts.addAddress,
};

interface PromptProps {
  readonly nonce: string;
  readonly offer: Offer;
  readonly folders: readonly string[];
  readonly say: Say;
}

function Prompt({ nonce, offer, folders, say }: PromptProps) {
  const [typed, setTyped] = useState(typedOf(offer));
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<UndoKind | undefined>();

  const settle = async (event: Event, request: () => Promise<Reply<null>>, after: () => void) => {
    event.preventDefault();
    if (!event.isTrusted || busy) return;
    setBusy(true);
    const reply = await request();
    setBusy(false);
    if (reply.ok) after();
    else setFailed(reply.code);
  };
  const close = () => say({ done: true });
  const accept = (event: Event, asNew: boolean) =>
    settle(
      event,
      async () => asPrompt('frame/accept', { nonce, edits: await editsOf(offer, typed, asNew) }),
      () => setSaved(asNew ? 'new' : offer.kind),
    );
  const dismiss = (event: Event, never: boolean) =>
    settle(event, () => asPrompt('frame/dismiss', { nonce, never }), close);

  if (saved !== undefined) return <Saved nonce={nonce} kind={saved} title={typed.title} onClose={close} />;
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
        <IconButton
          icon="x"
          name={promptTexts.later}
          action="dismiss"
          onClick={(event) => void dismiss(event, false)}
        />
      </header>
      <Fields kind={offer.kind} typed={typed} folders={folders} onType={setTyped} />
      <p class={failed ? 'hint bad' : 'hint'} role="status" data-error={failed}>
        {failed ? `${errorTexts[failed].what} ${errorTexts[failed].safe}` : hints[offer.kind](host)}
      </p>
      <footer>
        <button type="submit" class="btn plate" data-action="accept" aria-disabled={busy}>
          {verbs[offer.kind]}
        </button>
        {offer.kind === 'new' ? (
          <button type="button" class="btn" data-action="dismiss" onClick={(event) => void dismiss(event, false)}>
            {promptTexts.later}
          </button>
        ) : (
          <button type="button" class="btn" data-action="accept-as-new" onClick={(event) => void accept(event, true)}>
            {promptTexts.saveAsNew}
          </button>
        )}
        <span class="grow" />
        <button type="button" class="btn" data-action="never" onClick={(event) => void dismiss(event, true)}>
          {promptTexts.never}
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

/** So long the prompt says what it did, if nobody is in it. */
const SAVED_MS = 8_000;

/** What was done, and its undoing. It goes by itself. */
function Saved({
  nonce,
  kind,
  title,
  onClose,
}: {
  readonly nonce: string;
  readonly kind: UndoKind;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const [busy, setBusy] = useState(false);
  const [undone, setUndone] = useState(false);
  const close = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const wait = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(onClose, SAVED_MS);
  };
  const stay = () => clearTimeout(timer.current);
  useEffect(() => {
    wait();
    // Whoever answered by the keyboard goes on by it; a second Enter undoes nothing.
    if (document.hasFocus()) close.current?.focus();
    return stay;
  }, [undone]);
  const undo = async (event: Event) => {
    if (!event.isTrusted || busy) return;
    setBusy(true);
    const reply = await asPrompt('frame/undo', { nonce });
    setBusy(false);
    if (reply.ok) setUndone(true);
    setFailed(reply.ok ? undefined : reply.code);
  };
  const text = failed === undefined ? undefined : undoFailed(failed);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits while somebody is there.
    <div
      class="prompt saved"
      data-view="saved"
      data-saved={undone ? 'undone' : kind}
      onPointerEnter={stay}
      onPointerLeave={wait}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) onClose();
      }}
    >
      <header>
        <Sign size={28} />
        <h1 class="strong" dir="auto" aria-live="polite">
          {undone ? undoTexts.undone : doneTexts[kind](title)}
        </h1>
        <IconButton icon="x" name={promptTexts.close} action="close" onClick={onClose} />
      </header>
      <p class={text ? 'told bad' : 'told'} role="status" data-error={failed}>
        {text ? `${text.what} ${text.safe} ${text.next}` : undone ? undoTexts.waits : undoTexts.where}
      </p>
      <footer>
        {!undone && failed !== 'conflict' && failed !== 'not-found' && (
          <button type="button" class="btn plate" data-action="undo" aria-disabled={busy} onClick={undo}>
            {undoTexts.undo}
          </button>
        )}
        <button ref={close} type="button" class="btn" data-action="done" onClick={onClose}>
          {promptTexts.close}
        </button>
      </footer>
    </div>
  );
}

/** The login as it is to be kept, ready to be mended. */
function Fields({
  kind,
  typed,
  folders,
  onType,
}: {
  readonly kind: Offer['kind'];
  readonly typed: OfferTyped;
  readonly folders: readonly string[];
  readonly onType: (typed: OfferTyped) => void;
}) {
  const text = (part: 'title' | 'username' | 'folder', label: string, more: object = {}) => (
    <>
      <label class="k" for={part}>
        {label}
      </label>
      <span class="field">
        <input
          {...more}
          id={part}
          dir="auto"
          maxLength={1000}
          autocomplete="off"
          value={typed[part]}
          onInput={({ currentTarget }) => onType({ ...typed, [part]: currentTarget.value })}
        />
      </span>
    </>
  );
  return (
    <div class="fields">
      {text('title', promptTexts.title)}
      {text('username', promptTexts.username, { spellcheck: false })}
      <label class="k" for="password">
        {kind === 'update' ? offerTexts.becomes : promptTexts.password}
      </label>
      <SecretInput
        id="password"
        value={typed.password}
        onInput={(password) => onType({ ...typed, password })}
        maxLength={10000}
      />
      {text('folder', offerTexts.folder, { list: 'folders' })}
      <datalist id="folders">
        {folders.map((folder) => (
          <option key={folder} value={folder} />
        ))}
      </datalist>
    </div>
  );
}

/** Draws the offer that the nonce stands for, and tells the frame's height. */
async function open(nonce: string, root: HTMLElement, say: Say): Promise<boolean> {
  const reply = await asPrompt('frame/offer', { nonce });
  if (!reply.ok || !reply.value.offer) {
    say({ done: true });
    return false;
  }
  const { offer, folders = [], theme = 'system' }: OfferView = reply.value;
  if (offer === undefined) return false;
  showTheme(theme);
  render(<Prompt nonce={nonce} offer={offer} folders={folders} say={say} />, root);
  prepareScore();
  const tell = () => say({ height: Math.ceil(root.getBoundingClientRect().height) });
  new ResizeObserver(tell).observe(root);
  return true;
}

speak(document.documentElement);
const root = document.getElementById('root');
if (root) awaitNonce(({ nonce }, say) => open(nonce, root, say));
