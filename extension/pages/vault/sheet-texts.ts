// The sentences and words of the emergency sheet: what a relative needs, on one page of paper. Plain and brief.

import { date } from '../texts.js';

export const sheetTexts = {
  heading: 'Emergency sheet',
  lead: 'One page to print for someone who must reach your passwords when you cannot: where the vault is, how to open a backup, and lines to fill in by hand. Passwords are on it only if you choose items for it.',
  show: 'Show the sheet',
  choose: 'Add items to the sheet',
  chooseHint: 'Their user names and passwords are printed in clear. Type the master password first.',
  chooseVerb: 'Choose items',
  filter: 'Search your items',
  chosen: (n: number) => (n === 1 ? '1 item on the sheet' : `${n.toLocaleString('en')} items on the sheet`),
  none: 'No item has that in its title or user name.',
  more: (n: number) => `and ${n.toLocaleString('en')} more: search for them`,
  print: 'Print',
  after:
    'Fill in the lines by hand. Keep the sheet as you keep your passport, and print it anew when something changes.',
  printer: 'A printer, its queue or a PDF may keep a copy of what is on it.',
  paper: 'Emergency sheet',
  made: (vault: string, ms: number) => `Vault ${vault} · printed ${date(ms)}`,
  for: 'This sheet opens the passwords of',
  whereHeading: '1. Where they are',
  where:
    'In the browser of this computer, in the extension Latchkey. Press its button in the toolbar and type the master password.',
  computer: 'Computer and how to sign in to it',
  browser: 'Browser',
  master: 'Master password',
  code: 'Where the recovery code is kept',
  backupHeading: '2. If the computer is gone',
  backup:
    'A backup is one file whose name ends in “.latchkey”. Backups that write themselves are named “latchkey-backup-” with the day, in the folder “Latchkey” of the downloads. Take the newest.',
  copies: 'Where copies of it are kept',
  backupPassword: 'Password of the backups',
  steps: [
    'Install Latchkey in Chrome, Edge, Brave or Firefox on another computer, and create a vault with a new master password.',
    'Open its settings, then “Whole vault”, then “Bring in”, and choose the file.',
    'Type the password of the backups. It shows what would be added; press “Add”.',
  ],
  program: 'Without a browser, the program “latchkey” reads the same file:',
  commands: ['latchkey list FILE', 'latchkey show FILE TITLE --reveal'],
  itemsHeading: '3. Chosen items',
  address: 'Address',
  username: 'User name',
  password: 'Password',
} as const;
