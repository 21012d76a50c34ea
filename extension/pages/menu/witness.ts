// When a choice in the menu counts, as far as only this document can see: that the row was in plain sight and stood
// still, and that a person chose it on purpose. Any doubt means no; nothing here can make a choice.
// The numbers of the rules are those of docs/decisions/0016.

import { watchPointer } from '../press.js';

const STEADY_MS = 500;
const FOCUS_MS = 500;
const AFTER_MS = 150;
/** How long after a choice newer looks may take to come in. */
const AFTER_MAX_MS = 400;
/** A look that is older than this says nothing of now. */
const FRESH_MS = 450;
/** Six observers that never look at the same moment: a cover that flickers is seen by one of them. */
const DELAYS_MS = [100, 110, 120, 130, 140, 150] as const;
const STAGGER_MS = 17;

/** Whether this browser tells a document that it is seen. */
export const canVouch = 'isVisible' in IntersectionObserverEntry.prototype;

/** The fixed place that the document must have. */
export interface Stage {
  readonly width: number;
  readonly height: number;
  /** The page's `devicePixelRatio`. */
  readonly ratio: number;
  /** The tab's zoom. */
  readonly zoom: number;
}

/** What each of the observers last said of a row. */
interface Sight {
  /** When the look was taken that said yes; 0 after a no. */
  readonly looks: number[];
  /** Since when all have said yes without a break. */
  sinceMs: number | undefined;
  readonly content: string;
}

export interface Witness {
  watch(rows: Iterable<HTMLElement>): void;
  /** All observers see the row, and have for long enough, on a stage as it should be (rules 5 and 6). */
  sees(row: HTMLElement): boolean;
  /** The pointer has been inside, moving, over a frame that did not (rule 7). */
  isPointerInside(): boolean;
  /** The document has had the focus for long enough (rule 10). */
  isFocused(): boolean;
  /** Waits after the choice: newer looks must all say yes, and nothing have moved (rule 11). */
  stillSees(row: HTMLElement, byMouse: boolean): Promise<boolean>;
  /** For how long no row has been in plain sight. */
  unseenMs(): number;
}

/** Begins to witness. */
export function witness({ width, height, ratio, zoom }: Stage): Witness {
  const sights = new Map<HTMLElement, Sight>();
  let steadyMs = performance.now();
  let seenMs = performance.now();
  let focusMs = document.hasFocus() ? performance.now() : undefined;
  const inside = watchPointer(({ screenX, clientX, screenY, clientY }) => [
    screenX - clientX * zoom,
    screenY - clientY * zoom,
  ]);

  const observers = DELAYS_MS.map((delay, at) => {
    const observer = new IntersectionObserver((entries) => look(entries, at), {
      trackVisibility: true,
      delay,
      threshold: [0, 0.25, 0.5, 0.75, 1],
    } as IntersectionObserverInit);
    // A new observation looks at once: so every observer speaks in its own time, also while nothing changes.
    const again = (): void => {
      for (const row of sights.keys()) {
        observer.unobserve(row);
        observer.observe(row);
      }
    };
    setTimeout(() => {
      again();
      setInterval(again, delay);
    }, at * STAGGER_MS);
    return again;
  });

  const look = (
    entries: readonly (IntersectionObserverEntry & { readonly isVisible?: boolean })[],
    at: number,
  ): void => {
    for (const { target, isVisible, intersectionRatio, time } of entries) {
      const sight = sights.get(target as HTMLElement);
      if (sight === undefined) continue;
      const yes = isVisible === true && intersectionRatio >= 0.999;
      sight.looks[at] = yes ? time : 0;
      if (!yes) sight.sinceMs = undefined;
      else if (!sight.looks.includes(0)) sight.sinceMs ??= performance.now();
    }
  };

  const isStage = (): boolean =>
    Math.abs(innerWidth - width) <= 1 && Math.abs(innerHeight - height) <= 1 && devicePixelRatio === ratio;
  const disturb = (): void => {
    steadyMs = performance.now();
  };
  addEventListener('resize', disturb);
  document.addEventListener('visibilitychange', disturb);
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', disturb);
  addEventListener('focus', () => {
    focusMs = performance.now();
  });
  addEventListener('blur', () => {
    focusMs = undefined;
  });

  const sees = (row: HTMLElement): boolean => {
    const sight = sights.get(row);
    const now = performance.now();
    if (sight?.sinceMs === undefined || !row.isConnected || row.textContent !== sight.content) return false;
    const fresh = sight.looks.every((atMs) => now - atMs <= FRESH_MS);
    return fresh && isStage() && now - Math.max(sight.sinceMs, steadyMs) >= STEADY_MS;
  };

  return {
    watch(rows) {
      for (const row of rows) {
        const looks = DELAYS_MS.map(() => 0);
        sights.set(row, { looks, sinceMs: undefined, content: row.textContent ?? '' });
      }
      for (const again of observers) again();
    },
    sees,
    isPointerInside: () => inside() !== false,
    isFocused: () => focusMs !== undefined && performance.now() - focusMs >= FOCUS_MS,
    async stillSees(row, byMouse) {
      const choiceMs = performance.now();
      const before = inside();
      const since = sights.get(row)?.sinceMs;
      await sleep(AFTER_MS);
      const areNewer = () => sights.get(row)?.looks.every((atMs) => atMs > choiceMs) === true;
      while (!areNewer() && performance.now() - choiceMs < AFTER_MAX_MS) await sleep(10);
      const isUnbroken = since !== undefined && sights.get(row)?.sinceMs === since;
      return areNewer() && isUnbroken && sees(row) && (!byMouse || (before !== false && inside() === before));
    },
    unseenMs() {
      const now = performance.now();
      if ([...sights.values()].some(({ sinceMs }) => sinceMs !== undefined)) seenMs = now;
      return now - seenMs;
    },
  };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
