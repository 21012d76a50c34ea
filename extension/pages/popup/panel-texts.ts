// The words for the side panel; they stand in _locales.

import type { Sentences } from '../error-texts.js';
import { say, sentences, texts } from '../say.js';

export const panelTexts = texts(
  () =>
    ({
      open: say('panel_open'),
      refused: { ...sentences('panel_refused'), article: 'everyday' },
    }) satisfies { readonly open: string; readonly refused: Sentences },
);
