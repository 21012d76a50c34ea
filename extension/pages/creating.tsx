// Making a new vault of a chosen master password: the cost of guessing is measured on this computer while it is typed, what
// Argon2id makes of it goes to the background, and what fails is said. The views that ask for it draw around its parts.
// The password never leaves the page.

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, KdfParams, NewFactor } from '../generated/core.js';
import { own } from './ask.js';
import { errorTexts } from './error-texts.js';
import { focusFirst } from './first-focus.js';
import { calibrate, forgetOutputs, makeSlot, prepare } from './kdf.js';
import { LessMemory } from './less-memory.js';
import type { ChoiceFault, Chosen } from './new-password.js';
import { choiceFault, NewPassword, noPassword } from './new-password.js';
import { Note } from './parts.js';
import { begin } from './popup/state.js';
import { createTexts } from './texts.js';

type Failure = ErrorCode | ChoiceFault;

function textOf(failure: Failure) {
  if (failure === 'weak') return createTexts.tooWeak;
  return failure === 'empty' || failure === 'differ' ? createTexts[failure] : errorTexts[failure];
}

/** What a view needs of it. */
interface Creation {
  readonly chosen: Chosen;
  /** Takes a password that was offered, and asks for it once more. */
  readonly offer: (password: string) => void;
  readonly busy: boolean;
  readonly create: () => Promise<void>;
  /** The two fields. */
  readonly fields: ComponentChildren;
  /** What failed, if anything did. */
  readonly fault: ComponentChildren;
}

/** `onMade` hears what opens the vault, once that is there, and erases it in the end; `before` failed already. */
export function useCreation(
  onMade: (factors: readonly NewFactor[]) => Promise<void> | void,
  before?: ErrorCode,
): Creation {
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const kdf = useRef<Promise<KdfParams>>(undefined);
  const [chosen, setChosen] = useState(noPassword);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | undefined>(before);
  /** What there was not enough memory for. */
  const [dear, setDear] = useState<KdfParams | undefined>();

  useEffect(() => {
    focusFirst(first.current);
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
    if (!reply.ok) {
      forgetOutputs(made.value.factors);
      // A salt serves one vault only; another try measures and draws anew.
      kdf.current = undefined;
      return fail(reply.code);
    }
    setChosen(noPassword);
    await onMade(made.value.factors);
    await begin();
  };

  const takeLess = (less: KdfParams) => {
    kdf.current = Promise.resolve(less);
    void create();
  };

  return {
    chosen,
    offer: (password) => {
      setChosen({ password, again: '' });
      second.current?.focus();
    },
    busy,
    create,
    fields: (
      <NewPassword
        id="master-password"
        label={createTexts.master}
        chosen={chosen}
        onChange={setChosen}
        busy={busy}
        big
        firstRef={first}
        againRef={second}
      />
    ),
    fault: failed && (
      <div data-error={failed}>
        <Note tone="bad" text={textOf(failed)} article="start" awaited>
          {failed === 'kdf-memory' && <LessMemory dear={dear} take={takeLess} />}
        </Note>
      </div>
    ),
  };
}
