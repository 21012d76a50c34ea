// First run, the fourth step: the button on the toolbar. An extension cannot put it there; it can show how, and see
// whether it is there.

import { useEffect, useState } from 'preact/hooks';
import { Icon, Sign } from '../icons.js';
import { Note } from '../parts.js';
import { StepFoot } from './welcome-foot.js';
import { pinStepTexts, welcomeTexts } from './welcome-texts.js';

export const isFirefox = navigator.userAgent.includes('Firefox/');

/** How often it is looked for: not every browser tells when it changes. */
const LOOK_MS = 1_000;

/** Whether the button is on the toolbar; undefined where the browser does not say. */
async function isPinned(): Promise<boolean | undefined> {
  const action: Partial<Pick<typeof browser.action, 'getUserSettings'>> = browser.action;
  return (await action.getUserSettings?.())?.isOnToolbar;
}

export function PinStep({ onDone }: { readonly onDone: () => void }) {
  const [pinned, setPinned] = useState<boolean | undefined>();
  useEffect(() => {
    const look = () => void isPinned().then(setPinned, () => undefined);
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="step two">
      <section class="left">
        <h1 class="display" tabIndex={-1}>
          {pinStepTexts.heading}
        </h1>
        <p class="second lead">{pinStepTexts.lead}</p>
        <ol class="do">
          {pinStepTexts[isFirefox ? 'firefox' : 'chromium'].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
        <div role="status" data-pinned={pinned}>
          {pinned && <Note tone="good" text={pinStepTexts.pinned} />}
        </div>
      </section>
      <section class="right">
        <Toolbar />
      </section>
      <StepFoot plate={welcomeTexts.goOn} action="go-on" onGo={onDone} />
    </div>
  );
}

/** A drawing of where to press. */
const Toolbar = () => (
  <div class="drawing" role="img" aria-label={pinStepTexts.drawing}>
    <div class="drawnbar">
      <span class="drawnaddress" />
      <span class="drawnpuzzle">
        <svg class="ic" viewBox="0 0 20 20" aria-hidden="true">
          <path d="M4 6.5h3a1.9 1.9 0 1 1 3.6 0h3.4V10a1.9 1.9 0 1 1 0 3.6v2.9H4v-3.4a1.9 1.9 0 1 0 0-3.4Z" />
        </svg>
      </span>
      <Icon name="user" />
    </div>
    <div class="drawnlist">
      <div>
        <Sign size={20} />
        <span class="grow">Latchkey</span>
        <span class="drawnpin">
          <svg class="ic s" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M7 3h6l-.75 5.5L15 11.5H5L7.75 8.5ZM10 11.5V17" />
          </svg>
        </span>
      </div>
      <div class="drawnother">
        <span />
        <i />
      </div>
    </div>
  </div>
);
