// The words for the side panel; they stand in _locales.

import type { Sentences } from '../error-texts.js';
import { say, sentences } from '../say.js';

export const panelTexts = {
  open: say('panel_open'),
  refused: { ...sentences('panel_refused'), article: 'everyday' },
} as const satisfies { readonly open: string; readonly refused: Sentences };
