// One choice in the menu, by pointer or by key: from the press to the release, all on one row, all by a person (rules 9
// and 10). What was too early is let pass in silence; what was in doubt closes the menu. A choice is told once.

import { awaitPress } from '../press.js';
import type { Witness } from './witness.js';

/** So long nothing is made of a row that is not seen yet: the menu has only just come. */
const PATIENCE_MS = 1_500;
/** A menu that stands unseen for so long gives up (B11). */
const GIVE_UP_MS = 2_500;

/** What came of the acts. */
export interface Ear {
  chosen(row: HTMLElement): void;
  doubted(row?: HTMLElement): void;
}

/** Listens for a choice among the rows of `list`; `selected` is the row that the arrow keys have reached. */
export function awaitChoice(
  list: HTMLElement,
  { sees, isPointerInside, isFocused, stillSees, unseenMs }: Witness,
  selected: () => HTMLElement | undefined,
  ear: Ear,
): void {
  const openedMs = performance.now();
  let settled = false;

  const doubt = (row?: HTMLElement): void => {
    if (settled) return;
    settled = true;
    ear.doubted(row);
  };
  const settle = async (row: HTMLElement, byMouse: boolean): Promise<void> => {
    if (settled) return;
    settled = true;
    if (await stillSees(row, byMouse)) ear.chosen(row);
    else ear.doubted(row);
  };
  /** Whether the row may be pressed now; an act on one that stands unseen for long is a doubt. */
  const isReady = (row: HTMLElement): boolean => {
    if (sees(row)) return true;
    if (performance.now() - openedMs > PATIENCE_MS) doubt(row);
    return false;
  };

  const isHeld = (byMouse: boolean): boolean => !byMouse || isPointerInside();
  awaitPress(
    list,
    (row, byMouse) => !settled && isReady(row) && isHeld(byMouse),
    (row, byMouse) => {
      if (isReady(row) && isHeld(byMouse)) void settle(row, byMouse);
      else doubt(row);
    },
  );
  list.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.isTrusted || event.repeat || event.isComposing) return;
    event.preventDefault();
    const row = selected();
    if (row !== undefined && isFocused() && isReady(row)) void settle(row, false);
  });
  setInterval(() => {
    if (document.visibilityState === 'visible' && unseenMs() > GIVE_UP_MS) doubt();
  }, 250);
}
