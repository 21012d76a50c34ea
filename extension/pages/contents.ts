// What items of each kind are made of: empty contents, and the fields of cards and identities in the order of their view.
// Names of fields follow WHATWG autocomplete; the words for them stand in texts.ts. It decides nothing.

import type { Card, CustomField, Identity, ItemContent, ItemKind, Login, SavedUrl } from '../generated/core.js';

/** Fields of a newer version: none in what is made here. */
const none = (): Uint8Array => new Uint8Array();

export const blankUrl = (url: string): SavedUrl => ({ url, rule: 'domain', rest: none() });

export const blankField = (): CustomField => ({ name: '', kind: 'text', value: '', section: '', rest: none() });

const blankLogin = (): Login => ({
  usernames: [],
  password: '',
  urls: [],
  otp: '',
  passkeys: [],
  offersSecondFactor: false,
  rest: none(),
});

const blankCard = (): Card => ({
  name: '',
  number: '',
  expiryMonth: '',
  expiryYear: '',
  securityCode: '',
  pin: '',
  brand: '',
  issuer: '',
  validFrom: '',
  rest: none(),
});

const blankIdentity = (): Identity => ({
  honorificPrefix: '',
  givenName: '',
  additionalName: '',
  familyName: '',
  birthday: '',
  sex: '',
  organization: '',
  organizationTitle: '',
  email: '',
  tel: '',
  streetAddress: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
  username: '',
  nationalId: '',
  passport: '',
  drivingLicence: '',
  rest: none(),
});

/** A new item of a kind, with nothing in it but what its fields need to stand. */
export const blankContent = (kind: ItemKind): ItemContent => ({
  kind,
  label: '',
  title: '',
  notes: '',
  folder: '',
  tags: [],
  favourite: false,
  archived: false,
  guarded: false,
  login: kind === 'login' ? blankLogin() : undefined,
  card: kind === 'card' ? blankCard() : undefined,
  identity: kind === 'identity' ? blankIdentity() : undefined,
  fields: kind === 'custom' ? [blankField()] : [],
  rest: none(),
});

/** Kinds that a user can choose for a new item. */
export const KINDS = ['login', 'card', 'identity', 'note', 'custom'] as const satisfies readonly ItemKind[];

export type CardField = Exclude<keyof Card, 'rest'>;
export type IdentityField = Exclude<keyof Identity, 'rest'>;

export const CARD_FIELDS: readonly CardField[] = [
  'name',
  'number',
  'expiryMonth',
  'expiryYear',
  'securityCode',
  'pin',
  'brand',
  'issuer',
  'validFrom',
];
/** Fields of a card that are covered until they are asked for. */
export const CARD_SECRETS: ReadonlySet<CardField> = new Set(['number', 'securityCode', 'pin']);

export const IDENTITY_FIELDS: readonly IdentityField[] = [
  'honorificPrefix',
  'givenName',
  'additionalName',
  'familyName',
  'birthday',
  'sex',
  'email',
  'tel',
  'streetAddress',
  'postalCode',
  'city',
  'region',
  'country',
  'organization',
  'organizationTitle',
  'username',
  'nationalId',
  'passport',
  'drivingLicence',
];
export const IDENTITY_SECRETS: ReadonlySet<IdentityField> = new Set(['nationalId', 'passport', 'drivingLicence']);
