// The vault page's entry, a whole tab: refuses to run in a frame, and draws the section that the address names.
// It holds no logic of its own; locked or without a vault it shows the popup's views for that.

import { signal } from '@preact/signals';
import { render } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { applyAppearance } from './appearance.js';
import { Sign } from './icons.js';
import { keepFocus } from './keep-focus.js';
import { CreateView } from './popup/create.js';
import { hearNews } from './popup/news.js';
import { refreshStatus, showList, trouble, view } from './popup/state.js';
import { LockNote } from './popup/status.js';
import { UnlockView } from './popup/unlock.js';
import { WAYS } from './popup/unlock-ways.js';
import { speak } from './say.js';
import { saveRaw } from './texts.js';
import { RawPart } from './vault/export-raw.js';
import { countAgain } from './vault/filings.js';
import { watchBack } from './vault/going-back.js';
import { HelpSection } from './vault/help/help.js';
import { helpTexts } from './vault/help/texts.js';
import { openLinked, watchLinks } from './vault/item-link.js';
import { Rail } from './vault/rail.js';
import { sections } from './vault/sections.js';
import { Welcome } from './vault/welcome.js';
import { WELCOME } from './vault/welcome-state.js';
import { words } from './words.js';

const named = () => sections.find(({ id }) => location.hash.slice(1).split('/')[0] === id) ?? sections[0];
const shown = signal(named());
const welcome = signal(location.hash === WELCOME);
/** `?way=code`: the popup sent the user here to unlock so. */
const way = WAYS.find((known) => known === new URLSearchParams(location.search).get('way')) ?? 'password';

function App() {
  switch (view.value.name) {
    case 'loading':
      return null;
    case 'create':
    case 'unlock':
      if (welcome.value && view.value.name === 'create') return <Welcome />;
      if (shown.value?.id === 'help') return <HelpAlone />;
      return (
        <div class="alone">
          <div class="popup">{view.value.name === 'create' ? <CreateView /> : <UnlockView way={way} whole />}</div>
          {(trouble.value !== undefined || location.hash === '#raw') && (
            <section class="section" aria-label={saveRaw}>
              <RawPart />
            </section>
          )}
        </div>
      );
    default:
      return welcome.value ? <Welcome /> : <Open />;
  }
}

/** The help of whoever cannot open the vault, or has none. */
const HelpAlone = () => (
  <div class="helpalone">
    <header class="helphead">
      <div class="brandline">
        <Sign size={28} />
        {words.name}
      </div>
      <a href="#items">{helpTexts.back}</a>
    </header>
    <HelpSection />
  </div>
);

function Open() {
  const now = shown.value;
  // A section opens at its top, wherever the one before was left.
  useLayoutEffect(() => scrollTo(0, 0), [now]);
  if (!now) return null;
  return (
    <div class="page" data-view="vault">
      <Rail now={now} />
      {/* Beside the list it stands with its messages. */}
      {now.id !== 'items' && (
        <div class="overpage">
          <LockNote />
        </div>
      )}
      {now.frame === 'panes' ? (
        <div class="panes" data-section={now.id} key={now.id}>
          <now.Section />
        </div>
      ) : (
        <main class="section" data-section={now.id} key={now.id}>
          <now.Section />
        </main>
      )}
    </div>
  );
}

async function start(root: HTMLElement): Promise<void> {
  document.documentElement.setAttribute('data-surface', 'page');
  await Promise.all([refreshStatus(), applyAppearance()]);
  render(<App />, root);
  keepFocus(root);
  watchLinks();
  watchBack();
  addEventListener('hashchange', () => {
    // Another section begins at its own first view.
    if (view.value.name === 'item' || view.value.name === 'edit') showList();
    shown.value = named();
    welcome.value = location.hash === WELCOME;
    openLinked();
  });
  hearNews(() => Promise.all([refreshStatus(), applyAppearance()]), countAgain);
}

speak(document.documentElement);
const root = document.getElementById('root');
if (root && self === top) void start(root);
