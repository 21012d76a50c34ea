// The login pages of the real apps as data: where each stands, how a person signs in there, and what shows that it
// worked. It starts nothing and knows nothing of Latchkey.

/** @typedef {import('../driver/page.mjs').Selector} Selector */

/** The same account everywhere. */
export const ACCOUNT = { user: 'demo', password: 'demo-Pass-1' };
/** The account whose sign-in asks for a one-time code as well; its secret in base32. */
export const TOTP_ACCOUNT = { user: 'demo2fa', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' };
/** Accounts of the Django apps with the same password, for what changes an account: each serves once. */
export const SPARES = Array.from({ length: 30 }, (_, index) => `spare${index}`);
/** The address of an account of the Django apps. @param {string} user */
export const mailOf = (user) => `${user}@realapps.example`;

const SIGNED_IN = { css: 'h1', text: 'Signed in' };
const REFUSED = { css: 'h1', text: 'Wrong user name or password' };

/**
 * A login page of an app: `submit` sends it (absent: Enter in the last field does), `success` is what the app itself
 * shows to somebody who has signed in.
 * @typedef {object} LoginPage
 * @property {string} name
 * @property {string} app
 * @property {string[]} packages Whose versions the app is, as its lock file names them.
 * @property {string} kind What is special about it, for docs/coverage.md.
 * @property {string} path
 * @property {string} [user] Absent where the app asks for a password only.
 * @property {string} [password] Absent where it asks for none.
 * @property {Selector} [userField]
 * @property {Selector} [passwordField]
 * @property {Selector} [submit]
 * @property {CodeStep} [code] A second step that asks for a code.
 * @property {Selector} success
 * @property {Selector} [refused] What it shows to somebody whose password is wrong.
 *
 * @typedef {object} CodeStep
 * @property {'saved' | 'mailed'} from Made of the secret that is saved with the login, or sent by mail.
 * @property {Selector} field
 * @property {Selector} submit
 */

/** @type {LoginPage[]} */
export const PAGES = [
  {
    name: 'django-admin',
    app: 'django',
    packages: ['django'],
    kind: 'a plain form',
    path: '/admin/login/?next=/done/',
    ...ACCOUNT,
    userField: '#id_username',
    passwordField: '#id_password',
    submit: '[type=submit]',
    success: SIGNED_IN,
    refused: '.errornote',
  },
  {
    name: 'allauth',
    app: 'django',
    packages: ['django-allauth'],
    kind: 'a form beside a passkey button; the user name calls itself an e-mail address',
    path: '/accounts/login/?next=/done/',
    ...ACCOUNT,
    userField: '#id_login',
    passwordField: '#id_password',
    submit: { css: 'button[type=submit]', nth: 0 },
    success: SIGNED_IN,
    refused: '.errorlist',
  },
  {
    name: 'allauth-code',
    app: 'django',
    packages: ['django-allauth'],
    kind: 'no password: an e-mail address, then a code that is sent there',
    path: '/accounts/login/code/?next=/done/',
    user: mailOf(ACCOUNT.user),
    userField: '#id_email',
    submit: { css: 'button[type=submit]', nth: 0 },
    code: { from: 'mailed', field: '#id_code', submit: { css: 'button[type=submit]', nth: 0 } },
    success: SIGNED_IN,
  },
  {
    name: 'two-factor',
    app: 'django',
    packages: ['django-two-factor-auth'],
    kind: 'a one-time code on a second step',
    path: '/account/login/?next=/done/',
    user: TOTP_ACCOUNT.user,
    password: ACCOUNT.password,
    userField: '#id_auth-username',
    passwordField: '#id_auth-password',
    submit: { css: 'button', text: 'Next' },
    code: { from: 'saved', field: '#id_token-otp_token', submit: { css: 'button', text: 'Next' } },
    success: SIGNED_IN,
    refused: '.errorlist',
  },
  {
    name: 'jupyter',
    app: 'jupyter',
    packages: ['jupyter-server'],
    kind: 'a password alone',
    path: '/login',
    password: ACCOUNT.password,
    passwordField: '#password_input',
    submit: '#login_submit',
    success: { css: 'body', text: 'A Jupyter Server is running' },
    refused: '.message',
  },
  {
    name: 'gradio',
    app: 'gradio',
    packages: ['gradio'],
    kind: 'Svelte, without a form element, names or autocomplete',
    path: '/',
    ...ACCOUNT,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: { css: 'button', text: 'Login' },
    success: SIGNED_IN,
    refused: { css: 'body', text: 'Incorrect' },
  },
  {
    name: 'nodered',
    app: 'nodered',
    packages: ['node-red'],
    kind: 'a dialog that jQuery builds late',
    path: '/',
    ...ACCOUNT,
    userField: '#node-dialog-login-username',
    passwordField: '#node-dialog-login-password',
    submit: '#node-dialog-login-submit',
    success: '#red-ui-workspace',
    refused: '#node-dialog-login-failed',
  },
  {
    name: 'shadow-shoelace',
    app: 'kits',
    packages: ['@shoelace-style/shoelace'],
    kind: 'Shoelace, inputs in open shadow roots',
    path: '/shoelace',
    ...ACCOUNT,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: 'sl-button',
    success: SIGNED_IN,
    refused: REFUSED,
  },
  {
    name: 'shadow-material',
    app: 'kits',
    packages: ['@material/web'],
    kind: 'Material Web, inputs in open shadow roots',
    path: '/material',
    ...ACCOUNT,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: 'md-filled-button',
    success: SIGNED_IN,
    refused: REFUSED,
  },
  {
    name: 'shadow-ui5',
    app: 'kits',
    packages: ['@ui5/webcomponents'],
    kind: 'UI5, inputs in open shadow roots, no names, autocomplete off',
    path: '/ui5',
    ...ACCOUNT,
    userField: { css: 'input', nth: 0 },
    passwordField: 'input[type=password]',
    submit: 'ui5-button',
    success: SIGNED_IN,
    refused: REFUSED,
  },
  {
    name: 'shadow-vaadin',
    app: 'kits',
    packages: ['@vaadin/login'],
    kind: 'Vaadin, inputs in slots',
    path: '/vaadin',
    ...ACCOUNT,
    userField: 'input[name=username]',
    passwordField: 'input[name=password]',
    submit: { css: 'vaadin-button', nth: 0 },
    success: SIGNED_IN,
    refused: REFUSED,
  },
  {
    name: 'shadow-closed',
    app: 'kits',
    packages: ['@shoelace-style/shoelace'],
    kind: 'Shoelace inside a closed shadow root',
    path: '/closed',
    ...ACCOUNT,
    // Nothing outside finds these fields; a person presses where they stand.
    userField: { css: 'closed-login', at: { x: 0.5, y: 0.28 } },
    passwordField: { css: 'closed-login', at: { x: 0.5, y: 0.65 } },
    success: SIGNED_IN,
    refused: REFUSED,
  },
];
