// Which findings of Health ask for a change: for the report, for the count beside its name, and for the sign on the rows of
// the logins that they are about. A second factor that is missing is advice.

import type { Health } from './generated/core.js';

export const TO_MEND = [
  'exposed',
  'weak',
  'reused',
  'insecureAddress',
  'old',
] as const satisfies readonly (keyof Health)[];
export type Finding = (typeof TO_MEND)[number];

/** How many sorts of findings there are. */
export const toMend = (health: Health): number => TO_MEND.filter((name) => health[name].length > 0).length;

/** Ids of the logins of each finding. */
export type Found = Readonly<Record<Finding, readonly string[]>>;

export const foundIn = ({ exposed, weak, reused, insecureAddress, old }: Health): Found => ({
  exposed: exposed.map(({ id }) => id),
  weak,
  reused: reused.flat(),
  insecureAddress,
  old,
});
