// The locked vault: the master password goes in, its factor goes to the background, and nothing of it stays here.
// It never says whether a login exists. A vault that cannot be opened is told of and left as it is.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { focusFirst } from '../first-focus.js';
import { openHelp } from '../help-links.js';
import { Icon, Sign } from '../icons.js';
import { forgetOutputs, prepare } from '../kdf.js';
import { Note, SecretInput, WorkBlade } from '../parts.js';
import type { ProofFailure } from '../proofs.js';
import { proofsOf, prove } from '../proofs.js';
import { greeting, unlockTexts } from '../texts.js';
import { failureText, keyTexts } from '../vault/security-texts.js';
import { waysOf } from '../ways.js';
import { words } from '../words.js';
import { RawWay } from './raw-way.js';
import { Skyline } from './skyline.js';
import { begin, status, trouble } from './state.js';
import type { Way } from './unlock-ways.js';
import { ByCode, ByKey, isOffered, OtherWays, Tab } from './unlock-ways.js';

/** The vault's frame cannot be read: asking for the password would be of no use. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set([
  'damaged',
  'newer-version',
  'older-version',
  'not-a-vault',
  'kdf-out-of-range',
  'storage-failed',
  'internal',
]);

/** `way`: how the user wants to unlock, from the page's address; `whole` in the vault page, where every way can be gone. */
export function UnlockView({ way = 'password', whole = false }: { readonly way?: Way; readonly whole?: boolean }) {
  const code = trouble.value;
  const hopeless = code !== undefined && HOPELESS.has(code);
  return (
    <div class="unlock" data-view="unlock">
      <main>
        <Sign size={56} />
        <h1 class="display">
          {greeting(new Date().getHours())}
          <br />
          {hopeless ? unlockTexts.closed : unlockTexts.locked}
        </h1>
        {hopeless ? (
          <div data-trouble={code}>
            <Note tone="bad" text={errorTexts[code]} awaited>
              <div class="noteactions">
                <RawWay section="raw" />
              </div>
            </Note>
          </div>
        ) : (
          <Ways start={way} whole={whole} />
        )}
        <Waiting />
      </main>
      <Skyline />
    </div>
  );
}

/** The form of one way, and the ways to the others. */
function Ways({ start, whole }: { readonly start: Way; readonly whole: boolean }) {
  const [wanted, setWay] = useState(start);
  const ways = waysOf(status.value?.slots);
  const way = isOffered(wanted, ways) ? wanted : 'password';
  // A key's dialog would close the browser's popup.
  const inPopup = document.documentElement.dataset['surface'] === 'popup';
  return (
    <div class="stack">
      {way === 'code' && <ByCode />}
      {way === 'key' && <ByKey />}
      {way === 'password' && (ways.secondFactor && inPopup ? <Tab /> : <UnlockForm />)}
      <OtherWays way={way} whole={whole} inPopup={inPopup} onChoose={setWay} />
      <p>
        <button type="button" class="link" data-action="forgotten" onClick={() => openHelp('master-password')}>
          {unlockTexts.forgot}
        </button>
      </p>
    </div>
  );
}

function Waiting() {
  const waiting = status.value?.offersWaiting ?? 0;
  if (waiting === 0) return null;
  return (
    <ul class="waits">
      <li>
        <Icon name="inbox" small />
        <span>{unlockTexts.waiting(waiting)}</span>
      </li>
    </ul>
  );
}

function UnlockForm() {
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [capsOn, setCapsOn] = useState(false);
  const [failed, setFailed] = useState<ProofFailure | 'empty' | undefined>();
  const { secondFactor } = waysOf(status.value?.slots);

  useEffect(() => {
    focusFirst(field.current);
    prepare();
  }, []);

  const fail = (code: ProofFailure | 'empty') => {
    setFailed(code);
    setBusy(false);
    prepare();
    // Typing starts over at once, and a near miss can still be mended.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.select();
    });
  };

  const unlock = async () => {
    const slots = status.value?.slots;
    if (busy) return;
    if (password === '') return fail('empty');
    if (!slots) return fail('no-vault');
    setBusy(true);
    setFailed(undefined);
    const proved = await prove(password, slots);
    if (!proved.ok) return fail(proved.code);
    const reply = await own('own/unlock', { proofs: proofsOf(proved.value) });
    forgetOutputs(proved.value);
    if (!reply.ok) return fail(reply.code);
    setPassword('');
    await begin();
  };

  return (
    <form
      class="stack close"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <div>
        <label class="label" for="master-password">
          {unlockTexts.master}
        </label>
        <SecretInput
          id="master-password"
          big
          inputRef={field}
          value={password}
          onInput={setPassword}
          busy={busy}
          invalid={failed !== undefined}
          describedBy={failed ? 'unlock-note' : 'unlock-caps'}
          onKeyEvent={(event) => setCapsOn(event.getModifierState('CapsLock'))}
        />
      </div>
      <div>
        <button type="submit" class="btn plate wide big" data-action="unlock" aria-disabled={busy}>
          {busy ? unlockTexts.unlocking : words.unlock} {!busy && <kbd>↵</kbd>}
        </button>
        {busy && <WorkBlade />}
        {secondFactor && <p class="hint fieldnote">{keyTexts.thenKey}</p>}
      </div>
      {failed ? (
        <UnlockNote failed={failed} capsOn={capsOn} />
      ) : (
        <p class="small second capsline" id="unlock-caps" role="status">
          {capsOn && (
            <>
              <Icon name="warn" small /> {unlockTexts.capsOn}
            </>
          )}
        </p>
      )}
    </form>
  );
}

function UnlockNote({ failed, capsOn }: { readonly failed: ProofFailure | 'empty'; readonly capsOn: boolean }) {
  if (failed === 'empty') return <Note tone="bad" id="unlock-note" text={unlockTexts.empty} awaited />;
  const text = failureText(failed);
  const caps = failed === 'wrong-password' && capsOn;
  return (
    <div data-error={failed}>
      <Note tone="bad" id="unlock-note" text={caps ? { ...text, next: unlockTexts.capsNext } : text} awaited>
        {failed === 'damaged' && (
          <div class="noteactions">
            <RawWay section="raw" />
          </div>
        )}
      </Note>
    </div>
  );
}
