// The second script, put only where fields are: it reads the DOM for the core, writes the core's plan back, sees logins
// being sent, and keeps the mark. It decides nothing. It holds no secret but in the turn in which it writes one.

import type { PageSnapshot } from '../generated/core.js';
import type { ContentMessages, FillOutcome, Message } from '../messages.js';
import { askAsPage } from '../messages.js';
import { apply, expectations } from './apply.js';
import type { Field } from './dom.js';
import { holds, innerFocus, isField, root } from './dom.js';
import { watchFields } from './menu.js';
import { placesOf } from './places.js';
import { closePrompt, openPrompt } from './prompt.js';
import { said } from './said.js';
import { read } from './snapshot.js';
import { watchSubmits } from './submit.js';
import type { Life } from './world.js';
import { world } from './world.js';

/** Documents that are no page of their own: their fields are nobody's to fill, whatever their origin says (A29, A36). */
const isPage =
  document.contentType === 'text/html' &&
  (self as { credentialless?: boolean }).credentialless !== true &&
  !/^(object|embed|fencedframe)$/.test(self.frameElement?.localName ?? '');
const NOTHING: PageSnapshot = { title: '', lang: '', headings: [], forms: [], fields: [] };

if (world.latchkey?.awake === false) start(world.latchkey);

function start(life: Life): void {
  life.awake = true;
  const submits = watchSubmits(life.typed, () => life.anyTyped || holds(':autofill'), {
    captured: (snapshot, values, sent) => quietly(askAsPage('page/captured', { snapshot, values, sent })),
    typed: (snapshot, values) => quietly(askAsPage('page/typed', { snapshot, values })),
    settled: () => quietly(askAsPage('page/settled', {})),
    refused: () => quietly(askAsPage('page/refused', {})),
  });
  /** The shadow roots around a field do not let its `submit` out. */
  const watchAround = (field: Field): void => {
    for (let tree = root(field); tree instanceof ShadowRoot; tree = root(tree.host)) submits.watchRoot(tree);
  };
  const heard = new WeakSet<Field>();
  addEventListener(
    'input',
    (event) => {
      const field = event.composedPath().find(isField) ?? innerFocus(event.target);
      if (!event.isTrusted || field === null) return;
      if (field.type === 'password') submits.typedIn(field);
      if (heard.has(field)) return;
      heard.add(field);
      watchAround(field);
      // Wake up, so that the form that is sent soon finds nobody asleep.
      if (field.type === 'password') quietly(askAsPage('page/typing', {}));
    },
    true,
  );
  // Whoever goes on by the keyboard wakes the background as a press does: from whom it heard nothing, it takes what was
  // typed for sent.
  addEventListener(
    'keydown',
    ({ isTrusted, key }) => {
      if (isTrusted && key === 'Tab' && life.anyTyped) quietly(askAsPage('page/typing', {}));
    },
    true,
  );
  // A frame cannot tell whether it is seen; there the popup and the shortcuts serve.
  const menu = isPage && self === top ? watchFields(read) : undefined;

  /** A choice was made for this document: asks for the plan with a fresh snapshot, and carries it out. */
  const redeem = async (nonce: string): Promise<FillOutcome> => {
    menu?.close();
    if (!isPage) return { filled: [], refused: [], blocked: 'opaque-origin' };
    const reading = read();
    const expected = expectations(reading);
    const reply = await askAsPage('page/redeem', { nonce, snapshot: reading.snapshot });
    if (!reply.ok) return { filled: [], refused: [], blocked: reply.code };
    const outcome = apply(reply.value, expected);
    for (const { field, value } of reply.value.writes) {
      const target = reading.fields[field];
      if (target === undefined || target.value !== value) continue;
      life.anyTyped = true;
      life.typed.set(target, value);
      watchAround(target);
    }
    return outcome;
  };

  const answer = async (message: Message<ContentMessages>): Promise<{ ok: true; value: unknown }> => {
    switch (message.kind) {
      case 'content/survey':
        return { ok: true, value: isPage ? read().snapshot : NOTHING };
      case 'content/words':
        return { ok: true, value: isPage ? said() : '' };
      case 'content/inspect': {
        const begun_ms = performance.now();
        const { snapshot, fields } = read();
        const snapshot_ms = performance.now() - begun_ms;
        return { ok: true, value: { snapshot, places: placesOf(fields), snapshot_ms } };
      }
      case 'content/knock':
        return { ok: true, value: await redeem(message.nonce) };
      case 'content/fits': {
        const probe = document.createElement('input');
        probe.pattern = message.pattern;
        const takes = (value: string): boolean => {
          probe.value = value;
          return !probe.validity.patternMismatch;
        };
        return { ok: true, value: message.values.findIndex(takes) };
      }
      case 'content/prompt':
        openPrompt(message.nonce);
        return { ok: true, value: null };
      case 'content/vouch':
        return { ok: true, value: (await menu?.vouch(message.nonce)) ?? false };
      case 'content/close':
        if (message.what === 'prompt') closePrompt();
        else menu?.close();
        return { ok: true, value: null };
    }
  };
  browser.runtime.onMessage.addListener((message: Message<ContentMessages>, sender, sendResponse) => {
    // Only the background speaks to content scripts: it has our id and stands in no tab.
    if (sender.id !== browser.runtime.id || sender.tab !== undefined) return false;
    answer(message).then(sendResponse, () => sendResponse({ ok: false, code: 'internal' }));
    return true;
  });
}

/** Nobody here waits for the answer, and an orphan gets none. */
function quietly(asked: Promise<unknown>): void {
  asked.catch(() => undefined);
}
