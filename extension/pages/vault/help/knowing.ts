// Articles on what to expect: a breach, several devices, what leaves the computer, and where protection ends.
// Plain English, brief, and true of this version: what does not work yet is said.

import type { Article } from './article.js';

export const knowing: readonly Article[] = [
  {
    id: 'breach',
    title: 'What happens in a breach',
    lead: 'A site that you use was broken into, or this computer was.',
    blocks: [
      { heading: 'A site lost its passwords' },
      {
        steps: [
          'Open the site yourself, not by a link in a mail, and change the password there. The generator makes one; Latchkey offers to update the item.',
          'In “Health” look whether other logins share the old password, and change these too.',
          'Switch on the site’s second factor if it has one. Latchkey keeps the one-time code with the login.',
        ],
      },
      '“Health” can ask a service whether passwords are in known breaches. It is off until you switch it on. Of each password it sends the first five of forty digits of a hash, which many passwords share. “Not found” does not mean safe.',
      { heading: 'Latchkey itself' },
      'There is no server that could lose your vault, and we do not have it.',
      { heading: 'Someone copied this computer’s disk, or a backup' },
      'What they have is sealed: titles, user names and addresses too. They can only guess the master password, or the password of the backup, at about a second a guess on a computer like this one. If it was weak, change your important passwords, those of mail and money first, then the master password with new keys.',
      { heading: 'Someone was at this computer while the vault was open, or it had malware' },
      'Take everything for read. On a clean computer change the passwords that matter, mail and money first, then the master password with new keys.',
    ],
  },
  {
    id: 'devices',
    title: 'Several devices',
    lead: 'There is no sync yet. Each browser profile has a vault of its own.',
    blocks: [
      'A vault file brings everything from one device to another, once: write it in “Take out” here, carry it over, and choose it in “Bring in” there.',
      'Done again, it adds what is missing. It does not change or delete what is there: an item that was changed on both sides stays as it is in the vault that you bring it into.',
      'So choose one device as the one where you change things, and carry from there.',
      { heading: 'Browsers and phones' },
      'Chrome, Edge and Brave from version 148 and Firefox from version 150 on computers. Not Safari, and not phones.',
      'Some browsers sync extensions to your other devices. That brings the extension, not the vault.',
    ],
  },
  {
    id: 'leaves',
    title: 'What leaves this computer',
    lead: 'Nothing by itself. One question, if you switch it on.',
    blocks: [
      'There is no account, no server of ours, no statistics, no report of faults. The policy of the extension’s own pages allows one connection besides its own files: to the service that knows breached passwords, and it is asked only after you switched that on in “Health”.',
      'What you fill goes to the site, as if you had typed it. Icons of sites are never fetched; the coloured tiles are made here.',
      'Backups and exports go to your downloads folder. If another program carries that folder into a cloud, it carries them too: backups are encrypted, most exports are not.',
      '“Report a problem” sends nothing: it shows a text that you may copy or save.',
      { heading: 'What a page can see' },
      'A page can tell that Latchkey is there when you touch a login field. It cannot learn which logins you have, or whether you have one for it.',
    ],
  },
  {
    id: 'limits',
    title: 'What Latchkey can’t protect against',
    lead: 'Where it ends, said plainly.',
    blocks: [
      {
        points: [
          'After a fill the site has the value, and so has every script that the site loads, and every other extension with access to that site.',
          'A computer, browser or extension store that has been taken over.',
          'Anyone who sits at the browser while the vault is open.',
          'A weak master password, against someone with a copy of the disk. Each guess costs them time; a bad password falls all the same.',
          'A forgotten master password without a recovery code, a key or a backup.',
          'A page that draws a copy of Latchkey’s menu, prompt or window. The copy can release nothing, so never type the master password into a page.',
          'Another window that covers the menu in a page. The popup and the shortcut are the stronger ways.',
          'A lost profile of which there is no backup.',
          'Files in clear: exports for other programs, and what was printed.',
          'Old copies: what was deleted or replaced may stay on the disk, sealed, for a while, and in backups for as long as they last.',
          'Clipboard histories, which keep what they took.',
        ],
      },
      'Nobody but its authors has reviewed Latchkey yet. Its format and its threat model are written down in its source.',
    ],
  },
];
