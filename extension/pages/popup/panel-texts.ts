// The words for the side panel, ready to be translated.

export const panelTexts = { open: 'Keep Latchkey open beside the page' } as const;
