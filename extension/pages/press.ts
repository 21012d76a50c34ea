// How a person presses a row of a list on purpose, by mouse, pen or finger: the part of the rules for a choice that the
// menu in a page and our window that comes up by itself have in common (docs/decisions/0016, rules 7 and 9).
// It decides nothing about what is seen or how long it has stood; whoever listens does.

const INSIDE_MS = 300;
const MOVES_LEAST = 2;
/** Fractions of a pixel are lost on the way from the screen. */
const SLACK_PX = 1;

/** Where a document stands on the screen, as an event tells. */
export type Place = readonly [x: number, y: number];

/** A pointer inside a document that has kept its place since. */
interface Inside {
  readonly x: number;
  readonly y: number;
  readonly sinceMs: number;
  moves: number;
}

/**
 * Watches the pointer from now on; gives what tells whether it has been inside for long enough, moving, over a document
 * that did not: the same object for as long as that lasts. An event whose `place` is undefined says nothing.
 */
export function watchPointer(place: (event: PointerEvent) => Place | undefined): () => object | false {
  let inside: Inside | undefined;
  const point = (event: Event): void => {
    const { isTrusted, pointerType, type } = event as PointerEvent;
    const at = place(event as PointerEvent);
    if (!isTrusted || pointerType === 'touch' || at === undefined) return;
    const [x, y] = at;
    if (!(inside && Math.abs(x - inside.x) <= SLACK_PX && Math.abs(y - inside.y) <= SLACK_PX))
      inside = { x, y, sinceMs: performance.now(), moves: 0 };
    if (type === 'pointermove') inside.moves += 1;
  };
  for (const name of ['pointermove', 'pointerdown', 'pointerup', 'click']) addEventListener(name, point, true);
  document.documentElement.addEventListener('pointerleave', () => {
    inside = undefined;
  });
  return () =>
    inside !== undefined && inside.moves >= MOVES_LEAST && performance.now() - inside.sinceMs >= INSIDE_MS && inside;
}

/**
 * Tells of each press of a row: press, release and click all trusted, of the primary button, by one pointer, on one row,
 * no part of a double click, and begun where `mayBegin` says so. Gives what forgets a press that has begun.
 */
export function awaitPress(
  list: HTMLElement,
  mayBegin: (row: HTMLElement, byMouse: boolean) => boolean,
  pressed: (row: HTMLElement, byMouse: boolean) => void,
): () => void {
  let press:
    | { readonly row: HTMLElement; readonly pointerId: number; readonly byMouse: boolean; up?: true }
    | undefined;
  const hear = (event: Event): void => {
    const { type, target, isTrusted, isPrimary, button, pointerId, pointerType, detail } = event as PointerEvent;
    const made = press;
    // What is no part of this press ends it.
    press = undefined;
    const row = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
    if (row === null || !isTrusted || button !== 0) return;
    if (type === 'pointerdown') {
      const byMouse = pointerType !== 'touch';
      if (isPrimary && mayBegin(row, byMouse)) press = { row, pointerId, byMouse };
    } else if (row === made?.row && pointerId === made.pointerId) {
      if (type === 'pointerup') press = { ...made, up: true };
      else if (type === 'click' && made.up && detail === 1) pressed(row, made.byMouse);
    }
  };
  for (const name of ['pointerdown', 'pointerup', 'pointercancel', 'click']) list.addEventListener(name, hear);
  return () => {
    press = undefined;
  };
}
