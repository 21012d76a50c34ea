// The handle of a line in a list whose order counts: arrow keys move the line, and so does dragging by pointer or finger.
// The lines are those of its parent's parent that bear `data-movable`; they stay, and what stands in them changes places.

import { useRef } from 'preact/hooks';
import { Icon } from '../icons.js';
import { editTexts } from '../texts.js';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** The list with the entry of one place at another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const others = list.filter((_, place) => place !== from);
  return [...others.slice(0, to), ...list.slice(from, from + 1), ...others.slice(to)];
}

const linesAround = (grip: Element): readonly HTMLElement[] => [
  ...(grip.closest('[data-movable]')?.parentElement?.querySelectorAll<HTMLElement>(':scope > [data-movable]') ?? []),
];

/** Nothing where there is but one line. */
export function Grip({
  place,
  count,
  onMove,
}: {
  readonly place: number;
  readonly count: number;
  readonly onMove: (from: number, to: number) => void;
}) {
  /** Where what is dragged stands by now. */
  const dragged = useRef<number | undefined>(undefined);
  if (count < 2) return null;
  const focusAt = (lines: readonly HTMLElement[], to: number) =>
    lines[to]?.querySelector<HTMLElement>('.grip')?.focus();
  const mark = (lines: readonly HTMLElement[], at: number | undefined) => {
    for (const [i, line] of lines.entries()) line.toggleAttribute('data-dragged', i === at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = place + (STEPS[event.key] ?? 0);
    if (to === place || !(event.currentTarget instanceof Element)) return;
    event.preventDefault();
    if (to < 0 || to >= count) return;
    onMove(place, to);
    focusAt(linesAround(event.currentTarget), to);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary || !(event.currentTarget instanceof Element)) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = place;
    mark(linesAround(event.currentTarget), place);
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = dragged.current;
    if (from === undefined || !(event.currentTarget instanceof Element)) return;
    const lines = linesAround(event.currentTarget);
    const to = lines.findIndex((line) => {
      const { top, bottom } = line.getBoundingClientRect();
      return event.clientY >= top && event.clientY <= bottom;
    });
    if (to < 0 || to === from) return;
    dragged.current = to;
    onMove(from, to);
    mark(lines, to);
  };
  const onEnd = (event: PointerEvent) => {
    const at = dragged.current;
    dragged.current = undefined;
    if (at === undefined || !(event.currentTarget instanceof Element)) return;
    const lines = linesAround(event.currentTarget);
    mark(lines, undefined);
    focusAt(lines, at);
  };
  const name = editTexts.move(place + 1, count);
  return (
    <button
      type="button"
      class="btn icon grip"
      aria-label={name}
      title={name}
      data-action="move"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
    >
      <Icon name="grip" />
    </button>
  );
}
