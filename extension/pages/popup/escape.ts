// Escape goes one step back in a view, wherever the focus is; an open list of shortcuts closes first, by itself.

import { useEffect, useRef } from 'preact/hooks';

/** Without `back`, Escape belongs to a view inside this one. */
export function useEscape(back: (() => void) | undefined): void {
  const latest = useRef(back);
  latest.current = back;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector(':popover-open') || !latest.current) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
