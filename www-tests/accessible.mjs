// Reads a view of ours as axe-core does, by the rules of WCAG 2.2 A and AA and axe's own advice. It fails on anything that
// axe finds; what another site shows around a frame of ours is not looked at.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** In the page: what axe finds wrong, a line each. */
const READ = `(async () => {
  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
      return id + ': ' + help + ' ' + target.join(' ') + ' ' + why;
    }));
})()`;

const isOurs = (surface) => /^(?:chrome|moz)-extension:/.test(surface.url());

/**
 * @param {import('./driver/page.mjs').Surface & { frames?: () => Promise<import('./driver/page.mjs').Surface[]> }} surface
 * @param {string} name What the view is called when something is wrong with it.
 */
export async function checkAccessible(surface, name) {
  const frames = surface.frames === undefined ? [] : await surface.frames();
  for (const each of [surface, ...frames].filter(isOurs)) {
    await each.evaluate(`${source}; undefined`);
    const found = await each.evaluate(READ);
    assert.deepEqual(found, [], `axe on ${name}`);
  }
}
