// First run: a master password typed twice, judged while it is typed, with the plain warning that nobody can reset it.
// How it becomes a vault stands in creating.tsx.

import { useCreation } from '../creating.js';
import { Sign } from '../icons.js';
import { forgetOutputs } from '../kdf.js';
import { Note, WorkBlade } from '../parts.js';
import { createTexts } from '../texts.js';
import { welcomeTexts } from '../vault/welcome-texts.js';
import { trouble } from './state.js';
import { openVaultPage } from './surface.js';

/** The section of the vault page that restores from a file. */
const IMPORT = '#import';

export function CreateView() {
  const { busy, create, fields, fault } = useCreation(forgetOutputs, trouble.value);
  return (
    <form
      class="create"
      data-view="create"
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <main class="stack">
        <div class="createhead">
          <Sign size={48} />
          <h1 class="display s">{createTexts.heading}</h1>
        </div>
        {location.hash === IMPORT && <Note tone="brass" text={createTexts.restoreFirst} />}
        <Note
          tone="warn"
          text={{ what: createTexts.warningWhat, safe: createTexts.promise, next: createTexts.warning }}
        />
        {fields}
      </main>
      <footer class="createfoot">
        {fault}
        <button type="submit" class="btn plate wide big" data-action="create" aria-disabled={busy}>
          {busy ? createTexts.creating : createTexts.create}
        </button>
        {busy ? <WorkBlade /> : <p class="hint">{createTexts.cost}</p>}
        {!busy && <RestoreWay />}
      </footer>
    </form>
  );
}

/** The ways for whoever wants to be led, and for whoever has a vault file already; there it is what comes next. */
function RestoreWay() {
  if (location.hash === IMPORT) return null;
  return (
    <div class="flex wrap otherstarts">
      <button type="button" class="link" data-action="step-by-step" onClick={() => openVaultPage('welcome')}>
        {welcomeTexts.wholeTab}
      </button>
      <button type="button" class="link" data-action="restore-from-file" onClick={() => openVaultPage('import')}>
        {createTexts.restore}
      </button>
    </div>
  );
}
