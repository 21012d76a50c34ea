// Articles on what is to be kept: the master password, moving, backups, and what to do when something fails.
// Plain English, brief, and true of this version: what does not work yet is said.

import type { Article } from './article.js';

export const keeping: readonly Article[] = [
  {
    id: 'master-password',
    title: 'A forgotten master password, and recovery',
    lead: 'Nobody can reset it. What opens the vault without it must be made while it is open.',
    blocks: [
      { heading: 'Before it happens' },
      {
        points: [
          'A recovery code: “Security”, “Recovery code”, “Make one”. Print it or save it, and type it back once. It opens everything, second factor or not, for whoever has it and this device.',
          'In Chromium a passkey or security key: “Add a key” in “Security”. Firefox does not serve these to extensions.',
          'A vault file or backup whose password you know.',
        ],
      },
      { heading: 'If it has happened' },
      {
        steps: [
          'Look whether Caps Lock is on or the keyboard has another language.',
          'On the unlock view choose “Use the recovery code”, or “Use a passkey or security key”, if there is one. Then choose a new master password.',
          'Is the vault still open somewhere in this browser? Write the vault file in “Take out” now: it takes a password of its own.',
          'With a vault file: in another browser profile, create a new vault and choose the file in “Bring in”.',
        ],
      },
      'Without any of these the vault stays closed for good. It does not forget: if the password comes back to you, it opens.',
      { heading: 'Changing it' },
      '“Security”, “Master password”, “Change”. If someone may know the old one, leave the choice for new keys as it is: an old copy of the vault then opens nothing that is written later. New keys also stop backups that write themselves, until you choose their password again.',
      { heading: 'A recovery code that is refused' },
      '“Mistyped” means that its check does not fit: compare it four characters at a time. A code that is well typed and opens nothing is an older one, or another vault’s: the sheet bears the vault’s first characters.',
    ],
  },
  {
    id: 'moving',
    title: 'Moving from another manager, and back',
    lead: 'Files of some forty kinds come in, and you can leave at any time.',
    blocks: [
      { heading: 'Bringing in' },
      {
        steps: [
          'In the other program, export to a file. Encrypted exports of Bitwarden, KeePass and Proton Pass can be read with their password.',
          'In the whole vault open “Bring in” and choose the file, or drop it there. Latchkey tells by its content what wrote it; you can say better.',
          'Look at what would be new, what is there already and what is similar. Nothing has changed so far.',
          'Bring it in. One press undoes all of it, as long as you stay on that page.',
          'Delete the file: most exports are readable by anyone. Deleting does not promise that no copy is left.',
        ],
      },
      'What has no place of its own becomes a field or a line of the notes, and the preview says so.',
      { heading: 'Taking out' },
      '“Take out”, “For another program” writes KeePass (KDBX 4), Bitwarden, the FIDO Credential Exchange Format and CSV. Files that are not encrypted say so and ask for the master password first.',
      'Attachments come along in KeePass files and Bitwarden’s zip. What a format has no room for stays in a field named “Latchkey”, and comes back from there.',
    ],
  },
  {
    id: 'backups',
    title: 'Backups',
    lead: 'The vault lies in one browser profile. A backup is what is left when that is lost.',
    blocks: [
      {
        beware: 'Removing the extension, or losing the browser profile, loses the vault. Only a backup brings it back.',
      },
      { heading: 'By itself' },
      {
        steps: [
          'In the whole vault open “Take out”, “Backups”, “Set up backups”. Choose a password for the files; it may be the master password.',
          'Say how often, and how many are kept. The browser asks whether Latchkey may manage downloads.',
          'From then on the vault file goes into the folder “Latchkey” in your downloads, when you unlock or while the vault is open, if something has changed.',
        ],
      },
      'Only files that these backups wrote are removed, the oldest first. If you moved one away, it stays where you put it.',
      'If a backup fails, lacks a damaged item, or is old, the popup says so in one line above its foot.',
      { heading: 'By hand' },
      '“Take out”, “Vault file” writes the same file wherever your browser puts downloads.',
      'A disk that is lost takes its backups with it. Copy them to another disk or device from time to time, or let something else do it.',
      { heading: 'Restoring' },
      {
        steps: [
          'Open the whole vault, “Bring in”, and choose the file that ends in “.latchkey”.',
          'Type its password. Latchkey reads it to its end and shows what would be added. Nothing has changed so far.',
          'Add it. What is in your vault already stays as it is. Into an empty vault the settings come along.',
        ],
      },
      'Without a browser the program “latchkey” reads the same file: “latchkey list FILE”, “latchkey show FILE TITLE --reveal”. It is built from Latchkey’s source; the README there says how.',
      'For someone who must open your vault when you cannot, print the emergency sheet in “Take out”.',
    ],
  },
  {
    id: 'trouble',
    title: 'When something fails',
    lead: 'What messages mean, and what is safe meanwhile. A change is stored whole or not at all.',
    blocks: [
      { heading: 'The disk is full, or the browser’s storage does not work' },
      'The change was not stored and the vault is as it was. Free some space or start the browser again, then repeat it.',
      { heading: 'The vault can only be read' },
      {
        points: [
          'It is older than the one that was here last: an older browser profile was put back. If you did that yourself, choose “Use it as it is”; if not, find out who did.',
          'The ways into it were changed outside Latchkey: restore the browser profile from a backup, or change the master password with new keys.',
          'Parts are lost or damaged: copy the browser profile to a safe place first. Then go on without what is lost, or restore from a backup.',
        ],
      },
      { heading: 'The vault does not open at all' },
      'If its records are damaged, the unlock view offers to save the raw records. The program “latchkey” opens whatever in them still opens, with your master password. A backup is the better way if you have one.',
      { heading: 'A newer or an older version' },
      'A vault that a newer Latchkey wrote is left alone until you update. Vaults of trial versions, before the format was fixed, are refused.',
      { heading: 'Not enough memory' },
      'Checking the master password takes 64 MB or more for a second. Close some tabs and try again.',
      { heading: 'Changed or deleted in another window' },
      'The other change is stored, and what you typed is kept: save yours over it, take the other, or go back to the list.',
      { heading: 'A fault of Latchkey’s own' },
      'Close the window, open Latchkey again and repeat it. If it stays, “Report a problem” below gathers what helps to find it, without addresses, names or passwords.',
    ],
  },
];
