// The browser's own Back closes an item that is open in the vault page, and leads no further. The tab's history notes that
// something is open, and never what.

import { effect } from '@preact/signals';
import { showList, view } from '../popup/state.js';

const OPEN = 'open';

const isOpen = (): boolean => view.value.name === 'item' || view.value.name === 'edit';
const isNoted = (): boolean => history.state === OPEN;

export function watchBack(): void {
  /** The item was closed in the page, and its note is on its way out. */
  let isLeaving = false;
  // After a reload the list is shown.
  if (isNoted()) history.replaceState(null, '');
  effect(() => {
    if (isOpen() === isNoted() || isLeaving) return;
    if (isOpen()) return history.pushState(OPEN, '');
    isLeaving = true;
    history.back();
  });
  // Another section takes the place of the note, so that Back from there is one step.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (!link || !isNoted() || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.href);
  });
  addEventListener('popstate', () => {
    const left = isLeaving;
    isLeaving = false;
    if (left && isOpen()) history.pushState(OPEN, '');
    else if (isOpen() && !isNoted()) showList();
    // Which item was open is not known any more.
    else if (!isOpen() && isNoted()) history.replaceState(null, '');
  });
}
