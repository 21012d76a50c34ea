// The words of the section Health; they stand in _locales. Plain, brief, present tense; buttons are verbs that name the
// result. It promises no more than is true: "not found" is not "safe".

import type { Health } from '../../generated/core.js';
import { counted, say, sentences, texts } from '../say.js';

const spelt = [say('spelt_1'), say('spelt_2'), say('spelt_3'), say('spelt_4'), say('spelt_5'), say('spelt_6')] as const;

/** A finding: what it is, and why it matters. */
interface Finding {
  readonly what: (n: number) => string;
  readonly why: string;
}

export type FindingName = 'exposed' | 'weak' | 'reused' | 'insecureAddress' | 'old' | 'lacksSecondFactor';

export const findingTexts = texts(
  (): Readonly<Record<FindingName, Finding>> => ({
    exposed: {
      what: (n) => counted('finding_exposed_what', n),
      why: say('finding_exposed_why'),
    },
    weak: {
      what: (n) => counted('finding_weak_what', n),
      why: say('finding_weak_why'),
    },
    reused: {
      what: (n) => say('finding_reused_what', n),
      why: say('finding_reused_why'),
    },
    insecureAddress: {
      what: (n) => counted('finding_insecureAddress_what', n),
      why: say('finding_insecureAddress_why'),
    },
    old: {
      what: (n) => counted('finding_old_what', n),
      why: say('finding_old_why'),
    },
    lacksSecondFactor: {
      what: (n) => counted('finding_lacksSecondFactor_what', n),
      why: say('finding_lacksSecondFactor_why'),
    },
  }),
);

export const healthTexts = texts(() => ({
  section: say('health_section'),
  /** Where nothing is to mend it says so only if everything was judged. */
  heading: (kinds: number, unscored: number) => {
    if (kinds === 0) return say(unscored === 0 ? 'health_headingNone' : 'health_headingUnjudged');
    return counted('health_heading', kinds, spelt[kinds - 1] ?? kinds);
  },
  none: say('health_none'),
  looked: ({ counted: n }: Health) => counted('health_looked', n),
  again: say('health_again'),
  show: (n: number) => counted('health_show', n),
  hide: say('health_hide'),
  more: (n: number) => say('health_more', n),
  breaches: (n: number) => counted('health_breaches', n),
  group: (n: number) => say('health_group', n),
  plotTitle: (n: number) => counted('health_plotTitle', n),
  plotText: (weak: number, shared: number) => say('health_plotText', weak, shared),
  strength: say('health_strength'),
  age: say('health_age'),
  fresh: say('health_fresh'),
  years: (n: number) => counted('health_years', n),
  weak: (n: number) => say('health_weak', n),
  shared: (n: number) => say('health_shared', n),
  good: (n: number) => say('health_good', n),
  unscored: say('health_unscored'),
  asTable: say('health_asTable'),
  asPlot: say('health_asPlot'),
  bands: [say('health_bands_1'), say('health_bands_2'), say('health_bands_3'), say('health_bands_4')],
  unscoredWhat: (n: number) => counted('health_unscoredWhat', n),
  unscoredWhy: say('health_unscoredWhy'),
  judge: say('health_judge'),
  judging: (done: number, of: number) => say('health_judging', done, of),
  stop: say('health_stop'),
  breachesOff: say('health_breachesOff'),
  breachesOn: say('health_breachesOn'),
  breachesWhy: say('health_breachesWhy'),
  breachesSwitch: say('health_breachesSwitch'),
  ask: say('health_ask'),
  asking: (left: number) => say('health_asking', left),
  asked: say('health_asked'),
  silent: sentences('health_silent'),
  items: say('health_items'),
}));
