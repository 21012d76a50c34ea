// The way from a login to its site: its address in a new tab, filled there once the page stands. It decides nothing; the
// background holds the choice to that tab and to the login's own addresses.

import type { Item } from '../../generated/core.js';
import { namesAddress } from '../../site-address.js';
import { canOpen } from '../addresses.js';
import { own } from '../ask.js';
import { errorTexts } from '../error-texts.js';
import { Icon } from '../icons.js';
import { words } from '../words.js';
import { sayFailed } from './copy.js';
import { heed } from './state.js';
import { closePopup } from './surface.js';

/** Whether there is an address of the web to open. */
export const canOpenAndFill = ({ content, trashedMs }: Item): boolean =>
  trashedMs === undefined &&
  !content.archived &&
  (content.login?.urls.some((saved) => namesAddress(saved) && canOpen(saved.url)) ?? false);

/** So long a repeated press counts as the same one: a key that is held, a double click. */
const REPEAT_MS = 1000;
let pressed_ms = Number.NEGATIVE_INFINITY;

async function openAndFill(id: string): Promise<void> {
  const before_ms = pressed_ms;
  pressed_ms = performance.now();
  if (pressed_ms - before_ms < REPEAT_MS) return;
  const reply = heed(await own('own/open-and-fill', { id }));
  if (reply.ok) closePopup();
  else sayFailed(errorTexts[reply.code]);
}

/** The one plate of its view; quiet and with its sign where the page behind can be filled. */
export const OpenAndFill = ({ id, class: extra }: { readonly id: string; readonly class: string }) => (
  <button type="button" class={`btn ${extra}`} data-action="open-and-fill" onClick={() => void openAndFill(id)}>
    {extra === '' && <Icon name="out" small flip />}
    {words.openAndFill}
  </button>
);
