// First run, the first step: a master password, judged while it is typed, or five random words instead. What opens the
// vault waits here for the recovery code; how the vault is made stands in creating.tsx.

import { useEffect, useState } from 'preact/hooks';
import type { ErrorCode } from '../../generated/core.js';
import { own } from '../ask.js';
import { useCreation } from '../creating.js';
import { Icon, Sign } from '../icons.js';
import { IconButton, Note, SecretText, WorkBlade } from '../parts.js';
import { createTexts } from '../texts.js';
import { StepFoot } from './welcome-foot.js';
import { held, tellStep } from './welcome-state.js';
import { createStepTexts } from './welcome-texts.js';

const WORDS = { kind: 'passphrase', words: 5, separator: ' ', capitals: false, number: false } as const;

export function CreateStep() {
  const [offered, setOffered] = useState<string | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  const { chosen, offer, busy, create, fields, fault } = useCreation(async (factors) => {
    setOffered(undefined);
    held.value = factors;
    await tellStep('code');
  });
  const draw = async () => {
    const made = await own('own/generate', { request: { wish: WORDS, field: undefined } });
    if (made.ok) setOffered(made.value.value);
    setFailed(made.ok ? undefined : made.code);
  };
  useEffect(() => void draw(), []);

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
        {fields}
        {offered !== undefined && (
          <div class="offered" data-part="offered-words">
            <div class="grow">
              <p class="hint">{chosen.password === offered ? createStepTexts.typeThem : createStepTexts.words}</p>
              <p data-words>
                <SecretText text={offered} />
              </p>
            </div>
            <IconButton icon="again" name={createStepTexts.others} action="other-words" onClick={() => void draw()} />
            <button type="button" class="btn plain" data-action="use-words" onClick={() => offer(offered)}>
              {createStepTexts.use}
            </button>
          </div>
        )}
        {failed && (
          <div data-error={failed}>
            <Note tone="warn" text={createStepTexts.noWords} article="start" />
          </div>
        )}
        {fault}
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
