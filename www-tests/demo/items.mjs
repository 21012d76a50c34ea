// What lies in the vault of the demonstrations: logins for the demo sites first, then one item of each other kind, and
// those that are hard to draw.

import { ACCOUNTS } from './server.mjs';

/** Logins, for lists and pictures. */
export const LOGINS = [
  {
    title: 'Pier Street Goods',
    ...ACCOUNTS.shop,
    url: 'https://shop.example/login',
    notes: 'Delivery to the back door.',
  },
  { title: 'Harbour Bank', ...ACCOUNTS.bank, url: 'https://bank.example/' },
  { title: 'The Kiln', ...ACCOUNTS.forum, url: 'https://forum.example/' },
  {
    title: 'متجر أمل للكتب',
    username: 'maren+books@tideline.example',
    password: 'kitab-Amal-2031',
    url: 'https://books.example/',
  },
  {
    title: 'Tideline Rowing Club',
    username: 'maren@tideline.example',
    password: 'saturday-Soup-8',
    url: 'https://club.example/login',
  },
];

/** One item of each other kind. */
export const OTHER_KINDS = [
  {
    kind: 'card',
    title: 'Green card',
    folder: 'Home',
    card: {
      name: 'Maren Okafor',
      number: '4012 8888 8888 1881',
      expiryMonth: '05',
      expiryYear: '2031',
      securityCode: '417',
      pin: '9753',
    },
  },
  {
    kind: 'identity',
    title: 'Maren at home',
    folder: 'Home',
    identity: {
      givenName: 'Maren',
      familyName: 'Okafor',
      birthday: '1987-03-14',
      email: 'maren@tideline.example',
      tel: '+353 21 555 0134',
      streetAddress: '4 Ropewalk\nFlat 2',
      city: 'Cobh',
      postalCode: 'P24 X0X0',
      country: 'IE',
    },
  },
  { kind: 'note', title: 'Alarm at the boathouse', notes: 'Forty seconds to the panel.\nThe second key hangs inside.' },
];

const LONG = 'Harbour Bank joint household account with the green card, opened at the branch by the old ferry pier ';

/** What hardly fits: 300 letters with and without spaces, and names written from right to left. */
export const HARD = [
  {
    title: LONG.repeat(3).slice(0, 300),
    username: `${'maren.ines.household'.repeat(6)}@tideline.example`,
    password: 'x'.repeat(200),
    url: `https://${'branch-by-the-old-ferry-pier.'.repeat(6)}example/${'login/'.repeat(30)}`,
    folder: 'Everything that belongs to the household and to nobody in it',
    tags: ['shared with ines', 'a tag that goes on for longer than anybody would make one'],
    fields: [{ name: 'Number of the customer as it stands in the letter', value: '2210884019'.repeat(8) }],
    notes: 'm'.repeat(400),
  },
  { title: 'W'.repeat(300), username: 'w'.repeat(120), password: 'short-1', url: 'https://wide.example/' },
  {
    title: 'مصرف الميناء، الحساب المشترك للبيت مع البطاقة الخضراء',
    username: 'مارين.أوكافور',
    password: 'ميناء-Quay-1957',
    url: 'https://مصرف.example/',
    folder: 'البيت',
    tags: ['מקום', 'عائلة'],
    notes: 'يُفتح الباب الخلفي 7:30.\nנמל הישן',
  },
];

/** A one-time code by its address, of the usual kind. */
export const OTP = 'otpauth://totp/Harbour%20Bank?secret=JBSWY3DPEHPK3PXP';

/**
 * Adds items one after the other; → their ids.
 * @param {import('../driver/index.mjs').App} app
 * @param {object[]} items
 */
export async function addAll(app, items) {
  const ids = [];
  for (const item of items) ids.push((await app.addItem(item)).id);
  return ids;
}
