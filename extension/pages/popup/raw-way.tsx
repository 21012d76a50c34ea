// The button that leads to the raw records of what is damaged, on the vault page. It reads none itself.

import { saveRaw } from '../texts.js';
import { closePopup } from './surface.js';

/** The way to the records of a vault that may only be read, or does not open at all, or of an item that does not. */
export const RawWay = ({ section = 'export' }: { readonly section?: 'export' | 'raw' }) => (
  <button
    type="button"
    class="btn plain"
    data-action="raw-way"
    onClick={() =>
      void browser.tabs.create({ url: browser.runtime.getURL(`pages/vault.html#${section}`) }).then(closePopup)
    }
  >
    {saveRaw}
  </button>
);
