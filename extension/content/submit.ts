// Sees that the user sends a login: by a form's submit event, or by a press that may have sent one.
// Values are read at that moment and go to the background once. A password counts only while it is what a person typed,
// the browser filled in or Latchkey filled, and only when a person acts: a page's own script cannot have its guesses
// offered and watch what comes of them (A24, A34).

import type { FieldValue } from '../generated/core.js';
import type { Field } from './dom.js';
import { formOf, innerFocus, isField } from './dom.js';
import type { Reading } from './snapshot.js';
import { isButton, read } from './snapshot.js';

const VALUES_MAX = 20;
const VALUE_LEN_MAX = 10_000;
const SETTLE_MS = 10_000;

/** What submit.ts tells its owner. */
export interface Sink {
  /** A login was sent, or may have been (`sent` false: it was until now only pressed). */
  captured(reading: Reading, values: readonly FieldValue[], sent: boolean): void;
  /** The captured fields are gone, though the document stayed. */
  settled(): void;
}

/** Watches this document until the extension goes away. `typed` holds what each field was given by a person or by us. */
export function watchSubmits(
  typed: WeakMap<Field, string>,
  anythingGiven: () => boolean,
  sink: Sink,
): { watchRoot(root: ShadowRoot): void } {
  let settling: number | undefined;

  const capture = (near: Element, sent: boolean): void => {
    // Most presses on most pages have nothing to do with a login: they cost this one look.
    if (!anythingGiven()) return;
    const reading = read();
    // A button outside every form, as kits of components have it, may send any of them.
    const form = formOf(near);
    const values: FieldValue[] = [];
    const own: Field[] = [];
    reading.fields.forEach((field, index) => {
      if (form !== null && formOf(field) !== form) return;
      if (field instanceof HTMLSelectElement || field.value === '' || values.length >= VALUES_MAX) return;
      const given = typed.get(field) === field.value || field.matches(':autofill');
      if (field.type === 'password' && !given) return;
      if (given) own.push(field);
      values.push({ field: index, value: field.value.slice(0, VALUE_LEN_MAX), given });
    });
    if (own.length === 0) return;
    sink.captured(reading, values, sent);
    awaitSettling(own);
  };

  // A sign-in without a navigation ends with its fields gone; one that failed leaves them where they were.
  const awaitSettling = (fields: readonly Field[]): void => {
    clearInterval(settling);
    const started = performance.now();
    settling = setInterval(() => {
      const gone = fields.every((field) => !field.isConnected || !field.checkVisibility());
      if (gone) sink.settled();
      if (gone || performance.now() - started > SETTLE_MS) clearInterval(settling);
    }, 200);
  };

  const onSubmit = (event: Event): void => {
    // `requestSubmit()` makes a trusted event too, but not within a person's act.
    if (event.isTrusted && navigator.userActivation.isActive && event.target instanceof Element) {
      capture(event.target, true);
    }
  };
  const onPress = (event: MouseEvent): void => {
    if (!event.isTrusted) return;
    const button = pressedButton(event);
    if (button !== null) capture(button, false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.key !== 'Enter' || event.isComposing) return;
    const field = event.composedPath().find(isField) ?? innerFocus(event.target);
    if (field instanceof HTMLInputElement) capture(field, false);
  };

  addEventListener('submit', onSubmit, true);
  addEventListener('click', onPress, true);
  addEventListener('keydown', onKey, true);
  const watched = new WeakSet<ShadowRoot>();
  return {
    // `submit` does not leave a shadow root, so each root that holds fields is watched on its own.
    watchRoot(root) {
      if (watched.has(root)) return;
      watched.add(root);
      root.addEventListener('submit', onSubmit, true);
    },
  };
}

function pressedButton(event: MouseEvent): Element | null {
  for (const node of event.composedPath()) {
    if (!(node instanceof Element)) continue;
    if (isButton(node)) return node;
    if (node instanceof HTMLAnchorElement || node instanceof HTMLFormElement || isField(node)) return null;
  }
  return null;
}
