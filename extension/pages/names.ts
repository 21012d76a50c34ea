// The names of what an item is and holds, as a person reads them: kinds, shelves, fields, rules. Whole sentences stand in
// texts.ts.

import type { CustomFieldKind, ItemKind, MatchRule, Shelf } from '../generated/core.js';
import type { CardField, IdentityField } from './contents.js';
import { say, texts } from './say.js';

/** What an item of each kind is called. */
export const kindNames = texts(
  (): Record<ItemKind, string> => ({
    login: say('kindNames_login'),
    card: say('kindNames_card'),
    identity: say('kindNames_identity'),
    note: say('kindNames_note'),
    custom: say('kindNames_custom'),
    unknown: say('kindNames_unknown'),
  }),
);

export const shelfNames = texts(
  (): Record<Shelf, string> => ({
    items: say('shelfNames_items'),
    archive: say('shelfNames_archive'),
    trash: say('shelfNames_trash'),
  }),
);

export const cardNames = texts(
  (): Record<CardField, string> => ({
    name: say('cardNames_name'),
    number: say('cardNames_number'),
    expiryMonth: say('cardNames_expiryMonth'),
    expiryYear: say('cardNames_expiryYear'),
    securityCode: say('cardNames_securityCode'),
    pin: say('cardNames_pin'),
    brand: say('cardNames_brand'),
    issuer: say('cardNames_issuer'),
    validFrom: say('cardNames_validFrom'),
  }),
);

export const identityNames = texts(
  (): Record<IdentityField, string> => ({
    honorificPrefix: say('identityNames_honorificPrefix'),
    givenName: say('identityNames_givenName'),
    additionalName: say('identityNames_additionalName'),
    familyName: say('identityNames_familyName'),
    birthday: say('identityNames_birthday'),
    sex: say('identityNames_sex'),
    organization: say('identityNames_organization'),
    organizationTitle: say('identityNames_organizationTitle'),
    email: say('identityNames_email'),
    tel: say('identityNames_tel'),
    streetAddress: say('identityNames_streetAddress'),
    city: say('identityNames_city'),
    region: say('identityNames_region'),
    postalCode: say('identityNames_postalCode'),
    country: say('identityNames_country'),
    username: say('identityNames_username'),
    nationalId: say('identityNames_nationalId'),
    passport: say('identityNames_passport'),
    drivingLicence: say('identityNames_drivingLicence'),
  }),
);

export const ruleNames = texts(
  (): Record<MatchRule, string> => ({
    domain: say('ruleNames_domain'),
    host: say('ruleNames_host'),
    'starts-with': say('ruleNames_startsWith'),
    exact: say('ruleNames_exact'),
    'regular-expression': say('ruleNames_regularExpression'),
    never: say('ruleNames_never'),
    unknown: say('ruleNames_unknown'),
  }),
);

export const fieldKindNames = texts(
  (): Record<CustomFieldKind, string> => ({
    text: say('fieldKindNames_text'),
    hidden: say('fieldKindNames_hidden'),
    boolean: say('fieldKindNames_boolean'),
    date: say('fieldKindNames_date'),
    url: say('fieldKindNames_url'),
    linked: say('fieldKindNames_linked'),
    unknown: say('fieldKindNames_unknown'),
  }),
);
