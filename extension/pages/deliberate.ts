// When a choice counts in a window of ours that came up by itself: it must have stood in front for a while before the press,
// and a person must have pressed on purpose, not caught by a page that said "press Enter" or had them click again and again.
// It looks at its own document alone and knows nothing of what is chosen.

import { awaitPress, watchPointer } from './press.js';

/** So long the window must have had the focus, and kept its size, before a press counts. */
const STEADY_MS = 700;

/**
 * Tells of each choice among the rows of a list; `selected` is the row that the arrow keys have reached, `moved` hears each
 * arrow key that counts. What is pressed too early begins the wait anew.
 */
export function awaitDeliberate(
  list: HTMLElement,
  selected: () => HTMLElement | undefined,
  moved: (step: 1 | -1) => void,
  chosen: (row: HTMLElement) => void,
): void {
  let steadyMs = document.hasFocus() ? performance.now() : Number.POSITIVE_INFINITY;
  // No page moves this window; how long the pointer has been inside counts from its first movement.
  const isInside = watchPointer(({ type }) => (type === 'pointermove' ? [0, 0] : undefined));
  const isSteady = (): boolean => performance.now() - steadyMs >= STEADY_MS;
  const forgetPress = awaitPress(list, (_, byMouse) => isSteady() && (!byMouse || isInside() !== false), chosen);

  const begin = (): void => {
    steadyMs = document.hasFocus() && document.visibilityState === 'visible' ? performance.now() : Infinity;
    forgetPress();
  };
  for (const name of ['focus', 'blur', 'resize']) addEventListener(name, begin);
  document.addEventListener('visibilitychange', begin);
  const early = (event: Event): void => {
    if (event.isTrusted && !isSteady()) begin();
  };
  for (const name of ['keydown', 'pointerdown']) addEventListener(name, early, true);

  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if ((event.key !== 'Enter' && step === undefined) || !event.isTrusted || event.repeat || event.isComposing) return;
    event.preventDefault();
    if (step !== undefined) return isSteady() ? moved(step) : undefined;
    const row = selected();
    if (row !== undefined && isSteady()) chosen(row);
  });
}
