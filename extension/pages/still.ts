// Tells when nobody has typed for a moment, so that what only stands beside a search makes no key wait for its answer.
// It hears that a key was pressed, never which.

const MOMENT_MS = 300;

let typedAt_ms = 0;
addEventListener(
  'keydown',
  () => {
    typedAt_ms = performance.now();
  },
  { capture: true, passive: true },
);

/** Waits until no key was pressed for so long, from now on. */
export async function whenStill(moment_ms = MOMENT_MS): Promise<void> {
  const begun_ms = performance.now();
  for (;;) {
    const left_ms = Math.max(begun_ms, typedAt_ms) + moment_ms - performance.now();
    if (left_ms <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, left_ms));
  }
}
