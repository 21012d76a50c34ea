// A new master password: the old one proves who asks, or what the recovery code gave, or a key that opens the vault alone;
// the new one is typed twice and judged. Then either one way in is wrapped anew, or everything gets new keys, which is the
// safe choice and the first.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { KdfParams, NewFactor } from '../../generated/core.js';
import { own } from '../ask.js';
import { calibrate, forgetOutputs, passwordFactor, prepare } from '../kdf.js';
import { LessMemory } from '../less-memory.js';
import type { ChoiceFault } from '../new-password.js';
import { choiceFault, NewPassword, noPassword } from '../new-password.js';
import { Note, SecretInput, WorkBlade } from '../parts.js';
import { heed, refreshStatus, status } from '../popup/state.js';
import { isOffered } from '../popup/unlock-ways.js';
import type { ProofFailure, Proved } from '../proofs.js';
import { proofsOf, prove, proveByKey } from '../proofs.js';
import { createTexts } from '../texts.js';
import { waysOf } from '../ways.js';
import type { Given } from './security-state.js';
import { keepOutputs } from './security-state.js';
import { failureText, keyTexts, passwordTexts } from './security-texts.js';

type Failure = ProofFailure | ChoiceFault;

function textOf(failure: Failure) {
  if (failure === 'weak') return createTexts.tooWeak;
  return failure === 'empty' || failure === 'differ' ? passwordTexts[failure] : failureText(failure);
}

export function PasswordForm({
  recovered,
  onGiven,
  onChanged,
  onKey,
}: {
  /** What the recovery code or a key gave; the old password is not asked for then. */
  readonly recovered?: readonly NewFactor[] | undefined;
  /** New keys are wanted. */
  readonly onGiven: (given: Given) => void;
  /** It was only a change, and it is done. */
  readonly onChanged: () => void;
  /** A key proved who asks, in the place of the old password. */
  readonly onKey: (factors: readonly NewFactor[]) => void;
}) {
  const kdf = useRef<Promise<KdfParams>>(undefined);
  const fields = { old: useRef<HTMLInputElement>(null), new: useRef<HTMLInputElement>(null) };
  const [old, setOld] = useState('');
  const [chosen, setChosen] = useState(noPassword);
  const [only, setOnly] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failure | undefined>();
  /** What there was not enough memory for. */
  const [dear, setDear] = useState<KdfParams | undefined>();
  const ways = waysOf(status.value?.slots);
  const { secondFactor } = ways;
  // Beside a second factor each key's way in holds the password: all of them change together, or none does.
  const mayOnly = !recovered && !secondFactor;

  useEffect(() => {
    (recovered ? fields.new : fields.old).current?.focus();
    kdf.current = calibrate();
    void kdf.current.then(prepare);
  }, []);

  const fail = (failure: Failure) => {
    setFailed(failure);
    setBusy(false);
    const isOld = failure !== 'empty' && failure !== 'differ' && failure !== 'weak' && !recovered;
    requestAnimationFrame(() => (isOld ? fields.old : fields.new).current?.focus());
  };

  const change = async () => {
    if (busy) return;
    const fault = choiceFault(chosen);
    if (fault) return fail(fault);
    setFailed(undefined);
    setDear(undefined);
    setBusy(true);
    const params = await (kdf.current ??= calibrate());
    const proved: Proved = recovered
      ? { ok: true, value: keepOutputs(recovered) }
      : await prove(old, status.value?.slots ?? []);
    if (!proved.ok) return fail(proved.code);
    const made = await passwordFactor(chosen.password, params);
    if (!made.ok) {
      forgetOutputs(proved.value);
      setDear(params);
      return fail(made.code);
    }
    if (mayOnly && only) {
      const proofs = proofsOf(proved.value);
      const reply = heed(await own('own/replace-slot', { proofs, slot: { factors: [made.value] } }));
      forgetOutputs([...proved.value, made.value]);
      kdf.current = undefined;
      await refreshStatus();
      return reply.ok ? onChanged() : fail(reply.code);
    }
    // Both are checked before anything else is asked for: a rotation is long.
    const checked = heed(await own('own/check', { proofs: proofsOf(proved.value) }));
    if (checked.ok) {
      return onGiven({
        proved: proved.value,
        password: made.value,
        keys: keepOutputs(proved.value.filter(({ info }) => info.kind === 'prf')),
      });
    }
    forgetOutputs([...proved.value, made.value]);
    fail(checked.code);
  };

  /** Who has forgotten the old one may be known by a key that opens the vault. */
  const askForKey = async () => {
    if (busy) return;
    setFailed(undefined);
    setBusy(true);
    const proved = await proveByKey(status.value?.slots ?? []);
    if (!proved.ok) return fail(proved.code);
    const checked = heed(await own('own/check', { proofs: proofsOf(proved.value) }));
    if (checked.ok) return onKey(proved.value);
    forgetOutputs(proved.value);
    fail(checked.code);
  };

  return (
    <form
      class="stack narrow"
      data-asks="new-password"
      onSubmit={(event) => {
        event.preventDefault();
        void change();
      }}
    >
      {!recovered && (
        <div>
          <label class="label" for="old-password">
            {passwordTexts.old}
          </label>
          <SecretInput id="old-password" inputRef={fields.old} value={old} onInput={setOld} busy={busy} />
          {secondFactor && <p class="hint fieldnote">{keyTexts.thenKey}</p>}
          {isOffered('key', ways) && (
            <p class="hint fieldnote">
              <button type="button" class="link" data-action="by-key-instead" onClick={() => void askForKey()}>
                {passwordTexts.byKey}
              </button>
            </p>
          )}
        </div>
      )}
      <NewPassword
        id="new-password"
        label={passwordTexts.new}
        chosen={chosen}
        onChange={setChosen}
        busy={busy}
        firstRef={fields.new}
      />
      {mayOnly && (
        <fieldset class="group choices" disabled={busy}>
          <legend class="visually-hidden">{passwordTexts.why}</legend>
          <Choice
            id="leaked"
            on={!only}
            name={passwordTexts.leaked}
            hint={passwordTexts.leakedHint}
            choose={() => setOnly(false)}
          />
          <Choice
            id="only"
            on={only}
            name={passwordTexts.only}
            hint={passwordTexts.onlyHint}
            choose={() => setOnly(true)}
          />
        </fieldset>
      )}
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={textOf(failed)} article="master-password" awaited>
            {failed === 'kdf-memory' && (
              <LessMemory
                dear={dear}
                take={(less) => {
                  kdf.current = Promise.resolve(less);
                  void change();
                }}
              />
            )}
          </Note>
        </div>
      )}
      <button type="submit" class="btn plate" data-action="change-password" aria-disabled={busy}>
        {busy ? passwordTexts.setting : passwordTexts.set}
      </button>
      {busy && <WorkBlade />}
    </form>
  );
}

const Choice = ({
  id,
  on,
  name,
  hint,
  choose,
}: {
  readonly id: string;
  readonly on: boolean;
  readonly name: string;
  readonly hint: string;
  readonly choose: () => void;
}) => (
  <label class="choice" for={id}>
    <input id={id} type="radio" name="why" checked={on} onChange={choose} />
    <span>
      <span class="st">{name}</span>
      <span class="small second">{hint}</span>
    </span>
  </label>
);
