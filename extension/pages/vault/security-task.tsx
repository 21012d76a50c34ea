// One task of the section "Security", from the proof of who asks to the end. What it holds are bytes that factors gave;
// they are erased when it ends or is left, and until its last step nothing has changed.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { FactorProof, NewFactor } from '../../generated/core.js';
import { own } from '../ask.js';
import type { Sentences } from '../error-texts.js';
import { Icon } from '../icons.js';
import { atTodaysCost, forgetOutputs } from '../kdf.js';
import { makeKey } from '../keys.js';
import { Note } from '../parts.js';
import { AskMaster } from '../popup/ask-master.js';
import { heed, refreshStatus, status } from '../popup/state.js';
import type { ProofFailure } from '../proofs.js';
import { proofsOf } from '../proofs.js';
import type { Ways } from '../ways.js';
import { isHere, waysOf } from '../ways.js';
import { words } from '../words.js';
import { CodeSheet } from './security-code.js';
import { PasswordForm } from './security-password.js';
import { Rotation } from './security-rotate.js';
import type { Given, Plan, Task } from './security-state.js';
import { endTask, keepOutputs, planFor, recoverBy, recovered } from './security-state.js';
import { failureText, rotateTexts, securityTexts, taskTexts, wayTexts } from './security-texts.js';

export function TaskView({ task }: { readonly task: Task }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { title, lead } = taskTexts[task.name];
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <header class="stack close" data-task={task.name}>
        <button type="button" class="btn" data-action="leave-task" onClick={() => endTask()}>
          <Icon name="back" small flip />
          {words.back}
        </button>
        <h1 class="display s" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p class="second">{lead}</p>
      </header>
      {task.name === 'make-code' || task.name === 'add-key' ? <Addition task={task} /> : <Renewal task={task} />}
    </>
  );
}

/** Why a task could only be refused; the core has the last word. */
function refusal({ name }: Task, { keys, hasCode }: Ways, plan: Plan): Sentences | undefined {
  if (!plan.secondFactor || plan.mayEndSecond) return undefined;
  if (plan.keys.length === 0 || !plan.keys.some(isHere))
    return name === 'turn-on' ? rotateTexts.needKey : rotateTexts.needOff;
  const hasSpare = plan.withCode || plan.keys.length > 1;
  if (hasSpare) return undefined;
  return name === 'turn-on' || (!hasCode && keys.length < 2) ? rotateTexts.needSpare : rotateTexts.needOff;
}

/** What ends with new keys. */
function Renewal({ task }: { readonly task: Task }) {
  const [given, setGiven] = useState<Given | undefined>();
  // As it was when the task began: the rotation itself changes what the header says.
  const { current: ways } = useRef(waysOf(status.value?.slots));
  const { current: plan } = useRef(planFor(task, ways));
  const refused = refusal(task, ways, plan);
  if (refused) {
    return (
      <div data-refused>
        <Note tone="warn" text={refused} article="master-password" />
      </div>
    );
  }
  if (given) return <Rotation given={given} plan={plan} onDone={(damaged) => endTask({ name: task.name, damaged })} />;
  const ending = plan.keys.filter((key) => !isHere(key));
  return (
    <div class="stack">
      {ending.length > 0 && (
        <Note tone="warn" text={rotateTexts.goes}>
          <ul>
            {ending.map((key) => (
              <li key={String(key.credentialId)}>{securityTexts.keyElsewhere(key.browser)}</li>
            ))}
          </ul>
        </Note>
      )}
      {task.name === 'password' || task.name === 'recovered' ? (
        <PasswordForm
          recovered={task.name === 'recovered' ? recovered.value : undefined}
          onGiven={setGiven}
          onChanged={() => endTask({ name: task.name, damaged: 0 })}
          onKey={recoverBy}
        />
      ) : (
        <Prove
          onProved={async (factors, typed) => {
            const [password, key] = factors;
            if (!password) return 'internal';
            // Whatever else the new keys are for, the password costs afterwards what is asked for today.
            const made = await atTodaysCost(typed, password);
            if (!made.ok) return made.code;
            setGiven({ proved: keepOutputs(factors), password: made.value, keys: key ? [key] : [] });
            return undefined;
          }}
        />
      )}
    </div>
  );
}

/** Asks for the master password, and a key where both are needed; what is given is the taker's to erase. */
function Prove({
  onProved,
}: {
  readonly onProved: (factors: readonly NewFactor[], password: string) => Promise<ProofFailure | undefined>;
}) {
  const take = async (proofs: readonly FactorProof[], password: string, factors: readonly NewFactor[]) => {
    const checked = heed(await own('own/check', { proofs }));
    return checked.ok ? onProved(keepOutputs(factors), password) : checked.code;
  };
  return (
    <div class="narrow stack close">
      <p class="second">{securityTexts.prove}</p>
      <AskMaster verb={securityTexts.goOn} onProofs={take} />
    </div>
  );
}

/** What adds a way in and takes none: no new keys. */
function Addition({ task }: { readonly task: Task }) {
  const [factors, setFactors] = useState<readonly NewFactor[] | undefined>();
  const [failed, setFailed] = useState<ProofFailure | undefined>();
  const held = useRef<readonly NewFactor[]>([]);
  held.current = factors ?? [];
  useEffect(() => () => forgetOutputs(held.current), []);
  if (!factors) {
    const keep = async (proved: readonly NewFactor[]) => {
      setFactors(proved);
      return undefined;
    };
    return <Prove onProved={keep} />;
  }

  const add = async (added: readonly NewFactor[]) => {
    const proofs = proofsOf(factors);
    const reply = heed(await own('own/add-slot', { proofs, slot: { factors: [...added] } }));
    await refreshStatus();
    if (reply.ok) endTask({ name: task.name, damaged: 0 });
    else setFailed(reply.code);
  };
  const addKey = async () => {
    setFailed(undefined);
    const ways = waysOf(status.value?.slots);
    const key = await makeKey(ways.keys);
    if (!key.ok) return setFailed(key.code);
    const [password] = factors;
    await add(ways.secondFactor && password ? [password, key.value] : [key.value]);
    key.value.output.fill(0);
  };
  const addCode = async (code: NewFactor) => {
    await add([code]);
    code.output.fill(0);
  };
  return (
    <div class="stack">
      {task.name === 'make-code' ? (
        <CodeSheet generation="now" onConfirmed={(code) => void addCode(code)} />
      ) : (
        <div>
          <button type="button" class="btn plate" data-action="make-key" onClick={() => void addKey()}>
            {wayTexts.askKey}
          </button>
        </div>
      )}
      {failed && (
        <div data-error={failed}>
          <Note tone="bad" text={failureText(failed)} awaited />
        </div>
      )}
    </div>
  );
}
