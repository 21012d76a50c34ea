// The names of what an item is and holds, as a person reads them: kinds, shelves, fields, rules. Whole sentences stand in
// texts.ts.

import type { CustomFieldKind, ItemKind, MatchRule, Shelf } from '../generated/core.js';
import type { CardField, IdentityField } from './contents.js';

/** What an item of each kind is called. */
export const kindNames: Record<ItemKind, string> = {
  login: 'Login',
  card: 'Card',
  identity: 'Identity',
  note: 'Note',
  custom: 'Other item',
  unknown: 'Made by a newer Latchkey',
};

export const shelfNames: Record<Shelf, string> = { items: 'Items', archive: 'Archive', trash: 'Trash' };

export const cardNames: Record<CardField, string> = {
  name: 'Name on the card',
  number: 'Card number',
  expiryMonth: 'Expiry month',
  expiryYear: 'Expiry year',
  securityCode: 'Security code',
  pin: 'PIN',
  brand: 'Brand',
  issuer: 'Bank',
  validFrom: 'Valid from',
};

export const identityNames: Record<IdentityField, string> = {
  honorificPrefix: 'Form of address',
  givenName: 'First name',
  additionalName: 'Middle name',
  familyName: 'Last name',
  birthday: 'Birthday',
  sex: 'Sex',
  organization: 'Organisation',
  organizationTitle: 'Position',
  email: 'E-mail',
  tel: 'Telephone',
  streetAddress: 'Street',
  city: 'City',
  region: 'State or province',
  postalCode: 'Postal code',
  country: 'Country',
  username: 'User name',
  nationalId: 'National insurance number',
  passport: 'Passport number',
  drivingLicence: 'Driving licence',
};

export const ruleNames: Record<MatchRule, string> = {
  domain: 'Whole site',
  host: 'This host only',
  'starts-with': 'Addresses that begin so',
  exact: 'This very address',
  'regular-expression': 'Regular expression',
  never: 'No page',
  unknown: 'A rule of a newer Latchkey',
};

export const fieldKindNames: Record<CustomFieldKind, string> = {
  text: 'Text',
  hidden: 'Hidden',
  boolean: 'Yes or no',
  date: 'Date',
  url: 'Address',
  linked: 'Same as',
  unknown: 'Made by a newer Latchkey',
};
