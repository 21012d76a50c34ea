// First run: a master password typed twice, judged while it is typed, with the plain warning that nobody can reset it.
// The cost of guessing is measured on this computer meanwhile. The password never leaves the page; its factor does.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, KdfParams } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Sign } from '../icons.js';
import { calibrate, forgetOutputs, makeSlot, prepare } from '../kdf.js';
import { LessMemory } from '../less-memory.js';
import { choiceFault, NewPassword, noPassword } from '../new-password.js';
import { Note, WorkBlade } from '../parts.js';
import { createTexts } from '../texts.js';
import { welcomeTexts } from '../vault/welcome-texts.js';
import { begin, trouble } from './state.js';
import { openVaultPage } from './surface.js';

type Failure = ErrorCode | 'empty' | 'differ';

const textOf = (failure: Failure) =>
  failure === 'empty' || failure === 'differ' ? createTexts[failure] : errorTexts[failure];

/** The section of the vault page that restores from a file. */
const IMPORT = '#import';

export function CreateView() {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const kdf = useRef<Promise<KdfParams>>(undefined);
  const [chosen, setChosen] = useState(noPassword);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | undefined>(trouble.value);
  /** What there was not enough memory for. */
  const [dear, setDear] = useState<KdfParams | undefined>();

  useEffect(() => {
    first.current?.focus();
    kdf.current = calibrate();
    void kdf.current.then(prepare);
  }, []);

  const fail = (failure: Failure) => {
    setFailed(failure);
    setBusy(false);
    // After the note has taken its room, so that the field is scrolled into what is left.
    requestAnimationFrame(() => (failure === 'differ' ? second : first).current?.focus());
  };

  const create = async () => {
    if (busy) return;
    const fault = choiceFault(chosen);
    if (fault) return fail(fault);
    setFailed(undefined);
    setBusy(true);
    kdf.current ??= calibrate();
    const params = await kdf.current;
    const made = await makeSlot(chosen.password, params);
    if (!made.ok) {
      setDear(params);
      return fail(made.code);
    }
    const reply = await own('own/create', { slots: [made.value] });
    forgetOutputs(made.value.factors);
    if (!reply.ok) {
      // A salt serves one vault only; another try measures and draws anew.
      kdf.current = undefined;
      return fail(reply.code);
    }
    setChosen(noPassword);
    await begin();
  };

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
        <NewPassword
          id="master-password"
          label={createTexts.master}
          chosen={chosen}
          onChange={setChosen}
          disabled={busy}
          big
          firstRef={first}
          againRef={second}
        />
      </main>
      <footer class="createfoot">
        {failed && (
          <div data-error={failed}>
            <Note tone="bad" text={textOf(failed)} article="start" awaited>
              {failed === 'kdf-memory' && (
                <LessMemory
                  dear={dear}
                  take={(less) => {
                    kdf.current = Promise.resolve(less);
                    void create();
                  }}
                />
              )}
            </Note>
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

/** The ways for whoever wants to be led, and for whoever has a vault file already; there it is what comes next. */
function RestoreWay() {
  if (location.hash === IMPORT) return null;
  return (
    <div class="flex wrap otherstarts">
      <button type="button" class="link" data-action="step-by-step" onClick={() => openVaultPage('welcome')}>
        {welcomeTexts.wholeTab}
      </button>
      <button type="button" class="link" data-action="restore-from-file" onClick={() => openVaultPage('import')}>
        {createTexts.restore}
      </button>
    </div>
  );
}
