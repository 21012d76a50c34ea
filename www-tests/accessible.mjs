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
 * What is wrong with a surface, and with the frames of ours in it; a line each.
 * @param {import('./driver/page.mjs').Surface & { frames?: () => Promise<import('./driver/page.mjs').Surface[]> }} surface
 * @returns {Promise<string[]>}
 */
export async function accessFaults(surface) {
  const frames = surface.frames === undefined ? [] : await surface.frames();
  const found = [];
  for (const each of [surface, ...frames].filter(isOurs)) {
    if (await each.evaluate('globalThis.axe === undefined')) await each.evaluate(`${source}; undefined`);
    found.push(...(await each.evaluate(READ)));
  }
  return found;
}

/** Throws if anything is wrong with it. @param {Parameters<typeof accessFaults>[0]} surface @param {string} name */
export const checkAccessible = async (surface, name) =>
  assert.deepEqual(await accessFaults(surface), [], `axe on ${name}`);
