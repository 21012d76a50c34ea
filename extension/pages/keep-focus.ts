// The focus is never lost: where the part that had it goes away or is put out of use, and nothing else takes it, the first
// control beside its place does. Whoever works by keys or by ear goes on from there, and not from the top of the document.

const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';

const canTake = (element: HTMLElement): boolean =>
  element.tabIndex >= 0 && !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });

/** Watches what is drawn in `root`. */
export function keepFocus(root: HTMLElement): void {
  /** What had the focus, and all that it stood in. */
  let chain: readonly Element[] = [];
  let isLost = false;
  let isAsked = false;
  const take = () => {
    isAsked = false;
    if (!isLost || document.activeElement !== document.body) return;
    for (const around of chain.filter(({ isConnected }) => isConnected)) {
      const next = [around, ...around.querySelectorAll(CONTROLS)].find(
        (each): each is HTMLElement => each instanceof HTMLElement && canTake(each),
      );
      if (next) return next.focus({ preventScroll: true });
    }
  };
  root.addEventListener('focusin', ({ target }) => {
    const found: Element[] = [];
    for (let each = target instanceof Element ? target : null; each; each = each.parentElement) found.push(each);
    chain = found;
    isLost = false;
  });
  // Who presses beside every control has put the focus away, and loses nothing.
  root.ownerDocument.addEventListener('pointerdown', () => {
    setTimeout(() => {
      if (document.activeElement === document.body) chain = [];
    });
  });
  new MutationObserver(() => {
    const [last] = chain;
    isLost ||= last !== undefined && (!last.isConnected || last.matches(':disabled') || !last.checkVisibility());
    if (isAsked || !isLost) return;
    isAsked = true;
    // A view that comes takes the focus by itself, once it is painted; then the browser has taken it off what went, too.
    requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(take)));
  }).observe(root, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] });
}
