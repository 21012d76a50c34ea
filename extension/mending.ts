// Which findings of Health ask for a change, for the report and for the count beside its name. A second factor that is
// missing is advice.

import type { Health } from './generated/core.js';

export const TO_MEND = [
  'exposed',
  'weak',
  'reused',
  'insecureAddress',
  'old',
] as const satisfies readonly (keyof Health)[];

/** How many sorts of findings there are. */
export const toMend = (health: Health): number => TO_MEND.filter((name) => health[name].length > 0).length;
