// The one table between Latchkey's roles (WHATWG autocomplete tokens and what they lack) and the labels of the form
// evaluation sets. What has no row is the label `none`: search boxes and all that is never filled.

/** @type {Readonly<Record<string, string>>} */
const LABELS = {
  // Our `username` takes a user name, or either user name or e-mail address.
  username: 'usernameOrEmail',
  email: 'emailAddress',
  'current-password': 'password.current',
  'new-password': 'password.new',
  'one-time-code': 'otp',
  'cc-name': 'cardName',
  'cc-number': 'cardNumber',
  'cc-exp': 'cardExpiry',
  'cc-exp-month': 'cardExpiryMonth',
  'cc-exp-year': 'cardExpiryYear',
  'cc-csc': 'cardSecurityCode',
  name: 'fullName',
  'given-name': 'firstName',
  'additional-name': 'middleName',
  'family-name': 'lastName',
  tel: 'phone',
  'tel-country-code': 'addressCountryCode',
  'address-line1': 'addressStreet',
  'address-line2': 'addressStreet2',
  'address-level2': 'addressCity',
  'address-level1': 'addressProvince',
  'postal-code': 'addressPostalCode',
  country: 'addressCountryCode',
  bday: 'birthday',
  'bday-day': 'birthdayDay',
  'bday-month': 'birthdayMonth',
  'bday-year': 'birthdayYear',
};

/** @param {string} role */
export const labelOf = (role) => LABELS[role] ?? 'none';
