// The focus of a view that may be the first of a popup. It asks nothing and keeps nothing.

/**
 * Gives a control the focus, and once more when the window gets its own: where a popup draws before it is shown, Firefox
 * forgets meanwhile what had it.
 */
export function focusFirst(control: HTMLElement | null): void {
  control?.focus({ preventScroll: true });
  if (document.hasFocus()) return;
  const again = () => {
    if (document.activeElement === document.body) control?.focus({ preventScroll: true });
  };
  addEventListener('focus', again, { once: true });
}
