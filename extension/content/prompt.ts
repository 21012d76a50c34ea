// The save prompt's place in the page: the upper corner, as high as our page says, never larger than the window. One at a
// time; decides nothing.

import type { Framed } from './frame.js';
import { openFrame } from './frame.js';

const WIDTH_PX = 360;
const HEIGHT_MAX_PX = 560;
const MARGIN_PX = 16;

let open: Framed | undefined;

const place = (heightPx: number) => ({
  inset: `${MARGIN_PX}px ${MARGIN_PX}px auto auto`,
  'inline-size': `min(${WIDTH_PX}px, 100% - ${2 * MARGIN_PX}px)`,
  'block-size': `min(${heightPx}px, 100% - ${2 * MARGIN_PX}px)`,
});

/** Opens the prompt for the nonce. */
export function openPrompt(nonce: string): void {
  closePrompt();
  open = openFrame('pages/prompt.html', place(0), ({ height, done }) => {
    if (done === true) closePrompt();
    if (typeof height !== 'number' || !Number.isFinite(height)) return;
    open?.place(place(Math.min(Math.max(Math.ceil(height), 0), HEIGHT_MAX_PX)));
  });
  open.say({ nonce });
}

/** Closes the prompt, if there is one. */
export function closePrompt(): void {
  open?.remove();
  open = undefined;
}
