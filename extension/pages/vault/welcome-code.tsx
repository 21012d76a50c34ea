// First run, the second step: the recovery code. What the master password gave is still at hand right after the vault was
// made; whoever comes back later types it again. Nothing is added before the code was typed back.

import { useState } from 'preact/hooks';
import type { FactorProof, NewFactor } from '../../generated/core.js';
import { own } from '../ask.js';
import { Note } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { heed, refreshStatus, status } from '../popup/state.js';
import type { ProofFailure } from '../proofs.js';
import { proofsOf } from '../proofs.js';
import { waysOf } from '../ways.js';
import { CodeSheet } from './security-code.js';
import { keepOutputs } from './security-state.js';
import { failureText } from './security-texts.js';
import { StepFoot } from './welcome-foot.js';
import { held } from './welcome-state.js';
import { codeStepTexts, welcomeTexts } from './welcome-texts.js';

export function CodeStep({ onDone }: { readonly onDone: () => void }) {
  const [failed, setFailed] = useState<ProofFailure | undefined>();
  const { hasCode } = waysOf(status.value?.slots);
  const factors = held.value;

  const prove = async (proofs: readonly FactorProof[], _password: string, proved: readonly NewFactor[]) => {
    const checked = heed(await own('own/check', { proofs }));
    if (!checked.ok) return checked.code;
    held.value = keepOutputs(proved);
    return undefined;
  };
  const add = async (code: NewFactor) => {
    if (factors === undefined) return;
    const reply = heed(await own('own/add-slot', { proofs: proofsOf(factors), slot: { factors: [code] } }));
    code.output.fill(0);
    await refreshStatus();
    if (reply.ok) onDone();
    else setFailed(reply.code);
  };

  return (
    <div class="step two">
      <section class="left">
        <h1 class="display" tabIndex={-1}>
          {codeStepTexts.heading}
        </h1>
        <p class="second lead">{codeStepTexts.lead}</p>
        {hasCode && <Note tone="good" text={codeStepTexts.there} />}
        {failed && (
          <div data-error={failed}>
            <Note tone="bad" text={failureText(failed)} awaited />
          </div>
        )}
      </section>
      {!hasCode && (
        <section class="right">
          {factors ? (
            <CodeSheet generation="now" onConfirmed={(code) => void add(code)} />
          ) : (
            <div class="narrow stack close">
              <p class="second">{codeStepTexts.prove}</p>
              <AskMaster verb={codeStepTexts.make} onProofs={prove} />
            </div>
          )}
        </section>
      )}
      {hasCode ? (
        <StepFoot plate={welcomeTexts.goOn} action="go-on" onGo={onDone} />
      ) : (
        <footer class="stepfoot">
          <button type="button" class="btn second" data-action="skip-step" onClick={onDone}>
            {codeStepTexts.without}
          </button>
        </footer>
      )}
    </div>
  );
}
