// The section "Security": the ways into the vault, each with what can be done about it, and one task at a time in their
// place. The rules of what ways are safe together are the core's; here a task that could only be refused is not begun.

import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PrfParams } from '../../generated/core.js';
import type { IconName } from '../icons.js';
import { Icon } from '../icons.js';
import { isBelowDefault } from '../kdf.js';
import { keysAreServed } from '../keys.js';
import { Note } from '../parts.js';
import { status } from '../popup/state.js';
import { alarmTexts } from '../texts.js';
import type { Ways } from '../ways.js';
import { isHere, waysOf } from '../ways.js';
import type { TaskName } from './security-state.js';
import { done, endTask, recovered, task } from './security-state.js';
import { TaskView } from './security-task.js';
import { doneTexts, keyTexts, securityTexts } from './security-texts.js';

export function SecuritySection() {
  useEffect(() => {
    if (recovered.value) task.value = { name: 'recovered' };
    return () => endTask();
  }, []);
  return task.value ? <TaskView key={task.value.name} task={task.value} /> : <List />;
}

const begin = (name: TaskName, key?: PrfParams) => () => {
  done.value = undefined;
  task.value = { name, ...(key ? { key } : {}) };
};

function List() {
  const ways = waysOf(status.value?.slots);
  const told = done.value;
  const alarm = status.value?.alarm;
  return (
    <>
      <header class="stack close">
        <h1 class="display">{securityTexts.heading}</h1>
        <p class="second">{ways.secondFactor ? securityTexts.leadBoth : securityTexts.lead}</p>
      </header>
      {alarm && <Note tone="bad" text={alarmTexts[alarm]} />}
      {told && (
        <div data-done={told.name}>
          <Note tone="good" text={doneTexts[told.name]} awaited>
            {told.damaged > 0 && <p>{doneTexts.damaged(told.damaged)}</p>}
          </Note>
        </div>
      )}
      {ways.costs.some((cost) => isBelowDefault(cost)) && (
        <section class="stack close" data-offers="upgrade">
          <Note tone="brass" text={securityTexts.upgrade} />
          <Act action="new-keys" text={securityTexts.makeFresh} onClick={begin('new-keys')} />
        </section>
      )}
      <section>
        <h2 class="gh2">{securityTexts.ways}</h2>
        <ul class="group">
          <Password ways={ways} />
          <Code ways={ways} />
          <Keys ways={ways} />
        </ul>
      </section>
      <section>
        <ul class="group">
          <Second ways={ways} />
          <Way
            icon="again"
            name={securityTexts.fresh}
            hint={securityTexts.freshHint(status.value?.epoch ?? 1)}
            id="keys"
          >
            <Act action="new-keys" text={securityTexts.makeFresh} onClick={begin('new-keys')} />
          </Way>
        </ul>
      </section>
    </>
  );
}

const Password = ({ ways }: { readonly ways: Ways }) => (
  <Way
    icon="lock"
    id="password"
    name={securityTexts.master}
    hint={ways.secondFactor ? securityTexts.masterBothHint : securityTexts.masterHint}
  >
    <Act action="password" text={securityTexts.change} onClick={begin('password')} />
  </Way>
);

const Code = ({ ways }: { readonly ways: Ways }) => (
  <Way
    icon="note"
    id="code"
    name={securityTexts.code}
    hint={ways.hasCode ? securityTexts.codeHint : securityTexts.codeNone}
  >
    {ways.hasCode ? (
      <>
        <Act action="replace-code" text={securityTexts.replace} onClick={begin('replace-code')} />
        <Act action="remove-code" text={securityTexts.remove} onClick={begin('remove-code')} />
      </>
    ) : (
      <Act action="make-code" text={securityTexts.makeCode} onClick={begin('make-code')} />
    )}
  </Way>
);

function Keys({ ways: { keys, secondFactor } }: { readonly ways: Ways }) {
  const hintOf = (key: PrfParams) => {
    if (!isHere(key)) return securityTexts.keyElsewhere(key.browser);
    return secondFactor ? securityTexts.keyBothHint(key.browser) : securityTexts.keyHint(key.browser);
  };
  return (
    <>
      {keys.map((key, at) => (
        <Way key={String(key.credentialId)} icon="key" id="key" name={securityTexts.key(at + 1)} hint={hintOf(key)}>
          <Act action="remove-key" text={securityTexts.remove} onClick={begin('remove-key', key)} />
        </Way>
      ))}
      <Way
        icon="key"
        id="add-key"
        name={keys.length === 0 ? securityTexts.keys : securityTexts.another}
        hint={keysAreServed ? securityTexts.keysHint : keyTexts.unserved}
      >
        {keysAreServed && <Act action="add-key" text={securityTexts.addKey} onClick={begin('add-key')} />}
      </Way>
    </>
  );
}

function Second({ ways: { secondFactor } }: { readonly ways: Ways }) {
  if (!secondFactor && !keysAreServed) return null;
  return (
    <Way
      icon="shield"
      id="second"
      name={securityTexts.second}
      hint={secondFactor ? securityTexts.secondOnHint : securityTexts.secondOffHint}
    >
      {secondFactor ? (
        <Act action="turn-off" text={securityTexts.turnOff} onClick={begin('turn-off')} />
      ) : (
        <Act action="turn-on" text={securityTexts.turnOn} onClick={begin('turn-on')} />
      )}
    </Way>
  );
}

const Way = ({
  icon,
  id,
  name,
  hint,
  children,
}: {
  readonly icon: IconName;
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly children?: ComponentChildren;
}) => (
  <li class="way" data-way={id}>
    <Icon name={icon} />
    <div>
      <p class="st">{name}</p>
      <p class="small second">{hint}</p>
    </div>
    <div class="flex wrap">{children}</div>
  </li>
);

const Act = ({
  action,
  text,
  onClick,
}: {
  readonly action: TaskName;
  readonly text: string;
  readonly onClick: () => void;
}) => (
  <button type="button" class="btn plain" data-action={action} onClick={onClick}>
    {text}
  </button>
);
