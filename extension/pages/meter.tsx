// The blade that shows how strong a new master password is, in a word, in bits, and what makes it weak.
// It judges in the page alone, by the estimator that is loaded late; what follows from it is decided elsewhere.

import { useEffect, useState } from 'preact/hooks';
import type { Strength } from '../generated/strength.js';
import { Blade } from './parts.js';
import { judge } from './strength.js';
import { bits, createTexts, strengthNames, strengthWarnings, strengthWhy } from './texts.js';

/** Below this score a guesser who holds the vault's file succeeds in hours, whatever Argon2id costs. */
const LOWEST_SCORE = 2;
/** Whether it is guessed so soon that it is taken only if that is wanted all the same; not, as long as it is not judged. */
export const isWeak = (strength: Strength | undefined): boolean =>
  strength !== undefined && strength.score < LOWEST_SCORE;

/** What a guesser would try first besides the word lists. */
const NEAR_AT_HAND = ['latchkey', 'vault', 'master', 'password'];

/** What the estimator makes of it, as it is typed. */
export function useStrength(password: string): Strength | undefined {
  const [strength, setStrength] = useState<Strength | undefined>();
  useEffect(() => {
    let current = true;
    if (password === '') setStrength(undefined);
    else void judge(password, NEAR_AT_HAND).then((judged) => current && setStrength(judged));
    return () => {
      current = false;
    };
  }, [password]);
  return strength;
}

const tones = ['bad', 'bad', 'warn', 'good', 'good'] as const;
/** A blade of this many decimal orders is full. */
const FULL_LOG10 = 16;

/** How strong it is, in a word, in bits, and what makes it weak. Its place is kept while there is nothing. */
export function Meter({
  id,
  password,
  strength,
}: {
  readonly id: string;
  readonly password: string;
  readonly strength: Strength | undefined;
}) {
  const name = strength && strengthNames[strength.score];
  const why = strength?.warning ? strengthWarnings[strength.warning] : strength && bits(strength.guessesLog10);
  return (
    <div class="meter" id={id} aria-live="polite">
      <Blade
        tone={tones[strength?.score ?? 0]}
        part={strength ? Math.min(strength.guessesLog10 / FULL_LOG10, 1) : 0}
        label={name ?? ''}
      />
      <p class="small">
        {password !== '' && strength && (
          <>
            <b class={tones[strength.score]}>{name}</b> <span class="second">{strengthWhy(why ?? '')}</span>
            {isWeak(strength) && <span class="second"> {createTexts.weak}</span>}
          </>
        )}
      </p>
    </div>
  );
}
