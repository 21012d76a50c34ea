// How hard the password of an item is to guess: where there is room as a chip beside it, else in its name; and as a blade
// where it is changed. It is judged in the page; nothing of it is kept.

import { useEffect, useState } from 'preact/hooks';
import type { Strength } from '../../generated/strength.js';
import { Icon } from '../icons.js';
import { Blade } from '../parts.js';
import { within } from '../say.js';
import { judge } from '../strength.js';
import { bits, strengthBeside, strengthNames } from '../texts.js';

/** What the estimator makes of a saved password; nothing until it has answered, or if it cannot. */
export function useJudged(password: string, inputs: readonly string[]): Strength | undefined {
  const [judged, setJudged] = useState<{ readonly password: string; readonly strength: Strength } | undefined>();
  const known = inputs.join('\n');
  useEffect(() => {
    let current = true;
    if (password !== '')
      void judge(password, known.split('\n')).then(
        (strength) => current && setJudged(strength && { password, strength }),
      );
    return () => {
      current = false;
    };
  }, [password, known]);
  return judged?.password === password ? judged.strength : undefined;
}

/** By the score. */
export const strengthTones = ['bad', 'bad', 'warn', 'good', 'good'] as const;

export const StrengthChip = ({ strength: { score } }: { readonly strength: Strength }) => (
  <span class={`chip strength ${strengthTones[score]}`} data-strength={score}>
    <Icon name={score > 2 ? 'check' : 'warn'} small />
    {strengthNames[score]}
  </span>
);

/** A blade of this many decimal orders is full. */
const FULL_LOG10 = 16;

/** Below the field where a password is changed; nothing where there is none. */
export function StrengthBlade({ password, inputs }: { readonly password: string; readonly inputs: readonly string[] }) {
  const strength = useJudged(password, inputs);
  if (strength === undefined) return null;
  const name = strengthNames[strength.score];
  return (
    <div class="editblade" data-strength={strength.score}>
      <Blade tone={strengthTones[strength.score]} part={Math.min(strength.guessesLog10 / FULL_LOG10, 1)} label="" />
      <span class="hint">{name}</span>
    </div>
  );
}

/** The name of a line with the strength of what stands in it. */
export const StrengthLabel = ({ label, strength }: { readonly label: string; readonly strength: Strength }) => (
  <>
    <span class="named">{label}</span>
    <span class="judged">
      {strengthBeside(label, within(strengthNames[strength.score]), bits(strength.guessesLog10))}
    </span>
  </>
);
