// Sees that the user sends a login: by a form's submit event, or by a press that may have sent one.
// Values are read at that moment and go to the background once. A password counts only while it is what a person typed,
// the browser filled in or Latchkey filled, and only when a person acts: a page's own script cannot have its guesses
// offered and watch what comes of them (A24, A34).

import type { FieldValue } from '../generated/core.js';
import type { Field } from './dom.js';
import { attribute, formOf, innerFocus, isField } from './dom.js';
import { isRefusalStatus } from './refusals.js';
import type { Reading } from './snapshot.js';
import { isButton, read } from './snapshot.js';

const VALUES_MAX = 20;
const VALUE_LEN_MAX = 10_000;
const SETTLE_MS = 10_000;
/** An emptied form counts as gone only then: until here its answer may still come. */
const EMPTIED_MS = 1_500;
/** The browser's coarse clocks may put a request before the press that caused it. */
const SLACK_MS = 20;

/** What submit.ts tells its owner. */
export interface Sink {
  /** A login was sent, or may have been (`sent` false: it was until now only pressed). */
  captured(reading: Reading, values: readonly FieldValue[], sent: boolean): void;
  /** The captured fields are gone, though the document stayed. */
  settled(): void;
  /** The site answered the document's own request with a refusal. */
  refused(): void;
}

/** Watches this document until the extension goes away. `typed` holds what each field was given by a person or by us. */
export function watchSubmits(
  typed: WeakMap<Field, string>,
  anythingGiven: () => boolean,
  sink: Sink,
): { watchRoot(root: ShadowRoot): void } {
  let settling: number | undefined;
  let answers: PerformanceObserver | undefined;

  /** Tells of a login that may have been sent; gives a function that tells that it was. */
  const capture = (near: Element): (() => void) | undefined => {
    // Most presses on most pages have nothing to do with a login: they cost this one look.
    if (!anythingGiven()) return undefined;
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
    if (own.length === 0) return undefined;
    sink.captured(reading, values, false);
    awaitSettling(own);
    return () => sink.captured(reading, values, true);
  };

  // A sign-in without a navigation ends with its fields gone; one that failed leaves them where they were.
  const awaitSettling = (fields: readonly Field[]): void => {
    const stop = (): void => {
      clearInterval(settling);
      answers?.disconnect();
    };
    stop();
    const started = performance.now();
    // Told at once: the user may be gone from this page a moment later.
    const seesRefusal = (entries: readonly PerformanceEntry[]): boolean => {
      const isRefused = entries.some((entry) => entry.startTime >= started - SLACK_MS && isRefusal(entry));
      if (isRefused) {
        stop();
        sink.refused();
      }
      return isRefused;
    };
    const observer = new PerformanceObserver((list) => void seesRefusal(list.getEntries()));
    answers = observer;
    observer.observe({ type: 'resource' });
    settling = setInterval(() => {
      if (seesRefusal(observer.takeRecords())) return;
      const after = performance.now() - started;
      const isGone = (field: Field): boolean =>
        !field.isConnected || !field.checkVisibility() || (after > EMPTIED_MS && field.value === '');
      const gone = fields.every(isGone);
      if (gone) sink.settled();
      if (gone || after > SETTLE_MS) stop();
    }, 200);
  };

  const onSubmit = (event: Event): void => {
    // `requestSubmit()` makes a trusted event too, but not within a person's act.
    if (!event.isTrusted || !navigator.userActivation.isActive || !(event.target instanceof Element)) return;
    const confirm = capture(event.target);
    // Whether the page holds the form back is known once all its listeners have heard the event. Held back, the form is
    // no more than a press: what follows tells whether it was sent.
    setTimeout(() => {
      if (!event.defaultPrevented) confirm?.();
    });
  };
  const onPress = (event: MouseEvent): void => {
    if (!event.isTrusted) return;
    const button = pressedButton(event);
    if (button !== null) capture(button);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.key !== 'Enter' || event.isComposing) return;
    const field = event.composedPath().find(isField) ?? innerFocus(event.target);
    if (field instanceof HTMLInputElement) capture(field);
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

/** Whether a request of the page's own scripts was refused; other resources are none of a sign-in's. */
function isRefusal(entry: PerformanceEntry): boolean {
  if (!(entry instanceof PerformanceResourceTiming)) return false;
  return /^(fetch|xmlhttprequest)$/.test(entry.initiatorType) && isRefusalStatus(entry.responseStatus);
}

function pressedButton(event: MouseEvent): Element | null {
  let pointed: Element | null = null;
  for (const node of event.composedPath()) {
    if (!(node instanceof Element)) continue;
    if (isButton(node)) return node;
    if (node instanceof HTMLAnchorElement) return leadsNowhere(node) ? node : null;
    if (node instanceof HTMLLabelElement || isField(node)) return null;
    if (node instanceof HTMLFormElement) break;
    // What shows the hand of a link is a button that does not say so, unless a link around it lends it the hand.
    if (getComputedStyle(node).cursor === 'pointer') pointed ??= node;
  }
  return pointed;
}

/** A link that only a script makes do something. One that leads elsewhere leaves the form behind unsent. */
const leadsNowhere = (link: Element): boolean => /^(#|javascript:|$)/i.test(attribute(link, 'href').trim());
