// First run, the third step: bring logins in. It is the section "Bring in" with the way out of this very browser beside.

import { Icon } from '../icons.js';
import { ImportSection } from './import.js';
import { StepFoot } from './welcome-foot.js';
import { isFirefox } from './welcome-pin.js';
import { importStepTexts, welcomeTexts } from './welcome-texts.js';

export const ImportStep = ({ onDone }: { readonly onDone: () => void }) => (
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
        <button
          type="button"
          class="btn plain"
          data-action="open-manager"
          onClick={() => void browser.tabs.create({ url: 'chrome://password-manager/settings' })}
        >
          <Icon name="out" small />
          {importStepTexts.openManager}
        </button>
      )}
    </aside>
    <StepFoot plate={welcomeTexts.goOn} action="go-on" quiet onGo={onDone} />
  </div>
);
