// The locked vault: the master password goes in, its factor goes to the background, and nothing of it stays here.
// It never says whether a login exists. A vault that cannot be opened is told of and left as it is.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon, Sign } from '../icons.js';
import { forgetOutputs, prepare, prove } from '../kdf.js';
import { Note, SecretInput, WorkBlade } from '../parts.js';
import { greeting, unlockTexts, words } from '../texts.js';
import { RawWay } from './shelves.js';
import { Skyline } from './skyline.js';
import { begin, status, trouble } from './state.js';

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

export function UnlockView() {
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
          <UnlockForm />
        )}
        <Waiting />
      </main>
      <Skyline />
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
  const [failed, setFailed] = useState<ErrorCode | 'empty' | undefined>();

  useEffect(() => {
    field.current?.focus();
    prepare();
  }, []);

  const fail = (code: ErrorCode | 'empty') => {
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
    const reply = await own('own/unlock', { proofs: proved.value });
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
          disabled={busy}
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

function UnlockNote({ failed, capsOn }: { readonly failed: ErrorCode | 'empty'; readonly capsOn: boolean }) {
  if (failed === 'empty') return <Note tone="bad" id="unlock-note" text={unlockTexts.empty} awaited />;
  const text = errorTexts[failed];
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
