// The first run: five steps in a whole tab, each of which can be skipped or left for later. It puts the steps one after
// another and remembers where it was; what a step does stands in its own file.

import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { FirstStep } from '../../settings-messages.js';
import { errorTexts } from '../error-texts.js';
import { Sign } from '../icons.js';
import { Note } from '../parts.js';
import { view } from '../popup/state.js';
import { words } from '../words.js';
import { CodeStep } from './welcome-code.js';
import { CreateStep } from './welcome-create.js';
import { ImportStep } from './welcome-import.js';
import { PinStep } from './welcome-pin.js';
import {
  firstStep,
  hasStep,
  isUnfinished,
  nextStep,
  shownStep,
  stepFailed,
  tellStep,
  WELCOME,
} from './welcome-state.js';
import { welcomeTexts } from './welcome-texts.js';
import { TryStep } from './welcome-try.js';

type Shown = Exclude<FirstStep, 'done'>;

const STEPS: Readonly<Record<Shown, ComponentType<{ readonly onDone: () => void }>>> = {
  create: CreateStep,
  code: CodeStep,
  import: ImportStep,
  pin: PinStep,
  try: TryStep,
};
const ORDER = (Object.keys(STEPS) as Shown[]).filter(hasStep);

export function Welcome() {
  const main = useRef<HTMLElement>(null);
  const isNew = view.value.name === 'create';
  const step: Shown = isNew ? 'create' : shownStep();
  const first = useRef(true);
  useEffect(() => void tellStep(), []);
  useEffect(() => {
    // A step that comes by a press is read from its heading on; the first one focuses its own field.
    if (!first.current) (main.current?.querySelector<HTMLElement>('h1[tabindex]') ?? main.current)?.focus();
    first.current = false;
    scrollTo(0, 0);
  }, [step]);
  if (!isNew && firstStep.value === null && stepFailed.value === undefined) return null;
  const { [step]: Step } = STEPS;
  const leave = () => {
    if (isNew) closeTab();
    else location.hash = '#items';
  };
  const onDone = () => {
    const next = nextStep(step);
    void tellStep(next).then((moved) => {
      if (moved && next === 'done') location.hash = '#items';
    });
  };
  return (
    <div class="welcome" data-view="welcome" data-step-shown={step}>
      <header>
        <div class="brandline">
          <Sign size={28} />
          {words.name}
        </div>
        <ol class="steps" aria-label={welcomeTexts.steps}>
          {ORDER.map((each, at) => (
            <li key={each} aria-current={each === step ? 'step' : undefined} data-past={at < ORDER.indexOf(step)}>
              <b>{at + 1}</b>
              <span>{welcomeTexts.names[each]}</span>
            </li>
          ))}
        </ol>
        <button type="button" class="btn second" data-action="finish-later" onClick={leave}>
          {welcomeTexts.later}
        </button>
      </header>
      {stepFailed.value && (
        <div class="inset" data-error={stepFailed.value}>
          <Note tone="bad" text={errorTexts[stepFailed.value]} awaited />
        </div>
      )}
      <main ref={main} tabIndex={-1}>
        <Step key={step} onDone={onDone} />
      </main>
    </div>
  );
}

/** Closes this tab: there is no vault yet that could be shown instead. */
function closeTab(): void {
  void browser.tabs.getCurrent().then((tab) => (tab?.id === undefined ? undefined : browser.tabs.remove(tab.id)));
}

/** In the vault page, the way back to a first run that was left before its end. */
export function FirstRunLine() {
  useEffect(() => void tellStep(), []);
  if (!isUnfinished()) return null;
  return (
    <p class="backupline" data-part="first-run">
      <span>{welcomeTexts.unfinished}</span>
      <a class="link" href={WELCOME} data-action="go-on-first-run">
        {welcomeTexts.goOn}
      </a>
    </p>
  );
}
