// First run, the first step: a master password, judged while it is typed, or five random words instead. The password
// never leaves the page; what Argon2id makes of it goes to the background, and waits here for the recovery code.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, KdfParams } from '../../generated/core.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon, Sign } from '../icons.js';
import { calibrate, forgetOutputs, makeSlot, prepare } from '../kdf.js';
import { LessMemory } from '../less-memory.js';
import { choiceFault, NewPassword, noPassword } from '../new-password.js';
import { IconButton, Note, SecretText, WorkBlade } from '../parts.js';
import { begin } from '../popup/state.js';
import { createTexts } from '../texts.js';
import { StepFoot } from './welcome-foot.js';
import { held, tellStep } from './welcome-state.js';
import { createStepTexts } from './welcome-texts.js';

type Failure = ErrorCode | 'empty' | 'differ';
const textOf = (failure: Failure) =>
  failure === 'empty' || failure === 'differ' ? createTexts[failure] : errorTexts[failure];

const WORDS = { kind: 'passphrase', words: 5, separator: ' ', capitals: false, number: false } as const;

export function CreateStep() {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const kdf = useRef<Promise<KdfParams>>(undefined);
  const [chosen, setChosen] = useState(noPassword);
  const [offered, setOffered] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | undefined>();
  /** What there was not enough memory for. */
  const [dear, setDear] = useState<KdfParams | undefined>();

  const draw = async () => {
    const made = await own('own/generate', { request: { wish: WORDS, field: undefined } });
    if (made.ok) setOffered(made.value.value);
  };
  useEffect(() => {
    first.current?.focus();
    void draw();
    kdf.current = calibrate();
    void kdf.current.then(prepare);
  }, []);

  const fail = (failure: Failure) => {
    setFailed(failure);
    setBusy(false);
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
    if (!reply.ok) {
      forgetOutputs(made.value.factors);
      // A salt serves one vault only; another try measures and draws anew.
      kdf.current = undefined;
      return fail(reply.code);
    }
    setChosen(noPassword);
    setOffered(undefined);
    held.value = made.value.factors;
    await tellStep('code');
    await begin();
  };

  return (
    <form
      class="step two"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <section class="left">
        <h1 class="display" tabIndex={-1}>
          {createTexts.heading}
        </h1>
        <p class="second lead">{createStepTexts.lead}</p>
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
        {offered !== undefined && (
          <div class="offered" data-part="offered-words">
            <div class="grow">
              <p class="hint">{chosen.password === offered ? createStepTexts.typeThem : createStepTexts.words}</p>
              <p data-words>
                <SecretText text={offered} />
              </p>
            </div>
            <IconButton icon="again" name={createStepTexts.others} action="other-words" onClick={() => void draw()} />
            <button
              type="button"
              class="btn plain"
              data-action="use-words"
              onClick={() => {
                setChosen({ password: offered, again: '' });
                second.current?.focus();
              }}
            >
              {createStepTexts.use}
            </button>
          </div>
        )}
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
      </section>
      <Facts />
      <StepFoot plate={busy ? createTexts.creating : createTexts.create} action="create" busy={busy}>
        {busy ? <WorkBlade /> : <p class="hint">{createTexts.cost}</p>}
      </StepFoot>
    </form>
  );
}

const Facts = () => (
  <aside class="paper facts" aria-label={createStepTexts.why}>
    <div class="flex between">
      <h2 class="display s">{createStepTexts.why}</h2>
      <Sign size={28} />
    </div>
    <ul>
      {createStepTexts.facts.map(([icon, text]) => (
        <li key={icon}>
          <Icon name={icon} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
    <svg class="teeth" viewBox="0 0 460 18" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 18V8H22L24 4H48L50 12H74L76 7H101L104 14H128L130 5H156L158 11H181L184 3H210L212 9H236L238 14H262L265 6H290L292 12H318L320 4H345L348 10H372L374 14H398L400 7H426L428 11H460V18Z" />
    </svg>
  </aside>
);
