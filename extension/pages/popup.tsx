// The popup's entry: refuses to run in a frame, finds its tab, and draws the view that the state names.
// It holds no logic of its own. `panel.html` is the same in the browser's side panel, for the active tab; `popup.html?tab=<id>` is the same in a tab of its own, acting for that tab.

import { render } from 'preact';
import { applyAppearance } from './appearance.js';
import { keepFocus } from './keep-focus.js';
import { refreshChange } from './popup/changing.js';
import { CreateView } from './popup/create.js';
import { EditView } from './popup/edit.js';
import { GeneratorView } from './popup/generator.js';
import { ItemView } from './popup/item.js';
import { ListView } from './popup/list.js';
import { hearNews } from './popup/news.js';
import { SettingsView } from './popup/settings.js';
import {
  actFor,
  askForFirst,
  begin,
  openEdit,
  recallFill,
  refreshOffers,
  refreshStatus,
  showList,
  tabId,
  view,
} from './popup/state.js';
import { findSurface, fitPopup, followTab, isPhone } from './popup/surface.js';
import { refreshUndo } from './popup/undo.js';
import { UnlockView } from './popup/unlock.js';
import type { First } from './popup-first.js';
import { takeFirst } from './popup-first.js';
import { speak } from './say.js';

function App() {
  const now = view.value;
  switch (now.name) {
    case 'loading':
      return null;
    case 'create':
      return <CreateView />;
    case 'unlock':
      return <UnlockView />;
    case 'list':
      return <ListView />;
    case 'generator':
      return <GeneratorView onBack={showList} onSave={(made) => openEdit({ made })} />;
    case 'settings':
      return <SettingsView />;
    case 'item':
      return <ItemView key={now.row.id} {...now} />;
    case 'edit':
      return <EditView start={now.start} />;
  }
}

/** So long the first draw waits. What was asked and not answered by then is asked again: it may have been lost. */
const FIRST_MS = 400;

async function start(root: HTMLElement, asked: Promise<First> | undefined): Promise<void> {
  if (asked === undefined) return;
  const [surface, { tab, ...early }] = await Promise.all([findSurface(), asked]);
  document.documentElement.setAttribute('data-surface', surface);
  document.documentElement.toggleAttribute('data-phone', isPhone);
  if (surface === 'popup' && !isPhone) fitPopup(root);
  tabId.value = tab;
  askForFirst();
  hearNews(refreshStatus, async () => void (await Promise.all([refreshOffers(), refreshUndo()])));
  const begun = Promise.all([begin(early), applyAppearance(undefined, early.appearance)]);
  const late = new Promise((resolve) => setTimeout(resolve, FIRST_MS, 'late'));
  const isLate = (await Promise.race([begun, late])) === 'late';
  // Drawn once, with everything in it; or with what there is.
  render(<App />, root);
  keepFocus(root);
  if (isLate) await begin();
  await Promise.all([recallFill(), refreshUndo(), refreshChange()]);
  if (surface === 'panel') followTab((id) => void actFor(id));
}

speak(document.documentElement);
const root = document.getElementById('root');
if (root) void start(root, takeFirst());
