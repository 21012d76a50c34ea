// The words of changing a password at its site. Texts only.

export const changeTexts = {
  open: 'Change the password at the site',
  heading: (title: string) => `Change the password of “${title}”`,
  hint: 'Open the page where the site changes it, then fill both here.',
  fill: 'Fill the old and a new password',
  filled: 'Now send the form: Latchkey then offers to update the item.',
} as const;
