// The toolbar's icon for light and for dark toolbars. Firefox chooses by itself (`theme_icons` in the manifest). Chromium's
// worker cannot see the scheme, so each page of ours tells it; the icon stays as it was told last.

import { hasOffscreen } from './offscreen.js';

let shown: boolean | undefined;

/** Shows the icon for such a toolbar. */
export async function showIcon(dark: boolean): Promise<void> {
  if (!hasOffscreen() || shown === dark) return;
  shown = dark;
  const kind = dark ? '-dark' : '';
  await browser.action.setIcon({ path: { 16: `icons/16${kind}.png`, 32: `icons/32${kind}.png` } });
}
