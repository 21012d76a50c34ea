// Tells tests of each step that storage takes, so that they can end the worker, let the disk be full, or damage what is
// read or written, at any of them.
// It exists in a test build alone (`cargo xtask build --steps`): what ships has no trace of it, and the check looks.

/** Set by the build. */
declare const STEPS_ARE_TOLD: boolean;

/** Tells of a step, and of the bytes that it reads or writes. Throws, never returns or spoils them if a test wants it so. */
export function step(name: string, bytes?: Uint8Array): void {
  if (STEPS_ARE_TOLD) tell(name, bytes);
}

interface Order {
  /** The step at which something is to happen, once: counted from the order, or the first of this name. */
  readonly at: number | string;
  /** What the names of the steps that are counted match: all, if it is missing. Other work of the background comes in between. */
  readonly of?: string;
  readonly what: 'stop' | 'fill the disk' | 'damage';
}

const CHANNEL = 'latchkey-steps';
const STOPPED_MS = 60_000;

let channel: BroadcastChannel | undefined;
let order: Order | undefined;
let count = 0;

/** Listens for orders. */
export function listenForOrders(): void {
  if (!STEPS_ARE_TOLD) return;
  channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<{ order: Order }>) => {
    if (!('order' in data)) return;
    order = data.order;
    count = 0;
    channel?.postMessage({ heard: true });
  };
}

function tell(name: string, bytes?: Uint8Array): void {
  if (order?.of === undefined || new RegExp(order.of).test(name)) count += 1;
  const now = order?.at === count || order?.at === name ? order.what : undefined;
  if (now !== undefined) order = undefined;
  channel?.postMessage({ step: name, count, bytes: bytes?.length, ...(now === undefined ? {} : { what: now }) });
  if (now === 'damage' && bytes !== undefined) {
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  }
  if (now === 'fill the disk') throw new DOMException('ordered by a test', 'QuotaExceededError');
  // Whoever gave the order ends the worker now; nothing of it may run on.
  const untilMs = Date.now() + STOPPED_MS;
  while (now === 'stop' && Date.now() < untilMs);
}
