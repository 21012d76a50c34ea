// The product's own "inspect this page": every field of a tab with the role that the core gives it. Shows, fills nothing.

import type { InspectedField } from '../messages.js';
import { askContent, framesOf, originOf } from './frames.js';
import { readPage } from './vault.js';

const INSPECT_MS = 3_000;

/** All fields of all frames that can be asked. */
export async function inspect(tabId: number): Promise<InspectedField[]> {
  const frames = (await framesOf(tabId)).filter(({ url }) => originOf(url) !== 'null');
  const found = await Promise.all(
    frames.map(async (frame): Promise<InspectedField[]> => {
      const answer = await askContent(frame, 'content/inspect', {}, INSPECT_MS).catch(() => undefined);
      if (answer === undefined) return [];
      return (await readPage(answer.snapshot)).roles.flatMap(({ field, role, confidence }) => {
        const place = answer.places[field];
        return place === undefined ? [] : [{ frame: frame.frameId, frameUrl: frame.url, ...place, role, confidence }];
      });
    }),
  );
  return found.flat();
}
