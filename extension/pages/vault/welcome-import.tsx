// First run, the third step: bring logins in. It is the section "Bring in" with the way out of this very browser beside.

import { useState } from 'preact/hooks';
import { Icon } from '../icons.js';
import { Note } from '../parts.js';
import { ImportSection } from './import.js';
import { sectionTexts } from './settings-texts.js';
import { StepFoot } from './welcome-foot.js';
import { isFirefox } from './welcome-pin.js';
import { importStepTexts, welcomeTexts } from './welcome-texts.js';

export function ImportStep({ onDone }: { readonly onDone: () => void }) {
  const [refused, setRefused] = useState(false);
  const openManager = () =>
    browser.tabs.create({ url: 'chrome://password-manager/settings' }).then(
      () => setRefused(false),
      () => setRefused(true),
    );
  return (
    <div class="step two">
      <section class="left">
        <ImportSection />
      </section>
      <aside class="right way-out">
        <h2 class="title">{importStepTexts.fromBrowser}</h2>
        <ol class="do">
          {importStepTexts[isFirefox ? 'firefox' : 'chromium'].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ol>
        {/* Firefox opens no page of its own for an extension. */}
        {!isFirefox && (
          <button type="button" class="btn plain" data-action="open-manager" onClick={() => void openManager()}>
            <Icon name="out" small />
            {importStepTexts.openManager}
          </button>
        )}
        {refused && <Note tone="warn" text={sectionTexts.notOpened} awaited />}
      </aside>
      <StepFoot plate={welcomeTexts.goOn} action="go-on" quiet onGo={onDone} />
    </div>
  );
}
