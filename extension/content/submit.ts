// Sees that the user sends a login: by a form's submit event, or by a press that may have sent one.
// Values are read at that moment and go to the background once. A password counts only while it is what a person typed,
// the browser filled in or Latchkey filled, and only when a person acts: a page's own script cannot have its guesses
// offered and watch what comes of them (A24, A34).

import type { FieldValue, PageSnapshot } from '../generated/core.js';
import type { Field } from './dom.js';
import { attribute, formOf, innerFocus, isField, outwards, root, shadowOf } from './dom.js';
import { isRefusalStatus } from './refusals.js';
import { remembered } from './remembered.js';
import { FIELDS_MAX, isButton, read } from './snapshot.js';

const VALUES_MAX = 20;
const VALUE_LEN_MAX = 10_000;
const SETTLE_MS = 10_000;
/** So long after a key in a password field, what was typed is noted. */
const PAUSE_MS = 150;
/** An emptied form counts as gone only then: until here its answer may still come. */
const EMPTIED_MS = 1_500;
/** Fields that are gone count as gone for good so long after the last answer to the page, or without any. */
const QUIET_MS = 400;
const SILENT_MS = 2_000;
/** The browser's coarse clocks may put a request before the press that caused it. */
const SLACK_MS = 20;
const { elementFromPoint } = ShadowRoot.prototype;

/** What submit.ts tells its owner. */
export interface Sink {
  /** A login was sent, or may have been (`sent` false: it was until now only pressed). */
  captured(snapshot: PageSnapshot, values: readonly FieldValue[], sent: boolean): void;
  /** What stands in the fields now that the user stopped typing a password. */
  typed(snapshot: PageSnapshot, values: readonly FieldValue[]): void;
  /** The captured fields are gone, though the document stayed. */
  settled(): void;
  /** The site answered the document's own request with a refusal, or the user gave up. */
  refused(): void;
}

/** Watches this document until the extension goes away. `typed` holds what each field was given by a person or by us. */
export function watchSubmits(
  typed: WeakMap<Field, string>,
  anythingGiven: () => boolean,
  sink: Sink,
): { watchRoot(root: ShadowRoot): void; typedIn(field: Field): void } {
  let settling: number | undefined;
  let answers: PerformanceObserver | undefined;
  let pausing: number | undefined;

  /** What stands in the form around an element, or in all that are in none; undefined if nobody gave anything there. */
  const gather = (near: Element) => {
    const { fields, snapshot } = read();
    // A button outside every form, as kits of components have it, may send any of them.
    const form = formOf(near);
    const values: FieldValue[] = [];
    const own: Field[] = [];
    fields.forEach((field, index) => {
      if (form !== null && formOf(field) !== form) return;
      if (field instanceof HTMLSelectElement || field.value === '' || values.length >= VALUES_MAX) return;
      const given = typed.get(field) === field.value || field.matches(':autofill');
      if (field.type === 'password' && !given) return;
      if (given) own.push(field);
      values.push({ field: index, value: field.value.slice(0, VALUE_LEN_MAX), given });
    });
    if (own.length === 0) return undefined;
    const password = own.find((field) => field.type === 'password');
    if (password === undefined) return { own, snapshot, values };
    const more = remembered(password, snapshot.fields[fields.indexOf(password)]?.form ?? 0);
    const room = Math.max(0, Math.min(VALUES_MAX - values.length, FIELDS_MAX - fields.length));
    more.values.slice(0, room).forEach((value, index) => {
      values.push({ field: fields.length + index, value, given: false });
    });
    return { own, snapshot: { ...snapshot, fields: [...snapshot.fields, ...more.fields.slice(0, room)] }, values };
  };

  /** Tells of a login that may have been sent; gives a function that tells that it was. */
  const tell = ({ own, snapshot, values }: NonNullable<ReturnType<typeof gather>>): (() => void) => {
    sink.captured(snapshot, values, false);
    awaitSettling(own);
    return () => sink.captured(snapshot, values, true);
  };
  // Most presses on most pages have nothing to do with a login: they cost this one look.
  const look = (near: Element) => {
    clearTimeout(pausing);
    return anythingGiven() ? gather(near) : undefined;
  };
  const capture = (near: Element): (() => void) | undefined => {
    const found = look(near);
    return found && tell(found);
  };

  /** Ends the watch over what was captured last; true if its fields stand there still, and nothing was told yet. */
  let giveUp = (): boolean => false;

  // A sign-in without a navigation ends with its fields gone; one that failed leaves them where they were, or brings
  // them back when its answer is there.
  const awaitSettling = (fields: readonly Field[]): void => {
    const stop = (): void => {
      clearInterval(settling);
      answers?.disconnect();
      giveUp = () => false;
    };
    stop();
    const started = performance.now();
    let [goneSince, answered, told] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
    const refuse = (): void => {
      stop();
      sink.refused();
    };
    // Told at once: the user may be gone from this page a moment later.
    const seesRefusal = (entries: readonly PerformanceEntry[]): boolean => {
      const own = entries.filter(isAnswer).filter(({ startTime }) => startTime >= started - SLACK_MS);
      if (own.length > 0) answered = performance.now();
      const isRefused = own.some(({ responseStatus }) => isRefusalStatus(responseStatus));
      if (isRefused) refuse();
      return isRefused;
    };
    const observer = new PerformanceObserver((list) => void seesRefusal(list.getEntries()));
    answers = observer;
    observer.observe({ type: 'resource' });
    const isGone = (field: Field): boolean =>
      !field.isConnected ||
      !field.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
      (performance.now() - started > EMPTIED_MS && field.value === '');
    const address = location.href;
    giveUp = () => {
      const stays = !told && !fields.every(isGone);
      if (stays) refuse();
      return stays;
    };
    settling = setInterval(() => {
      if (seesRefusal(observer.takeRecords())) return;
      const now = performance.now();
      const gone = fields.every(isGone);
      // A page that shows that it waits may bring its form back with the answer.
      if (gone && goneSince === Number.POSITIVE_INFINITY) goneSince = now;
      if (!gone) goneSince = Number.POSITIVE_INFINITY;
      if (!gone && told) return refuse();
      const quietSince = Math.max(goneSince, answered);
      const isQuiet = now - quietSince > (answered > started || location.href !== address ? QUIET_MS : SILENT_MS);
      if (gone && !told && isQuiet) {
        told = true;
        sink.settled();
      }
      if (now - started > SETTLE_MS) stop();
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
    const link = button === null ? pressedLink(event) : undefined;
    if (link === undefined) return;
    const found = look(link);
    setTimeout(() => {
      // A page that holds its link back made a button of it. Whoever leaves by one while the form still stands there as
      // it was sent did not come in.
      if (!event.defaultPrevented) giveUp();
      else if (found !== undefined) tell(found);
    });
  };
  const onDown = (event: PointerEvent): void => {
    if (!event.isTrusted || event.pointerType !== 'mouse' || event.button !== 0) return;
    const button = pressedButton(event);
    if (button !== null) capture(button);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted || !/^(Enter| )$/.test(event.key) || event.isComposing) return;
    const path = event.composedPath();
    const field = path.find(isField) ?? innerFocus(event.target);
    // What only looks like a button gives no click for a key.
    const near = field === null ? path.find((node) => node instanceof Element && isButton(node)) : field;
    if (near instanceof HTMLInputElement ? event.key === 'Enter' : near instanceof HTMLElement && field === null)
      capture(near as HTMLElement);
  };

  addEventListener('submit', onSubmit, true);
  addEventListener('click', onPress, true);
  // Some pages act when the button goes down, and are gone before there is a click.
  addEventListener('pointerdown', onDown, true);
  addEventListener('keydown', onKey, true);
  const watched = new WeakSet<ShadowRoot>();
  return {
    // `submit` does not leave a shadow root, so each root that holds fields is watched on its own.
    watchRoot(root) {
      if (watched.has(root)) return;
      watched.add(root);
      root.addEventListener('submit', onSubmit, true);
    },
    // If the browser ends the background before the form is sent, and the key that sends it is what wakes it again, the
    // page is gone too soon to tell.
    typedIn(field) {
      clearTimeout(pausing);
      pausing = setTimeout(() => {
        const found = gather(field);
        if (found !== undefined) sink.typed(found.snapshot, found.values);
      }, PAUSE_MS);
    },
  };
}

/** Whether it is an answer to the page's own scripts; other resources are none of a sign-in's. */
const isAnswer = (entry: PerformanceEntry): entry is PerformanceResourceTiming =>
  entry instanceof PerformanceResourceTiming && /^(fetch|xmlhttprequest)$/.test(entry.initiatorType);

/** The link to another page that was pressed. */
function pressedLink(event: MouseEvent): HTMLAnchorElement | undefined {
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  return link !== undefined && attribute(link, 'href') !== '' && !leadsNowhere(link) ? link : undefined;
}

/** What was pressed, from the innermost element outwards; events show no more of a closed shadow root than its host. */
function pressed(event: MouseEvent): EventTarget[] {
  const path = event.composedPath();
  const inside: Element[] = [];
  let at = path[0];
  while (at instanceof Element) {
    const tree = shadowOf(at);
    const hit = tree === null ? null : elementFromPoint.call(tree, event.clientX, event.clientY);
    if (tree === null || hit === null || root(hit) !== tree) break;
    const chain: Element[] = [];
    for (let up: Element | null = hit; up !== null && up !== at; up = outwards(up)) chain.push(up);
    inside.unshift(...chain);
    at = hit;
  }
  return [...inside, ...path];
}

function pressedButton(event: MouseEvent): Element | null {
  let pointed: Element | null = null;
  for (const node of pressed(event)) {
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
