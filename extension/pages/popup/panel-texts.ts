// The words for the side panel, ready to be translated.

import { say } from '../say.js';

export const panelTexts = { open: say('panel_open') } as const;
