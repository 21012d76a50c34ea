// The words for the side panel; they stand in _locales.

import { say } from '../say.js';

export const panelTexts = { open: say('panel_open') } as const;
