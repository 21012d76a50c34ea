// When a choice counts in a window of ours that came up by itself: it must have stood in front for a while before the press,
// and a person must have pressed on purpose, not caught by a page that said "press Enter" or had them click again and again.
// It looks at its own document alone and knows nothing of what is chosen.

/** So long the window must have had the focus, and kept its size, before a press counts. */
const STEADY_MS = 700;
const INSIDE_MS = 300;
const MOVES_LEAST = 2;

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
  let pointer: { readonly sinceMs: number; moves: number } | undefined;
  let press: { readonly row: HTMLElement; readonly pointerId: number; up: boolean } | undefined;

  const begin = (): void => {
    steadyMs = document.hasFocus() && document.visibilityState === 'visible' ? performance.now() : Infinity;
    press = undefined;
  };
  for (const name of ['focus', 'blur', 'resize']) addEventListener(name, begin);
  document.addEventListener('visibilitychange', begin);
  const isSteady = (): boolean => performance.now() - steadyMs >= STEADY_MS;
  const early = (event: Event): void => {
    if (event.isTrusted && !isSteady()) begin();
  };
  for (const name of ['keydown', 'pointerdown']) addEventListener(name, early, true);

  addEventListener(
    'pointermove',
    (event) => {
      if (!event.isTrusted || event.pointerType === 'touch') return;
      pointer ??= { sinceMs: performance.now(), moves: 0 };
      pointer.moves += 1;
    },
    true,
  );
  document.documentElement.addEventListener('pointerleave', () => {
    pointer = undefined;
  });
  const isInside = (): boolean =>
    pointer !== undefined && pointer.moves >= MOVES_LEAST && performance.now() - pointer.sinceMs >= INSIDE_MS;

  const rowOf = (target: EventTarget | null): HTMLElement | undefined =>
    target instanceof Element ? (target.closest<HTMLElement>('[role=option]') ?? undefined) : undefined;

  list.addEventListener('pointerdown', (event) => {
    press = undefined;
    const row = rowOf(event.target);
    if (row === undefined || !event.isTrusted || !event.isPrimary || event.button !== 0 || !isSteady()) return;
    if (event.pointerType === 'touch' || isInside()) press = { row, pointerId: event.pointerId, up: false };
  });
  list.addEventListener('pointerup', (event) => {
    const same = event.pointerId === press?.pointerId && rowOf(event.target) === press.row;
    if (press !== undefined && event.isTrusted && event.button === 0 && same) press.up = true;
    else press = undefined;
  });
  list.addEventListener('pointercancel', () => {
    press = undefined;
  });
  list.addEventListener('click', (event) => {
    const made = press;
    press = undefined;
    if (made?.up !== true || !event.isTrusted || event.detail !== 1 || rowOf(event.target) !== made.row) return;
    chosen(made.row);
  });
  list.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if ((event.key !== 'Enter' && step === undefined) || !event.isTrusted || event.repeat || event.isComposing) return;
    event.preventDefault();
    if (step !== undefined) return isSteady() ? moved(step) : undefined;
    const row = selected();
    if (row !== undefined && isSteady()) chosen(row);
  });
}
