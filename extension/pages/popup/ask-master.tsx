// Asks for the master password again, in place: before a guarded item, and before a way in is changed.
// What the password gives goes to whoever asked; the password itself is forgotten when this goes.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { FactorProof, NewFactor } from '../../generated/core.js';
import { forgetOutputs, prepare } from '../kdf.js';
import { Note, SecretInput, WorkBlade } from '../parts.js';
import type { ProofFailure } from '../proofs.js';
import { proofsOf, prove } from '../proofs.js';
import { unlockTexts } from '../texts.js';
import { failureText, keyTexts } from '../vault/security-texts.js';
import { waysOf } from '../ways.js';
import { status } from './state.js';

export function AskMaster({
  verb,
  onProofs,
}: {
  readonly verb: string;
  /** Uses the proofs, which are erased afterwards; gives what went wrong, if something did. */
  readonly onProofs: (
    proofs: readonly FactorProof[],
    password: string,
    factors: readonly NewFactor[],
  ) => Promise<ProofFailure | undefined>;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<ProofFailure | undefined>();

  useEffect(() => {
    field.current?.focus();
    prepare();
  }, []);

  const ask = async () => {
    if (busy || password === '') return;
    setBusy(true);
    setFailed(undefined);
    const proved = await prove(password, status.value?.slots ?? []);
    const code = proved.ok ? await onProofs(proofsOf(proved.value), password, proved.value) : proved.code;
    if (proved.ok) forgetOutputs(proved.value);
    setBusy(false);
    setFailed(code);
    if (code === undefined) setPassword('');
    else field.current?.select();
  };

  return (
    // It may stand inside a form of another purpose, so it is none itself.
    <div class="stack close" data-asks="master-password">
      <label class="label" for="master-asked">
        {unlockTexts.master}
      </label>
      <SecretInput
        id="master-asked"
        inputRef={field}
        value={password}
        onInput={setPassword}
        busy={busy}
        invalid={failed !== undefined}
        onKeyEvent={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          if (event.type === 'keydown') void ask();
        }}
      />
      <button type="button" class="btn plate wide" data-action="prove" aria-disabled={busy} onClick={() => void ask()}>
        {verb}
      </button>
      {busy && <WorkBlade />}
      {waysOf(status.value?.slots).secondFactor && <p class="hint">{keyTexts.thenKey}</p>}
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={failureText(failed)} awaited />
        </div>
      )}
    </div>
  );
}
