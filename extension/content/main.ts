// The content script, in every document of every frame. It sleeps until somebody types into a field or the background
// asks: on a page where neither happens it has added six listeners and done nothing else.
// It reads the DOM for the core, writes the core's plan back, and decides nothing. It holds no secret but in the turn
// in which it writes one.

import type { ContentMessages, FillOutcome, Message } from '../messages.js';
import { askAsPage } from '../messages.js';
import { apply, expectations } from './apply.js';
import type { Field } from './dom.js';
import { holds, isField, root } from './dom.js';
import { closePrompt, openPrompt } from './frame.js';
import { placesOf } from './places.js';
import { read } from './snapshot.js';
import { innerFocus, watchSubmits } from './submit.js';

const typed = new WeakMap<Field, string>();
let anyTyped = false;
let submits: ReturnType<typeof watchSubmits> | undefined;

// A gesture may put this script where it already is. One that outlived an update of the extension is an orphan: it
// fails silently and fills nothing (E13), and does not keep its successor from starting.
const world = globalThis as { latchkeyLives?: () => boolean };
if (world.latchkeyLives?.() !== true) {
  const { runtime } = browser;
  world.latchkeyLives = () => runtime.id !== undefined;
  start();
}

function start(): void {
  submits = watchSubmits(typed, () => anyTyped || holds(':autofill'), {
    captured: ({ snapshot }, values, sent) => quietly(askAsPage('page/captured', { snapshot, values, sent })),
    settled: () => quietly(askAsPage('page/settled', {})),
  });
  addEventListener(
    'input',
    (event) => {
      const field = event.composedPath().find(isField) ?? innerFocus(event.target);
      if (event.isTrusted && field !== null) noteTyped(field);
    },
    true,
  );
  addEventListener('pointerdown', wake, true);
  browser.runtime.onMessage.addListener((message: Message<ContentMessages>, sender, sendResponse) => {
    // Only the background speaks to content scripts: it has our id and stands in no tab.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return false;
    answer(message).then(sendResponse, () => sendResponse({ ok: false, code: 'internal' }));
    return true;
  });
}

/** What was typed may be sent by this very press, and its page be gone at once: nobody may be asleep then. */
function wake({ isTrusted }: Event): void {
  if (isTrusted && anyTyped) quietly(askAsPage('page/typing', {}));
}

/** The field holds what counts for a capture; the shadow roots around it do not let its `submit` out. */
function noteTyped(field: Field): void {
  if (field.type === 'password' && !typed.has(field)) quietly(askAsPage('page/typing', {}));
  anyTyped = true;
  typed.set(field, field.value);
  for (let tree = root(field); tree instanceof ShadowRoot; tree = root(tree.host)) submits?.watchRoot(tree);
}

async function answer(message: Message<ContentMessages>): Promise<{ ok: true; value: unknown }> {
  switch (message.kind) {
    case 'content/survey':
      return { ok: true, value: read().snapshot };
    case 'content/inspect': {
      const begun_ms = performance.now();
      const { snapshot, fields } = read();
      const snapshot_ms = performance.now() - begun_ms;
      return { ok: true, value: { snapshot, snapshot_ms, places: placesOf(fields) } };
    }
    case 'content/knock':
      return { ok: true, value: await redeem(message.nonce) };
    case 'content/prompt':
      openPrompt(message.nonce);
      return { ok: true, value: null };
    case 'content/close-prompt':
      closePrompt();
      return { ok: true, value: null };
  }
}

/** A choice was made for this document: asks for the plan with a fresh snapshot, and carries it out. */
async function redeem(nonce: string): Promise<FillOutcome> {
  const reading = read();
  const expected = expectations(reading);
  const reply = await askAsPage('page/redeem', { nonce, snapshot: reading.snapshot });
  if (!reply.ok) return { filled: [], refused: [], blocked: reply.code };
  const outcome = apply(reply.value, expected);
  for (const { field, value } of reply.value.writes) {
    const target = reading.fields[field];
    if (target?.value === value) noteTyped(target);
  }
  return outcome;
}

/** Nobody here waits for the answer, and an orphan gets none. */
function quietly(asked: Promise<unknown>): void {
  asked.catch(() => undefined);
}
