// The button that leads to the raw records of what is damaged, on the vault page. It reads none itself.

import { saveRaw } from '../texts.js';
import { openVaultPage } from './surface.js';

/** The way to the records of a vault that may only be read, or does not open at all, or of an item that does not. */
export const RawWay = ({ section = 'export' }: { readonly section?: 'export' | 'raw' }) => (
  <button type="button" class="btn plain" data-action="raw-way" onClick={() => openVaultPage(section)}>
    {saveRaw}
  </button>
);
