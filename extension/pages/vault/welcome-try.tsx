// First run, the last step: a sign-in page to try on. It is a drawing and says so: no content script runs in our own
// pages, nothing here touches the vault, and no form is sent.

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, Sign } from '../icons.js';
import { Note } from '../parts.js';
import { isPhone } from '../popup/surface.js';
import { keysOf } from './settings-browser.js';
import { StepFoot } from './welcome-foot.js';
import { isFirefox } from './welcome-pin.js';
import { tryStepTexts, welcomeTexts } from './welcome-texts.js';

type Stage = 'empty' | 'open' | 'filled' | 'done';

/** Shown as dots only; it opens nothing. */
const PRACTICE = 'practice makes';

export function TryStep({ onDone }: { readonly onDone: () => void }) {
  const [stage, setStage] = useState<Stage>('empty');
  const [early, setEarly] = useState(false);
  const [keys, setKeys] = useState<readonly string[]>([]);
  const mark = useRef<HTMLButtonElement>(null);
  const row = useRef<HTMLButtonElement>(null);
  const send = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A browser without them has no keys to show.
    void browser.commands
      ?.getAll()
      .catch(() => [])
      .then((all) => {
        const shortcut = all.find(({ name }) => name === 'fill')?.shortcut ?? '';
        setKeys(shortcut === '' ? [] : keysOf(shortcut));
      });
  }, []);
  // Before anything is painted, so that the next key already goes there.
  useLayoutEffect(() => {
    if (stage === 'open') row.current?.focus();
    if (stage === 'filled') send.current?.focus();
  }, [stage]);

  useEffect(() => {
    if (stage !== 'open') return;
    const close = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      setStage('empty');
      mark.current?.focus();
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [stage]);

  const isFilled = stage === 'filled' || stage === 'done';
  const toggle = () => setStage(stage === 'open' ? 'empty' : 'open');
  const menu = stage === 'open' && (
    <div class={isFirefox ? 'drawnmenu window' : 'drawnmenu'} data-part="practice-menu">
      <button type="button" ref={row} class="drawnrow" data-action="practice-choose" onClick={() => setStage('filled')}>
        <Sign size={28} />
        <span>
          <b class="strong">{tryStepTexts.name}</b>
          <span class="small second">{tryStepTexts.account}</span>
        </span>
      </button>
    </div>
  );
  return (
    <div class="step two">
      <section class="left">
        <h1 class="display" tabIndex={-1}>
          {tryStepTexts.heading}
        </h1>
        <p class="second lead">{isFirefox ? tryStepTexts.leadPopup : tryStepTexts.leadMenu}</p>
        <p class="strong" role="status" data-stage={stage}>
          {stage === 'empty' && (early ? tryStepTexts.empty : tryStepTexts.press)}
          {stage === 'open' && tryStepTexts.choose}
          {stage === 'filled' && tryStepTexts.filled}
        </p>
        {stage === 'done' && <Note tone="good" text={tryStepTexts.done} awaited />}
        {isPhone && <p class="small second">{tryStepTexts.phone}</p>}
        {keys.length > 0 && (
          <p class="small second">
            {tryStepTexts.keys}{' '}
            <span class="keys">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </span>
          </p>
        )}
      </section>
      <section class="right">
        <div class="drawing site">
          <div class="drawnbar">
            <span class="drawnaddress small" dir="ltr">
              <Icon name="lock" small />
              {tryStepTexts.site}
            </span>
            <Sign size={20} />
          </div>
          {isFirefox && menu}
          <form
            class="stack close"
            onSubmit={(event) => {
              event.preventDefault();
              setEarly(!isFilled);
              if (isFilled) setStage('done');
            }}
          >
            <h2 class="title">{tryStepTexts.title}</h2>
            <div class="drawnfield">
              <label class="label" for="practice-user">
                {tryStepTexts.username}
              </label>
              <div class={isFilled ? 'field is-filled' : 'field'}>
                <input id="practice-user" readOnly dir="ltr" value={isFilled ? tryStepTexts.account : ''} />
                <button
                  type="button"
                  ref={mark}
                  class="drawnmark"
                  aria-label={tryStepTexts.mark}
                  title={tryStepTexts.mark}
                  aria-expanded={stage === 'open'}
                  data-action="practice-mark"
                  onClick={toggle}
                >
                  <Sign size={20} />
                </button>
              </div>
              {!isFirefox && menu}
            </div>
            <div>
              <label class="label" for="practice-pass">
                {tryStepTexts.password}
              </label>
              <div class={isFilled ? 'field is-filled' : 'field'}>
                <input
                  id="practice-pass"
                  type="password"
                  readOnly
                  value={isFilled ? PRACTICE : ''}
                  autocomplete="off"
                />
              </div>
            </div>
            <button type="submit" ref={send} class="btn plain wide" data-action="practice-send">
              {tryStepTexts.signIn}
            </button>
          </form>
        </div>
      </section>
      <StepFoot plate={welcomeTexts.finish} action="finish" onGo={onDone} />
    </div>
  );
}
