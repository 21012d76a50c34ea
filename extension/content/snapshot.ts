// The page's forms and fields as data: what the core needs to understand them, never their values. Reads only.
// The elements stay here, by the same indices, for the plan that comes back.

import type { FieldSnapshot, FormSnapshot, PageSnapshot } from '../generated/core.js';
import type { Field, Painted } from './dom.js';
import {
  active,
  attribute,
  base,
  body,
  formOf,
  html,
  isField,
  isVisible,
  localName,
  parent,
  root,
  shadowOf,
  text,
  title,
  treeOf,
  walk,
} from './dom.js';

const FIELDS_MAX = 500;
const FORMS_MAX = 200;
const ELEMENTS_MAX = 50_000;
const TEXTS_MAX = 8;
const OPTIONS_MAX = 16;
/** Inputs that never hold what a person types. */
const SILENT = /^(hidden|button|submit|reset|image|file|range|color|checkbox|radio)$/;

/** Most elements are none of these, and the walk meets every one of them. */
const TELLING = /^(input|select|textarea|button|h[1-4]|legend)$|-button$/;

/** A snapshot with the elements that it speaks of. */
export interface Reading {
  readonly snapshot: PageSnapshot;
  readonly fields: readonly Field[];
}

interface Group {
  readonly form: HTMLFormElement | null;
  readonly buttons: string[];
  text: string;
  /** Where a button of the form sends it, overriding the form's own action. */
  elsewhere: string;
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
    return groups.push({ form, buttons: [], text: headings.at(-1) ?? '', elsewhere: '' }) - 1;
  };

  const note = (element: Element): void => {
    if (isField(element) && !SILENT.test(element.type)) {
      fields.push(element);
      fieldGroups.push(groupOf(formOf(element)));
    } else if (isButton(element)) {
      const group = groups[groupOf(formOf(element))];
      if (group === undefined) return;
      if (group.buttons.length < TEXTS_MAX) group.buttons.push(buttonText(element));
      group.elsewhere ||= urlIn(element, 'formaction');
    } else if (!isField(element)) {
      const told = text(element);
      const form = formOf(element);
      if (headings.length < TEXTS_MAX && element.checkVisibility()) headings.push(told);
      const group = form === null ? undefined : groups[groupOf(form)];
      if (group !== undefined) group.text = `${group.text} ${told}`.trim().slice(0, 300);
    }
  };

  let seen = 0;
  walk(document, (element) => {
    seen += 1;
    if (TELLING.test(localName(element)) || isButtonByRole(element)) note(element);
    return fields.length < FIELDS_MAX && seen < ELEMENTS_MAX;
  });

  const focused = deepActive();
  const painted: Painted = new Map();
  return {
    fields,
    snapshot: {
      title: title().slice(0, 200),
      lang: attribute(html(document), 'lang', 35),
      headings,
      forms: groups.map(formSnapshot),
      fields: fields.map((field, index) => fieldSnapshot(field, fieldGroups[index] ?? 0, field === focused, painted)),
    },
  };
}

/** A button by its element, its role or its name as a custom element. */
export const isButton = (element: Element): boolean =>
  /^button$|-button$/.test(localName(element)) ||
  isButtonByRole(element) ||
  (element instanceof HTMLInputElement && /^(submit|button|image)$/.test(element.type));

const isButtonByRole = (element: Element): boolean => attribute(element, 'role') === 'button';

/** The URL that a form would be sent to; empty where it says none. Read past names that shadow `action`. */
export const actionOf = (form: HTMLFormElement | null): string => (form === null ? '' : urlIn(form, 'action'));

function urlIn(element: Element, name: string): string {
  const url = attribute(element, name, 2000).trim();
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

function formSnapshot({ form, buttons, text: around, elsewhere }: Group): FormSnapshot {
  const named = ['name', 'id', 'class'].map((name) => (form === null ? '' : attribute(form, name)));
  return {
    action: form === null ? '' : (elsewhere || actionOf(form)).slice(0, 500),
    method: form === null ? '' : (attribute(form, 'method', 10) || 'get').toLowerCase(),
    name: named.join(' ').trim().slice(0, 300),
    text: around,
    buttons,
  };
}

function fieldSnapshot(field: Field, form: number, focused: boolean, painted: Painted): FieldSnapshot {
  const label = labelOf(field);
  const list = field instanceof HTMLSelectElement ? field : undefined;
  const limit = list === undefined ? (field as HTMLInputElement).maxLength : -1;
  return {
    form,
    tag: localName(field),
    inputType: field.type.toLowerCase(),
    name: attribute(field, 'name'),
    id: attribute(field, 'id'),
    autocomplete: attribute(field, 'autocomplete').toLowerCase(),
    label,
    placeholder: attribute(field, 'placeholder'),
    nearby: label === '' ? textBefore(field) : '',
    host: hostsOf(field),
    maxLength: limit >= 0 ? limit : undefined,
    visible: isVisible(field, painted),
    enabled: !field.matches(':disabled'),
    readOnly: list === undefined && (field as HTMLInputElement).readOnly,
    focused,
    options: Array.from(list?.options ?? [])
      .slice(0, OPTIONS_MAX)
      .map(text),
  };
}

function labelOf(field: Field): string {
  const tree = treeOf(field);
  const named = attribute(field, 'aria-labelledby').split(/\s+/).filter(Boolean).slice(0, 4);
  const elements = [...(field.labels ?? []), ...named.map((id) => tree?.getElementById(id))];
  const parts = [
    ...elements.map((element) => (element ? text(element) : '')),
    attribute(field, 'aria-label'),
    attribute(field, 'title'),
  ];
  return [...new Set(parts.map((part) => part.trim()).filter(Boolean))].join(' ').slice(0, 300);
}

/** The nearest text that stands before the field, at most three levels up. */
function textBefore(field: Field): string {
  let at: Node = field;
  for (let level = 0; level < 3; level += 1) {
    for (let before = at.previousSibling; before !== null; before = before.previousSibling) {
      if (isField(before)) return '';
      if (before instanceof Element) {
        if (/^(script|style)$/.test(localName(before))) continue;
        // What stands around another field is that one's.
        if (Element.prototype.querySelector.call(before, 'select,textarea,input:not([type=hidden])')) return '';
      }
      const found = text(before);
      if (found !== '') return found;
    }
    const up = parent(at);
    if (!(up instanceof Element) || up instanceof HTMLFormElement || up === body(document)) return '';
    at = up;
  }
  return '';
}

/** What the hosts of the shadow roots around a field call themselves. */
function hostsOf(field: Field): string {
  const words: string[] = [];
  for (let tree = root(field); tree instanceof ShadowRoot && words.length < 24; tree = root(tree.host)) {
    const { host } = tree;
    const named = ['name', 'id', 'label', 'aria-label', 'accessible-name', 'placeholder', 'autocomplete'];
    words.push(localName(host), ...named.map((name) => attribute(host, name)));
  }
  return words.filter(Boolean).join(' ').slice(0, 300);
}
