// The product's own "inspect this page": every field of a tab with the role that the core gives it. Shows, fills nothing.

import type { Inspection } from '../messages.js';
import { askContent, framesOf, originOf } from './frames.js';
import { readPage } from './vault.js';

const INSPECT_MS = 3_000;

/** All fields of all frames that can be asked, and what reading the frame that took longest took. */
export async function inspect(tabId: number): Promise<Inspection> {
  const frames = (await framesOf(tabId)).filter(({ url }) => originOf(url) !== 'null');
  const inspections = await Promise.all(
    frames.map(async (frame): Promise<Inspection> => {
      const answer = await askContent(frame, 'content/inspect', {}, INSPECT_MS).catch(() => undefined);
      if (answer === undefined) return { fields: [], took: { snapshot_ms: 0, core_ms: 0 } };
      const begun_ms = performance.now();
      const { roles } = await readPage(answer.snapshot);
      const core_ms = performance.now() - begun_ms;
      const fields = roles.flatMap(({ field, role, confidence }) => {
        const place = answer.places[field];
        return place === undefined ? [] : [{ frame: frame.frameId, frameUrl: frame.url, ...place, role, confidence }];
      });
      return { fields, took: { snapshot_ms: answer.snapshot_ms, core_ms } };
    }),
  );
  const longest = (of: keyof Inspection['took']): number => Math.max(0, ...inspections.map(({ took }) => took[of]));
  return {
    fields: inspections.flatMap(({ fields }) => fields),
    took: { snapshot_ms: longest('snapshot_ms'), core_ms: longest('core_ms') },
  };
}
