// Where each field stands, for the product's own "inspect this page": child indices from the document through shadow
// roots, and its attributes but for `value`. Reads only.

import type { FieldPlace } from '../messages.js';
import type { Field } from './dom.js';
import { attribute, children, parent } from './dom.js';

const ATTRIBUTES_MAX = 40;

/** The place of each field, in the given order. */
export const placesOf = (fields: readonly Field[]): FieldPlace[] =>
  fields.map((field) => ({
    path: pathOf(field),
    attributes: Object.fromEntries(
      Element.prototype.getAttributeNames
        .call(field)
        .filter((name) => name !== 'value')
        .slice(0, ATTRIBUTES_MAX)
        .map((name) => [name, attribute(field, name)]),
    ),
  }));

function pathOf(field: Field): number[] {
  const path: number[] = [];
  for (let at: Element | null = field; at !== null; ) {
    const up: ParentNode | null = parent(at);
    const siblings: HTMLCollection | undefined = up instanceof Element ? children(up) : up?.children;
    path.unshift(siblings === undefined ? 0 : Array.prototype.indexOf.call(siblings, at));
    at = up instanceof ShadowRoot ? up.host : up instanceof Element ? up : null;
  }
  return path;
}
