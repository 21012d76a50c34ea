// The way from the popup into the browser's side panel (Chromium) or sidebar (Firefox), which stays open beside the page.
// It asks for what the browser has and opens it; a browser without either shows no such button.

import { Icon } from '../icons.js';
import { sayFailed } from './copy.js';
import { panelTexts } from './panel-texts.js';
import { closePopup, isPopup } from './surface.js';

/** Firefox's own; the shared types do not know it. */
interface Sidebar {
  readonly open: () => Promise<void>;
}

const { sidePanel, sidebarAction } = browser as typeof browser & { readonly sidebarAction?: Sidebar };

async function open(): Promise<void> {
  try {
    // Firefox takes it only straight from the press.
    if (sidebarAction) await sidebarAction.open();
    else if (sidePanel) await sidePanel.open({ windowId: (await browser.windows.getCurrent()).id ?? -1 });
    closePopup();
  } catch {
    sayFailed(panelTexts.refused);
  }
}

export const PanelButton = () =>
  isPopup() && (sidebarAction || sidePanel) ? (
    <button
      type="button"
      class="topanel"
      aria-label={panelTexts.open}
      title={panelTexts.open}
      data-action="panel"
      onClick={() => void open()}
    >
      <Icon name="panel" small />
    </button>
  ) : null;
