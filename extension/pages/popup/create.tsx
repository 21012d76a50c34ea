// First run: a master password typed twice, judged while it is typed, with the plain warning that nobody can reset it.
// The cost of guessing is measured on this computer meanwhile. The password never leaves the page; its factor does.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, KdfParams } from '../../generated/core.js';
import type { Strength } from '../../generated/strength.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon, Sign } from '../icons.js';
import { calibrate, forgetOutputs, lowestCost, makeSlot, prepare } from '../kdf.js';
import { Blade, Note, SecretInput, WorkBlade } from '../parts.js';
import { judge } from '../strength.js';
import { bits, createTexts, strengthNames, strengthWarnings } from '../texts.js';
import { begin, trouble } from './state.js';
import { closePopup } from './surface.js';

type Failure = ErrorCode | 'empty' | 'differ';

const textOf = (failure: Failure) =>
  failure === 'empty' || failure === 'differ' ? createTexts[failure] : errorTexts[failure];

/** The section of the vault page that restores from a file. */
const IMPORT = '#import';
/** Below this score a guesser who holds the vault's file succeeds in hours, whatever Argon2id costs. */
const LOWEST_SCORE = 2;
/** What a guesser would try first besides the word lists. */
export const NEAR_AT_HAND = ['latchkey', 'vault', 'master', 'password'];

export function CreateView() {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const kdf = useRef<Promise<KdfParams>>(undefined);
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [strength, setStrength] = useState<Strength | undefined>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | undefined>(trouble.value);

  useEffect(() => {
    first.current?.focus();
    kdf.current = calibrate();
    void kdf.current.then(prepare);
  }, []);

  useEffect(() => {
    let current = true;
    if (password === '') setStrength(undefined);
    else void judge(password, NEAR_AT_HAND).then((judged) => current && setStrength(judged));
    return () => {
      current = false;
    };
  }, [password]);

  const fail = (failure: Failure) => {
    setFailed(failure);
    setBusy(false);
    // After the note has taken its room, so that the field is scrolled into what is left.
    requestAnimationFrame(() => (failure === 'differ' ? second : first).current?.focus());
  };

  const create = async () => {
    if (busy) return;
    if (password === '') return fail('empty');
    if (password !== again) return fail('differ');
    setFailed(undefined);
    setBusy(true);
    kdf.current ??= calibrate();
    const params = await kdf.current;
    const made = await makeSlot(password, params);
    if (!made.ok) {
      // Where memory is short, the next try asks for the least that is safe.
      if (made.code === 'kdf-memory') kdf.current = Promise.resolve(lowestCost());
      return fail(made.code);
    }
    const reply = await own('own/create', { slots: [made.value] });
    forgetOutputs(made.value.factors);
    if (!reply.ok) {
      // A salt serves one vault only; another try measures and draws anew.
      kdf.current = undefined;
      return fail(reply.code);
    }
    setPassword('');
    setAgain('');
    await begin();
  };

  const same = password !== '' && password === again;
  return (
    <form
      class="create"
      data-view="create"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <main class="stack">
        <div class="createhead">
          <Sign size={48} />
          <h1 class="display s">{createTexts.heading}</h1>
        </div>
        {location.hash === IMPORT && <Note tone="brass" text={createTexts.restoreFirst} />}
        <Note
          tone="warn"
          text={{ what: createTexts.warningWhat, safe: createTexts.promise, next: createTexts.warning }}
        />
        <div>
          <label class="label" for="master-password">
            {createTexts.master}
          </label>
          <SecretInput
            id="master-password"
            big
            inputRef={first}
            value={password}
            onInput={setPassword}
            disabled={busy}
            describedBy="strength"
          />
          <Meter password={password} strength={strength} />
        </div>
        <div>
          <label class="label" for="master-password-again">
            {createTexts.again}
          </label>
          <SecretInput
            id="master-password-again"
            big
            inputRef={second}
            value={again}
            onInput={setAgain}
            disabled={busy}
            describedBy="same"
          >
            <span class="good flex small" id="same" role="status">
              {same && (
                <>
                  <Icon name="check" small />
                  {createTexts.same}
                </>
              )}
            </span>
          </SecretInput>
        </div>
      </main>
      <footer class="createfoot">
        {failed && (
          <div data-error={failed}>
            <Note tone="bad" text={textOf(failed)} awaited />
          </div>
        )}
        <button type="submit" class="btn plate wide big" data-action="create" aria-disabled={busy}>
          {busy ? createTexts.creating : createTexts.create}
        </button>
        {busy ? <WorkBlade /> : <p class="hint">{createTexts.cost}</p>}
        {!busy && <RestoreWay />}
      </footer>
    </form>
  );
}

/** The way for whoever has a vault file already; on the vault page itself, what comes next. */
function RestoreWay() {
  if (location.hash === IMPORT) return null;
  const open = () =>
    void browser.tabs.create({ url: browser.runtime.getURL(`pages/vault.html${IMPORT}`) }).then(closePopup);
  return (
    <button type="button" class="link" data-action="restore-from-file" onClick={open}>
      {createTexts.restore}
    </button>
  );
}

const tones = ['bad', 'bad', 'warn', 'good', 'good'] as const;
/** A blade of this many decimal orders is full. */
const FULL_LOG10 = 16;

/** The blade: how strong it is, in a word, in bits, and what makes it weak. Its place is kept while there is nothing. */
export function Meter({ password, strength }: { readonly password: string; readonly strength: Strength | undefined }) {
  const name = strength && strengthNames[strength.score];
  const why = strength?.warning ? strengthWarnings[strength.warning] : strength && bits(strength.guessesLog10);
  return (
    <div class="meter" id="strength" aria-live="polite">
      <Blade
        tone={tones[strength?.score ?? 0]}
        part={strength ? Math.min(strength.guessesLog10 / FULL_LOG10, 1) : 0}
        label={name ?? ''}
      />
      <p class="small">
        {password !== '' && strength && (
          <>
            <b class={tones[strength.score]}>{name}</b> <span class="second">· {why}.</span>
            {strength.score < LOWEST_SCORE && <span class="second"> {createTexts.weak}</span>}
          </>
        )}
      </p>
    </div>
  );
}
