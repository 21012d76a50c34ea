// The page's forms and fields as data: what the core needs to understand them, never their values. Reads only.
// The elements stay here, by the same indices, for the plan that comes back.

import type { FieldSnapshot, FormSnapshot, PageSnapshot } from '../generated/core.js';
import type { Field, Painted } from './dom.js';
import {
  active,
  all,
  attribute,
  base,
  body,
  elementBefore,
  elementBehind,
  firstChild,
  formOf,
  holdsBelow,
  html,
  isField,
  isShown,
  isVisible,
  localName,
  nodeBefore,
  nodeBehind,
  parent,
  root,
  shadowOf,
  text,
  title,
  walk,
} from './dom.js';

/** Most fields of one snapshot. */
export const FIELDS_MAX = 500;
const FORMS_MAX = 200;
const ELEMENTS_MAX = 50_000;
const TEXTS_MAX = 8;
/** Inputs that never hold what a person types. */
const SILENT = new Set(['hidden', 'button', 'submit', 'reset', 'image', 'file', 'range', 'color', 'checkbox', 'radio']);

const KINDS = new Map<string, 'field' | 'button' | 'heading'>([
  ...['input', 'select', 'textarea'].map((name) => [name, 'field'] as const),
  ...['h1', 'h2', 'h3', 'h4', 'legend'].map((name) => [name, 'heading'] as const),
  ['button', 'button'],
]);

/** A snapshot with the elements that it speaks of. */
export interface Reading {
  readonly snapshot: PageSnapshot;
  readonly fields: readonly Field[];
}

interface Group {
  readonly form: HTMLFormElement | null;
  readonly buttons: string[];
  /** Headings and legends. */
  text: string;
  /** The paragraph before it. */
  readonly before: string;
  /** Where a button of the form sends it, overriding the form's own action. */
  elsewhere?: string;
}

/** Reads the document as it is now. */
export function read(): Reading {
  const groups: Group[] = [];
  const fields: Field[] = [];
  const fieldGroups: number[] = [];
  const headings: string[] = [];
  const groupOf = (form: HTMLFormElement | null): number => {
    const known = groups.findIndex((group) => group.form === form);
    if (known >= 0 || groups.length >= FORMS_MAX) return Math.max(known, 0);
    return groups.push({ form, buttons: [], text: headings.at(-1) ?? '', before: paragraphBefore(form) }) - 1;
  };

  let seen = 0;
  walk(document, (element) => {
    seen += 1;
    const name = localName(element);
    // Most elements are none of these, and the walk meets every one of them.
    const kind = KINDS.get(name) ?? (name.endsWith('-button') || isButtonByRole(element) ? 'button' : undefined);
    if (kind === 'field' && isField(element) && !SILENT.has(element.type)) {
      fields.push(element);
      fieldGroups.push(groupOf(formOf(element)));
    } else if (kind === 'button' || (kind === 'field' && isButton(element))) {
      const group = groups[groupOf(formOf(element))];
      if (group === undefined) return true;
      if (group.buttons.length < TEXTS_MAX) group.buttons.push(buttonText(element));
      const elsewhere = urlIn(element, 'formaction');
      if (elsewhere !== '') group.elsewhere ??= elsewhere;
    } else if (kind === 'heading') {
      if (headings.length < TEXTS_MAX && element.checkVisibility()) headings.push(text(element));
      const form = formOf(element);
      const group = form === null ? undefined : groups[groupOf(form)];
      if (group !== undefined) group.text = `${group.text} ${text(element)}`.trim().slice(0, 300);
    }
    return fields.length < FIELDS_MAX && seen < ELEMENTS_MAX;
  });

  const focused = deepActive();
  const known: Known = { painted: new Map(), labels: new Map() };
  return {
    fields,
    snapshot: {
      title: title().slice(0, 200),
      lang: attribute(html(document), 'lang').slice(0, 35),
      headings,
      forms: groups.map(formSnapshot),
      fields: fields.map((field, index) => fieldSnapshot(field, fieldGroups[index] ?? 0, field === focused, known)),
    },
  };
}

/** The paragraph just before a form: it often says what was sent. One with a link or a button leads elsewhere. */
function paragraphBefore(form: HTMLFormElement | null): string {
  const before = form === null ? null : elementBefore(form);
  if (before === null || localName(before) !== 'p' || !isShown(before)) return '';
  return holdsBelow(before, 'a,button,[role=button],input,select,textarea') ? '' : text(before);
}

/** A button by its element, its role or its name as a custom element. */
export const isButton = (element: Element): boolean =>
  element instanceof HTMLButtonElement ||
  (element instanceof HTMLInputElement && /^(submit|button|image)$/.test(element.type)) ||
  isButtonByRole(element) ||
  localName(element).endsWith('-button');

const isButtonByRole = (element: Element): boolean => attribute(element, 'role') === 'button';

/** The URL that a form would be sent to; empty where it says none. Read past names that shadow `action`. */
export const actionOf = (form: HTMLFormElement | null): string => (form === null ? '' : urlIn(form, 'action'));

function urlIn(element: Element, name: string): string {
  const url = attribute(element, name).trim();
  return url === '' ? '' : (URL.parse(url, base(document))?.href ?? url);
}

/** The element that has the focus, through shadow roots. */
export function deepActive(): Element | null {
  let at = active(document);
  for (let inner = at; inner !== null; inner = shadowOf(inner)?.activeElement ?? null) at = inner;
  return at;
}

function buttonText(button: Element): string {
  const own = button instanceof HTMLInputElement ? button.value : text(button);
  return (own || attribute(button, 'aria-label') || attribute(button, 'title')).slice(0, 100);
}

function formSnapshot({ form, buttons, text: headings, before, elsewhere }: Group): FormSnapshot {
  const around = `${headings} ${before}`.trim().slice(0, 300);
  if (form === null) return { action: '', method: '', name: '', text: around, buttons };
  return {
    action: (elsewhere ?? actionOf(form)).slice(0, 500),
    method: (attribute(form, 'method') || 'get').toLowerCase().slice(0, 10),
    name: `${attribute(form, 'name')} ${attribute(form, 'id')} ${attribute(form, 'class')}`.trim().slice(0, 300),
    text: around,
    buttons,
  };
}

/** What is known of the page for as long as one reading takes. */
interface Known {
  readonly painted: Painted;
  /** The labels of each field, by the tree they stand in. */
  readonly labels: Map<Node, Map<Element, HTMLLabelElement[]>>;
}

function fieldSnapshot(field: Field, form: number, focused: boolean, known: Known): FieldSnapshot {
  const own = labelOf(field, known);
  const before = own === '' ? textBefore(field) : { said: '', isLabel: false };
  const label = before.isLabel ? before.said : own;
  const limit = field instanceof HTMLSelectElement ? -1 : field.maxLength;
  return {
    form,
    tag: localName(field),
    inputType: field.type.toLowerCase(),
    name: attribute(field, 'name').slice(0, 200),
    id: attribute(field, 'id').slice(0, 200),
    autocomplete: attribute(field, 'autocomplete').toLowerCase().slice(0, 200),
    label,
    placeholder: attribute(field, 'placeholder').slice(0, 200),
    nearby: label === '' ? before.said || labelBehind(field) : '',
    host: hostsOf(field),
    maxLength: limit >= 0 ? limit : undefined,
    visible: isVisible(field, known.painted),
    enabled: !field.matches(':disabled'),
    readOnly: !(field instanceof HTMLSelectElement) && field.readOnly,
    focused,
    options:
      field instanceof HTMLSelectElement ? Array.from(field.options, (o) => text(o).slice(0, 100)).slice(0, 16) : [],
  };
}

function labelOf(field: Field, { labels }: Known): string {
  const tree = root(field);
  const named = attribute(field, 'aria-labelledby').split(/\s+/).filter(Boolean).slice(0, 4);
  const parts = [
    ...(labelsIn(tree, labels).get(field) ?? []).map(text),
    attribute(field, 'aria-label'),
    ...named.map((id) => {
      const other = tree instanceof Document || tree instanceof ShadowRoot ? tree.getElementById(id) : null;
      return other === null ? '' : text(other);
    }),
    attribute(field, 'title'),
  ];
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))].join(' ').slice(0, 300);
}

/** The labels of a tree by the fields they name. Each field's own `labels` would walk the whole page anew. */
function labelsIn(tree: Node, known: Known['labels']): ReadonlyMap<Element, HTMLLabelElement[]> {
  const found = known.get(tree) ?? new Map<Element, HTMLLabelElement[]>();
  if (known.has(tree)) return found;
  known.set(tree, found);
  for (const label of all(tree, 'label')) {
    if (!(label instanceof HTMLLabelElement) || label.control === null) continue;
    const others = found.get(label.control);
    if (others === undefined) found.set(label.control, [label]);
    else others.push(label);
  }
  return found;
}

/** The nearest text that stands before the field, at most three levels up, tables apart; and whether a label says it. */
function textBefore(field: Field): { said: string; isLabel: boolean } {
  const nothing = { said: '', isLabel: false };
  let at: Node = field;
  for (let level = 0; level < 3; ) {
    for (let before = nodeBefore(at); before !== null; before = nodeBefore(before)) {
      if (isField(before)) return nothing;
      if (before instanceof Element) {
        if (/^(script|style|template)$/.test(localName(before))) continue;
        // What stands around another field is that one's.
        if (holdsField(before)) return nothing;
      }
      const said = text(before);
      if (said === '') continue;
      const isLabel = isBareLabel(before);
      // One that floats is the other field's.
      return isLabel && !standFirst(before) ? nothing : { said, isLabel };
    }
    const up = parent(at);
    if (!(up instanceof Element) || up instanceof HTMLFormElement || up === body(document)) return nothing;
    // A cell's name may stand beside the whole table in it.
    if (!/^(tr|tbody|table)$/.test(localName(up))) level += 1;
    at = up;
  }
  return nothing;
}

/** A label that names no field. */
const isBareLabel = (node: Node): node is HTMLLabelElement => node instanceof HTMLLabelElement && node.control === null;

const STEPS_MAX = 200;

/** Whether labels stand before their fields around this one: not where fields and labels begin with a field and end with
 * a label, which float above from behind. */
function standFirst(label: Node): boolean {
  const around = parent(label);
  const kinds: ('field' | 'label')[] = [];
  let at = around instanceof Element ? firstChild(around) : null;
  for (let steps = 0; at !== null && steps < STEPS_MAX; steps += 1, at = elementBehind(at)) {
    if (at instanceof HTMLLabelElement) kinds.push('label');
    else if (isField(at) && at.type !== 'hidden') kinds.push('field');
  }
  return kinds[0] === 'label' || kinds.at(-1) !== 'label';
}

const holdsField = (element: Element): boolean => holdsBelow(element, 'select,textarea,input:not([type=hidden])');

/** A label without a field of its own that stands behind, or what calls itself one: it floats above. */
function labelBehind(field: Field): string {
  for (let next = nodeBehind(field); next !== null; next = nodeBehind(next)) {
    if (!(next instanceof Element)) continue;
    const id = attribute(field, 'id');
    const isNamed = id !== '' && attribute(next, 'for') === id;
    const isLabel = next instanceof HTMLLabelElement || isNamed || /label/i.test(attribute(next, 'class'));
    if (!isLabel || isField(next) || holdsField(next)) return '';
    // What stands before the next field is that one's, where labels stand first.
    return !isNamed && isField(elementBehind(next)) && standFirst(next) ? '' : text(next);
  }
  return '';
}

/** What the hosts of the shadow roots around a field call themselves. */
function hostsOf(field: Field): string {
  const words: string[] = [];
  for (let tree = root(field); tree instanceof ShadowRoot && words.length < 3; tree = root(tree.host)) {
    const host = tree.host;
    const named = ['name', 'id', 'label', 'aria-label', 'accessible-name', 'placeholder', 'autocomplete'];
    words.push([localName(host), ...named.map((name) => attribute(host, name))].filter(Boolean).join(' '));
  }
  return words.join(' ').slice(0, 300);
}
