/* tslint:disable */
/* eslint-disable */
/**
 * A PIN.
 */
export interface PinWish {
    /**
     * Digits, 3 to 12.
     */
    length: number;
}

/**
 * A factor of a slot to be made.
 */
export interface NewFactor {
    /**
     * What is needed to ask for it.
     */
    info: FactorInfo;
    /**
     * 32 bytes that it gave.
     */
    output: Uint8Array;
}

/**
 * A factor of a slot, and what is needed to ask for it.
 */
export interface FactorInfo {
    /**
     * What it is.
     */
    kind: FactorKind;
    /**
     * Of a password.
     */
    kdf: KdfParams | undefined;
    /**
     * Of a passkey or security key.
     */
    prf: PrfParams | undefined;
}

/**
 * A field of the user's own.
 */
export interface CustomField {
    /**
     * Its name; several may have the same.
     */
    name: string;
    /**
     * What it holds.
     */
    kind: CustomFieldKind;
    /**
     * Its value.
     */
    value: string;
    /**
     * The heading that it stands under; may be empty.
     */
    section: string;
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * A file that another program wrote. Untrusted.
 */
export interface ImportFile {
    /**
     * Its name, with a path if it came out of a folder.
     */
    name: string;
    /**
     * Its bytes.
     */
    bytes: Uint8Array;
}

/**
 * A file that belongs to an item that was read.
 */
export interface ImportedFile {
    /**
     * File name.
     */
    name: string;
    /**
     * Media type; may be empty.
     */
    mediaType: string;
    /**
     * Its bytes.
     */
    bytes: Uint8Array;
}

/**
 * A file that belongs to an item, without its key.
 */
export interface Attachment {
    /**
     * 32 hex digits.
     */
    id: string;
    /**
     * File name, at most 255 characters.
     */
    name: string;
    /**
     * Media type; may be empty.
     */
    mediaType: string;
    /**
     * Length in bytes.
     */
    size: number;
    /**
     * When it was added.
     */
    addedMs: number;
}

/**
 * A form, or a group of fields without a form element. Untrusted.
 */
export interface FormSnapshot {
    /**
     * The URL that it would be sent to, resolved; empty if there is no form element or no `action` attribute.
     */
    action: string;
    /**
     * `get`, `post` or `dialog`; empty without a form element.
     */
    method: string;
    /**
     * Name, id and class of the form, joined by blanks.
     */
    name: string;
    /**
     * Legends and headings in it or just before it, then the paragraph before it.
     */
    text: string;
    /**
     * Texts of its buttons.
     */
    buttons: string[];
}

/**
 * A login that the user may save.
 */
export interface Offer {
    /**
     * What saving would do.
     */
    kind: OfferKind;
    /**
     * The item that would change.
     */
    base: ItemBase | undefined;
    /**
     * Title of the item, or one for the new item.
     */
    title: string;
    /**
     * User name.
     */
    username: string;
    /**
     * Password.
     */
    password: string;
    /**
     * Origin that it was sent from.
     */
    origin: string;
    /**
     * Folder of the item that would change; empty for none.
     */
    folder: string;
}

/**
 * A login that was seen being sent, before it is sealed to the vault's inbox.
 */
export interface Draft {
    /**
     * The submitting document, by the browser's word: its whole address, or its origin alone.
     */
    origin: string;
    /**
     * What the form was for; of a user name that the page only showed, [`Purpose::Other`].
     */
    purpose: Purpose;
    /**
     * User name or e-mail address; empty if the step had none.
     */
    username: string;
    /**
     * The password to keep: the new one where one was chosen; empty if the step had none.
     */
    password: string;
    /**
     * The password before the change, where the form asked for it.
     */
    oldPassword: string;
    /**
     * A title for a new item, from the page.
     */
    title: string;
    /**
     * When it was seen.
     */
    seenMs: number;
}

/**
 * A login that was sent, sealed to the vault's inbox, with what must be known of it while the vault is locked.
 */
export interface Captured {
    /**
     * The draft.
     */
    sealed: Uint8Array;
    /**
     * A step of its own that holds the user name which the page only showed; empty for none.
     */
    shown: Uint8Array;
    /**
     * It holds a password.
     */
    complete: boolean;
    /**
     * Its password was chosen there: a sign-up, a change, a reset.
     */
    chosen: boolean;
}

/**
 * A login whose password is in a known breach.
 */
export interface ExposedLogin {
    /**
     * 32 hex digits.
     */
    id: string;
    /**
     * How often it was seen.
     */
    count: number;
}

/**
 * A login's fields.
 */
export interface Login {
    /**
     * User names and e-mail addresses, the one that is filled first. At most 20, each 1,000 characters.
     */
    usernames: string[];
    /**
     * Password, at most 10,000 characters.
     */
    password: string;
    /**
     * Addresses, at most 50.
     */
    urls: SavedUrl[];
    /**
     * One-time code: an `otpauth:` or `steam:` address, or raw text that gives no code; empty for none.
     */
    otp: string;
    /**
     * Passkeys, at most 50.
     */
    passkeys: Passkey[];
    /**
     * The user says that the site offers a second factor.
     */
    offersSecondFactor: boolean;
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * A one-time code and when it holds.
 */
export interface OtpCode {
    /**
     * The code.
     */
    code: string;
    /**
     * The first moment of its period; absent for a counter's code.
     */
    validFromMs: number | undefined;
    /**
     * The first moment at which it is no longer shown; absent for a counter's code.
     */
    validUntilMs: number | undefined;
}

/**
 * A page's forms and fields without their values, as a content script read them. Untrusted.
 */
export interface PageSnapshot {
    /**
     * `document.title`.
     */
    title: string;
    /**
     * `lang` of the document element.
     */
    lang: string;
    /**
     * Texts of the first visible headings, at most 8.
     */
    headings: string[];
    /**
     * Forms and, for fields without one, the groups they stand in.
     */
    forms: FormSnapshot[];
    /**
     * Fields in document order through open and closed shadow roots, at most 500.
     */
    fields: FieldSnapshot[];
}

/**
 * A passkey, kept without loss (WebAuthn level 3, sections 4 and 6.1).
 */
export interface Passkey {
    /**
     * Credential id.
     */
    credentialId: Uint8Array;
    /**
     * Relying party's id: a domain.
     */
    rpId: string;
    /**
     * Relying party's name.
     */
    rpName: string;
    /**
     * User handle.
     */
    userHandle: Uint8Array;
    /**
     * User name.
     */
    userName: string;
    /**
     * User's display name.
     */
    userDisplayName: string;
    /**
     * Private key: PKCS#8 in DER.
     */
    privateKey: Uint8Array;
    /**
     * COSE algorithm (-7 for ES256); 0 if the source did not say.
     */
    algorithm: number;
    /**
     * Signature counter.
     */
    counter: number;
    /**
     * Whether it can be found without its credential id.
     */
    discoverable: boolean;
    /**
     * When it was created; 0 if the source did not say.
     */
    createdMs: number;
    /**
     * What else the source said of it, by name: kept for an export.
     */
    others: CustomField[];
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * A passphrase of words of EFF's large list.
 */
export interface PassphraseWish {
    /**
     * Words, 3 to 12.
     */
    words: number;
    /**
     * What stands between them: up to three ASCII signs or spaces.
     */
    separator: string;
    /**
     * Whether each word begins with a capital.
     */
    capitals: boolean;
    /**
     * Whether a digit stands behind one of the words.
     */
    number: boolean;
}

/**
 * A password of characters. A class that is absent is left out; a number says how many there are at least, 0 to 5.
 */
export interface PasswordWish {
    /**
     * Characters, 8 to 128.
     */
    length: number;
    /**
     * a to z.
     */
    lower: number | undefined;
    /**
     * A to Z.
     */
    upper: number | undefined;
    /**
     * 0 to 9.
     */
    digits: number | undefined;
    /**
     * Signs that nearly every site takes.
     */
    signs: number | undefined;
    /**
     * Leave out what is easily taken for something else: 0 O o, 1 I l.
     */
    excludeAmbiguous: boolean;
}

/**
 * A password that a login had before.
 */
export interface PastPassword {
    /**
     * The password.
     */
    password: string;
    /**
     * When it was replaced.
     */
    replacedMs: number;
    /**
     * Fields of a newer version.
     */
    rest: Uint8Array;
}

/**
 * A password that was generated.
 */
export interface GeneratedPassword {
    /**
     * The password.
     */
    password: string;
    /**
     * Origin of the page it was inserted into; empty if it was copied.
     */
    origin: string;
    /**
     * When.
     */
    madeMs: number;
}

/**
 * A payment card's fields, by the names of WHATWG autocomplete.
 */
export interface Card {
    /**
     * `cc-name`.
     */
    name: string;
    /**
     * `cc-number`, as the user wrote it.
     */
    number: string;
    /**
     * `cc-exp`, month: `01` to `12`, or raw text.
     */
    expiryMonth: string;
    /**
     * `cc-exp`, year of four digits, or raw text.
     */
    expiryYear: string;
    /**
     * `cc-csc`.
     */
    securityCode: string;
    /**
     * The number that is typed at a terminal.
     */
    pin: string;
    /**
     * `cc-type`.
     */
    brand: string;
    /**
     * The bank.
     */
    issuer: string;
    /**
     * `YYYY-MM`, or raw text.
     */
    validFrom: string;
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * A person's fields, by the names of WHATWG autocomplete where there are any.
 */
export interface Identity {
    /**
     * `honorific-prefix`.
     */
    honorificPrefix: string;
    /**
     * `given-name`.
     */
    givenName: string;
    /**
     * `additional-name`.
     */
    additionalName: string;
    /**
     * `family-name`.
     */
    familyName: string;
    /**
     * `bday`: `YYYY-MM-DD`, or raw text.
     */
    birthday: string;
    /**
     * `sex`.
     */
    sex: string;
    /**
     * `organization`.
     */
    organization: string;
    /**
     * `organization-title`.
     */
    organizationTitle: string;
    /**
     * `email`.
     */
    email: string;
    /**
     * `tel`.
     */
    tel: string;
    /**
     * `street-address`, lines parted by line breaks.
     */
    streetAddress: string;
    /**
     * `address-level2`: city.
     */
    city: string;
    /**
     * `address-level1`: province, state.
     */
    region: string;
    /**
     * `postal-code`.
     */
    postalCode: string;
    /**
     * `country`: ISO 3166-1 alpha-2, or a name.
     */
    country: string;
    /**
     * `username`.
     */
    username: string;
    /**
     * Social security or national insurance number.
     */
    nationalId: string;
    /**
     * Passport number.
     */
    passport: string;
    /**
     * Driving licence number.
     */
    drivingLicence: string;
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * A random address.
 */
export interface CatchAllWish {
    /**
     * The domain.
     */
    domain: string;
}

/**
 * A random word as a user name.
 */
export interface RandomWordWish {
    /**
     * Whether it begins with a capital.
     */
    capitals: boolean;
    /**
     * Whether four digits stand behind it.
     */
    number: boolean;
}

/**
 * A saved address.
 */
export interface SavedUrl {
    /**
     * As the browser's `URL` serialises it, or raw text that matches nothing. At most 2,000 characters.
     */
    url: string;
    /**
     * Which pages it matches.
     */
    rule: MatchRule;
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * A staged change that writes one item.
 */
export interface ItemChange {
    /**
     * Id of the item, 32 hex digits; a new one if the item is new.
     */
    id: string;
    /**
     * The records to commit.
     */
    change: Change;
}

/**
 * A staged change: to be committed in one transaction, or not at all.
 */
export interface Change {
    /**
     * Records to write, whole.
     */
    writes: Record[];
    /**
     * Keys of records to delete.
     */
    deletes: string[];
    /**
     * Beginnings of keys: all records that have one are deleted.
     */
    deletePrefixes: string[];
    /**
     * The bytes that `root` must still hold in the transaction; empty if no vault may exist.
     */
    expectedRoot: Uint8Array;
}

/**
 * A value that the user sent with a form. Untrusted.
 */
export interface FieldValue {
    /**
     * Index of the field in the snapshot.
     */
    field: number;
    /**
     * Its value.
     */
    value: string;
    /**
     * A person typed it, the browser or Latchkey filled it in; the page's own scripts did not.
     */
    given: boolean;
}

/**
 * A way into the vault to be made: what its factors are and what they gave.
 */
export interface NewSlot {
    /**
     * In ascending order of kind.
     */
    factors: NewFactor[];
}

/**
 * A way into the vault, as its header tells it.
 */
export interface SlotInfo {
    /**
     * Its factors, in ascending order of kind; all are needed.
     */
    factors: FactorInfo[];
}

/**
 * All of an item that the user edits.
 */
export interface ItemContent {
    /**
     * What it is.
     */
    kind: ItemKind;
    /**
     * What the user calls an item of this kind (`SSH key`), for custom items; may be empty.
     */
    label: string;
    /**
     * Its name in the list; may be empty, then the first address's host stands for it. At most 1,000 characters.
     */
    title: string;
    /**
     * Free text, at most 100,000 characters.
     */
    notes: string;
    /**
     * Folder, nested by slashes; empty for none.
     */
    folder: string;
    /**
     * Tags, in ascending order, none twice.
     */
    tags: string[];
    /**
     * Stands first in lists.
     */
    favourite: boolean;
    /**
     * Kept, but neither listed nor filled.
     */
    archived: boolean;
    /**
     * Asks for the master password before it is shown or filled.
     */
    guarded: boolean;
    /**
     * Of a login.
     */
    login: Login | undefined;
    /**
     * Of a card.
     */
    card: Card | undefined;
    /**
     * Of an identity.
     */
    identity: Identity | undefined;
    /**
     * Fields of the user's own, at most 200.
     */
    fields: CustomField[];
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * All that was read.
 */
export interface Import {
    /**
     * What wrote the files.
     */
    format: ImportFormat;
    /**
     * The items, in the order of the files.
     */
    items: ImportedItem[];
    /**
     * Folders that the files name, with and without items; nested by slashes.
     */
    folders: string[];
    /**
     * What became of things that belong to no item.
     */
    remarks: ImportRemark[];
}

/**
 * An address with a random tag.
 */
export interface PlusAddressWish {
    /**
     * The user's address; a tag that it has already is replaced.
     */
    address: string;
}

/**
 * An item as the user sees it.
 */
export interface Item {
    /**
     * 32 hex digits.
     */
    id: string;
    /**
     * Counts the item's writes from 1; an edit names the one it was made from.
     */
    revision: number;
    /**
     * What the user edits.
     */
    content: ItemContent;
    /**
     * When it was created.
     */
    createdMs: number;
    /**
     * When it was last changed.
     */
    changedMs: number;
    /**
     * When its password was set; 0 if it has none.
     */
    passwordSetMs: number;
    /**
     * When it was put into the trash; absent if it was not.
     */
    trashedMs: number | undefined;
    /**
     * Earlier passwords, newest first, at most 50.
     */
    history: PastPassword[];
    /**
     * Its files.
     */
    attachments: Attachment[];
}

/**
 * An item that was read, and fits the vault's limits, or that is to be written.
 */
export interface ImportedItem {
    /**
     * Its content.
     */
    content: ItemContent;
    /**
     * When it was created, if the source says.
     */
    createdMs: number | undefined;
    /**
     * When it was last changed, if the source says.
     */
    changedMs: number | undefined;
    /**
     * When its password was set, if the source says.
     */
    passwordSetMs: number | undefined;
    /**
     * How strong its password is, 0 to 4; absent if nobody judged it.
     */
    strength: number | undefined;
    /**
     * It lay in the trash.
     */
    trashed: boolean;
    /**
     * Earlier passwords, newest first.
     */
    history: PastPassword[];
    /**
     * Its files.
     */
    attachments: ImportedFile[];
    /**
     * What has no room of its own, and where it was kept.
     */
    remarks: ImportRemark[];
}

/**
 * An item that was read, beside those of the vault and those before it.
 */
export interface ImportMatch {
    /**
     * What it is.
     */
    verdict: ImportVerdict;
    /**
     * The vault's item that it is like.
     */
    id: string | undefined;
    /**
     * The item before it among those that were read that it is like, by its number.
     */
    twin: number | undefined;
}

/**
 * Argon2id parameters of a password slot.
 */
export interface KdfParams {
    /**
     * Memory in KiB, 65,536 (64 MiB) to 1,048,576 (1 GiB).
     */
    memoryKib: number;
    /**
     * Passes, 3 to 10.
     */
    passes: number;
    /**
     * Lanes, 1 to 4.
     */
    lanes: number;
    /**
     * Salt, exactly 32 bytes.
     */
    salt: Uint8Array;
}

/**
 * How a saved address matches a page.
 */
export type MatchReason = "this-address" | "pattern" | "same-site" | "equivalent";

/**
 * How a text for one-time codes was read: exactly one of the two is there.
 */
export interface OtpReading {
    /**
     * What it says.
     */
    otp: OtpDetails | undefined;
    /**
     * What is wrong with it.
     */
    fault: OtpFault | undefined;
}

/**
 * How codes follow one another.
 */
export type OtpKind = "totp" | "hotp" | "steam";

/**
 * How the user chose what to fill.
 */
export type Choice = "listed" | "direct" | "in-page";

/**
 * How to read files.
 */
export interface ImportOptions {
    /**
     * The user's word on what they are; absent if the content is to tell.
     */
    format: ImportFormat | undefined;
    /**
     * Their password.
     */
    password: string | undefined;
    /**
     * The key file of a KeePass database.
     */
    keyFile?: Uint8Array | undefined;
    /**
     * What each column of a CSV file holds, in its order; empty if their names are to tell.
     */
    columns: ColumnRole[];
}

/**
 * One field that will not be written.
 */
export interface FieldRefusal {
    /**
     * Index of the field in the snapshot.
     */
    field: number;
    /**
     * Its role.
     */
    role: Role;
    /**
     * Why not.
     */
    reason: Refusal;
}

/**
 * One input, select or textarea. Untrusted.
 */
export interface FieldSnapshot {
    /**
     * Index of its form in `forms`.
     */
    form: number;
    /**
     * `input`, `select` or `textarea`.
     */
    tag: string;
    /**
     * The `type` property, in lower case.
     */
    inputType: string;
    /**
     * `name`.
     */
    name: string;
    /**
     * `id`.
     */
    id: string;
    /**
     * `autocomplete`, in lower case.
     */
    autocomplete: string;
    /**
     * Its label: `for`, wrapping, `aria-label`, `aria-labelledby`, `title`; joined by blanks.
     */
    label: string;
    /**
     * `placeholder`.
     */
    placeholder: string;
    /**
     * The text just before it, if it has no label.
     */
    nearby: string;
    /**
     * Tag, name, id and label of the hosts of the shadow roots it stands in.
     */
    host: string;
    /**
     * `maxlength`; absent if none.
     */
    maxLength: number | undefined;
    /**
     * It has a box, is not clear, not covered, not off the page.
     */
    visible: boolean;
    /**
     * It is not disabled.
     */
    enabled: boolean;
    /**
     * It is read-only.
     */
    readOnly: boolean;
    /**
     * It is the document's active element.
     */
    focused: boolean;
    /**
     * Texts of the first options of a select, at most 16.
     */
    options: string[];
}

/**
 * One line of a list: what the overview knows, never a secret.
 */
export interface Row {
    /**
     * 32 hex digits.
     */
    id: string;
    /**
     * Counts the item's writes from 1.
     */
    revision: number;
    /**
     * What it is.
     */
    kind: ItemKind;
    /**
     * Title; never empty.
     */
    title: string;
    /**
     * User name; of a card, its last digits.
     */
    username: string;
    /**
     * Host of the first address as it is shown: both ways to write it, where there are two; or empty.
     */
    host: string;
    /**
     * Registrable domain of the first address (or its host), from which the mark's hue and cuts are made; or empty.
     */
    domain: string;
    /**
     * Folder; empty for none.
     */
    folder: string;
    /**
     * Tags.
     */
    tags: string[];
    /**
     * Stands first.
     */
    favourite: boolean;
    /**
     * Neither listed nor filled, but where the user looks into the archive.
     */
    archived: boolean;
    /**
     * Asks for the master password first.
     */
    guarded: boolean;
    /**
     * It gives one-time codes.
     */
    hasOtp: boolean;
    /**
     * It holds a passkey.
     */
    hasPasskey: boolean;
    /**
     * When it was put into the trash; absent if it was not.
     */
    trashedMs: number | undefined;
    /**
     * Why it stands under the current site; absent elsewhere.
     */
    reason: MatchReason | undefined;
    /**
     * The saved host that matched, shown beside a reason that is not `this-address`; of a pattern, the pattern.
     */
    matchedHost: string | undefined;
    /**
     * When the item was last changed.
     */
    changedMs: number;
    /**
     * When it was last filled or copied here; 0 if never.
     */
    usedMs: number;
}

/**
 * One login in the plot of strength and age.
 */
export interface HealthPoint {
    /**
     * 32 hex digits.
     */
    id: string;
    /**
     * 0 to 4, or 255.
     */
    strength: number;
    /**
     * Whole days since the password was set.
     */
    ageDays: number;
}

/**
 * One record of the vault as it lies in storage.
 */
export interface Record {
    /**
     * Its name, as `docs/format.md` lists them: `header`, `root`, `leaf/<00..ff>`, `item/<32 hex digits>`, …
     */
    key: string;
    /**
     * Its sealed bytes.
     */
    bytes: Uint8Array;
}

/**
 * One remark.
 */
export interface ImportRemark {
    /**
     * What became of it.
     */
    kind: RemarkKind;
    /**
     * What it is: the name of a field, a column, a file.
     */
    subject: string;
    /**
     * The line of the file that it stands on, from 1.
     */
    line: number | undefined;
}

/**
 * One value to write.
 */
export interface FieldWrite {
    /**
     * Index of the field in the snapshot that the plan was made from.
     */
    field: number;
    /**
     * Its role.
     */
    role: Role;
    /**
     * The value.
     */
    value: string;
    /**
     * Other ways to say it, by which a choice of a list may be found.
     */
    others: string[];
}

/**
 * The hash inside the code's HMAC.
 */
export type OtpAlgorithm = "sha1" | "sha256" | "sha512";

/**
 * The item that an edit was made from.
 */
export interface ItemBase {
    /**
     * 32 hex digits.
     */
    id: string;
    /**
     * The revision that was read.
     */
    revision: number;
}

/**
 * The part of a text for one-time codes that is at fault.
 */
export type OtpPart = "text" | "kind" | "label" | "secret" | "issuer" | "algorithm" | "digits" | "period" | "counter" | "encoder";

/**
 * The popup's list.
 */
export interface Listing {
    /**
     * Rows that match the current page, exact addresses first.
     */
    site: Row[];
    /**
     * All other rows that match the query: best first, or by time of change if the query is empty.
     */
    others: Row[];
    /**
     * How many other rows match the query, of which `others` may hold only the first.
     */
    found: number;
    /**
     * How many items lie on this shelf.
     */
    total: number;
    /**
     * The page's host in letters of its own alphabet, where those are not what its address is written in.
     */
    siteName: string | undefined;
    /**
     * A saved registrable domain that the page could be taken for, where nothing matches the page itself.
     */
    lookalike: string | undefined;
}

/**
 * The user's settings, sealed in the vault.
 */
export interface Settings {
    /**
     * Lock after so many minutes without use, 1 to 1,440; 0 means not by time.
     */
    lockAfterMinutes: number;
    /**
     * Lock when the system locks.
     */
    lockWithSystem: boolean;
    /**
     * Lock when the browser's last window closes.
     */
    lockWithLastWindow: boolean;
    /**
     * Clear a copied secret after so many seconds, 10 to 600; 0 means never.
     */
    clearClipboardSeconds: number;
    /**
     * A password of so many days is old, 1 to 3,650; 0 means never.
     */
    oldAfterDays: number;
    /**
     * Ask the range service for exposed passwords.
     */
    checkExposed: boolean;
    /**
     * Saving is never offered at all.
     */
    noOffers: boolean;
    /**
     * Rules for single sites.
     */
    sites: SiteRule[];
    /**
     * Groups of registrable domains that share their logins.
     */
    equivalentDomains: string[][];
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * What a column of a CSV file holds.
 */
export type ColumnRole = "title" | "url" | "username" | "password" | "notes" | "otp" | "folder" | "tags" | "favourite" | "archived" | "created" | "changed" | "password-set" | "field" | "hidden-field" | "ignored";

/**
 * What a custom field holds.
 */
export type CustomFieldKind = "text" | "hidden" | "boolean" | "date" | "url" | "linked" | "unknown";

/**
 * What a device remembers of the vault outside it, to notice when an older one is put in its place.
 */
export interface Seen {
    /**
     * The vault's id: 32 hex digits.
     */
    vaultId: string;
    /**
     * How many changes there had been.
     */
    sequence: number;
    /**
     * SHA-256 of the root record, 32 bytes.
     */
    rootHash: Uint8Array;
}

/**
 * What a field and its site take, to be shown.
 */
export interface FieldLimits {
    /**
     * Fewest characters, if they say so.
     */
    minLength: number | undefined;
    /**
     * Most characters, if they say so.
     */
    maxLength: number | undefined;
    /**
     * The signs they take; absent if any.
     */
    signs: string | undefined;
    /**
     * Whether there are rules that could not be read; they were passed over.
     */
    unreadable: boolean;
}

/**
 * What a field is for: WHATWG autocomplete tokens, and what they lack.
 */
export type Role = "username" | "email" | "current-password" | "new-password" | "one-time-code" | "cc-name" | "cc-number" | "cc-exp" | "cc-exp-month" | "cc-exp-year" | "cc-csc" | "name" | "given-name" | "additional-name" | "family-name" | "tel" | "tel-country-code" | "address-line1" | "address-line2" | "address-level2" | "address-level1" | "postal-code" | "country" | "organization" | "bday" | "bday-day" | "bday-month" | "bday-year" | "search" | "other";

/**
 * What a form is for.
 */
export type Purpose = "sign-in" | "sign-up" | "change-password" | "one-time-code" | "recovery" | "checkout" | "address" | "newsletter" | "search" | "contact" | "other";

/**
 * What a page is for and what its fields are.
 */
export interface Reading {
    /**
     * One role a field, in the order of the snapshot.
     */
    roles: FieldRole[];
    /**
     * One purpose a form, in the order of the snapshot.
     */
    purposes: Purpose[];
}

/**
 * What a person proves to be the one.
 */
export type FactorKind = "password" | "prf" | "recovery" | "device";

/**
 * What a text for one-time codes says.
 */
export interface OtpDetails {
    /**
     * How codes follow one another.
     */
    kind: OtpKind;
    /**
     * Who issued it; may be empty.
     */
    issuer: string;
    /**
     * For which account; may be empty.
     */
    account: string;
    /**
     * The hash.
     */
    algorithm: OtpAlgorithm;
    /**
     * Characters of a code, 5 (Steam) or 6 to 10.
     */
    digits: number;
    /**
     * Seconds for which a code is shown, 1 to 3,600; 0 for a counter.
     */
    periodSeconds: number;
    /**
     * The next code's number, at most 2⁵³ − 1; 0 where time counts.
     */
    counter: number;
    /**
     * All of it in canonical form, with the secret: what an item stores.
     */
    uri: string;
}

/**
 * What an editor, a save prompt or an import gives to be stored.
 */
export interface ItemInput {
    /**
     * The item to change with the revision it was read at; absent for a new one.
     */
    base: ItemBase | undefined;
    /**
     * All of its content.
     */
    content: ItemContent;
    /**
     * Strength of its password, 0 to 4 (zxcvbn); absent if nobody scored it.
     */
    strength: number | undefined;
}

/**
 * What an item is.
 */
export type ItemKind = "login" | "card" | "identity" | "note" | "custom" | "unknown";

/**
 * What an item that was read is beside those of the vault.
 */
export type ImportVerdict = "new" | "same" | "similar";

/**
 * What became of something that has no room of its own.
 */
export type RemarkKind = "kept-as-field" | "kept-in-notes" | "kept-as-tag" | "kept-as-file" | "file-missing" | "left-out" | "odd-bytes" | "unescaped" | "quote-not-closed" | "unreadable";

/**
 * What files seem to be, before they are read.
 */
export interface ImportSurvey {
    /**
     * What wrote them.
     */
    format: ImportFormat;
    /**
     * They need a password.
     */
    needsPassword: boolean;
    /**
     * They may need a key file.
     */
    takesKeyFile: boolean;
    /**
     * Names of the columns of a CSV file that no program is known for.
     */
    columns: string[];
    /**
     * What its columns seem to hold.
     */
    roles: ColumnRole[];
    /**
     * Its first rows, at most three.
     */
    rows: string[][];
}

/**
 * What is changed of many items at once; each change has two texts, *from* and *to*.
 */
export type Refile = "folder" | "tag" | "favourite" | "archived" | "trashed";

/**
 * What is needed to ask a passkey or security key.
 */
export interface PrfParams {
    /**
     * Relying party's id, at most 255 characters.
     */
    rpId: string;
    /**
     * Credential id, at most 1,023 bytes.
     */
    credentialId: Uint8Array;
    /**
     * The PRF's input, exactly 32 bytes.
     */
    salt: Uint8Array;
    /**
     * The browser that it was made in: it works in no other. At most 100 characters.
     */
    browser: string;
}

/**
 * What is to be made.
 */
export type Wish = ({ kind: "password" } & PasswordWish) | ({ kind: "passphrase" } & PassphraseWish) | ({ kind: "pin" } & PinWish) | ({ kind: "random-word" } & RandomWordWish) | ({ kind: "plus-address" } & PlusAddressWish) | ({ kind: "catch-all" } & CatchAllWish);

/**
 * What is wrong with a part.
 */
export type OtpFlaw = "missing" | "malformed" | "repeated";

/**
 * What is wrong with the passwords in use. Ids are 32 hex digits; archive and trash are passed over.
 */
export interface Health {
    /**
     * Logins with a password.
     */
    counted: number;
    /**
     * Scored 0 to 2 of 4.
     */
    weak: string[];
    /**
     * Logins that share a password, group by group.
     */
    reused: string[][];
    /**
     * Their password was set longer ago than the settings allow.
     */
    old: string[];
    /**
     * Saved for an address without encryption.
     */
    insecureAddress: string[];
    /**
     * The site offers a second factor, and the item has none.
     */
    lacksSecondFactor: string[];
    /**
     * Found in a known breach when it was last asked for.
     */
    exposed: ExposedLogin[];
    /**
     * Nobody scored their password yet.
     */
    unscored: string[];
    /**
     * For the plot: strength (0 to 4; 255 if nobody scored it) and age in days of each.
     */
    points: HealthPoint[];
}

/**
 * What one answer of the range service says of the passwords that it was asked for.
 */
export interface RangeAnswer {
    /**
     * The five hex digits that were asked for.
     */
    prefix: string;
    /**
     * The answer: lines of 35 hex digits, a colon and a count; lines with the count 0 are padding.
     */
    lines: string;
}

/**
 * What one factor gave.
 */
export interface FactorProof {
    /**
     * What it is.
     */
    kind: FactorKind;
    /**
     * 32 bytes: Argon2id's output, the PRF's, or the recovery code's.
     */
    output: Uint8Array;
}

/**
 * What one field is for, as understood.
 */
export interface FieldRole {
    /**
     * Index of the field in the snapshot.
     */
    field: number;
    /**
     * Its role.
     */
    role: Role;
    /**
     * 0 to 1.
     */
    confidence: number;
}

/**
 * What restoring a vault file would do.
 */
export interface RestorePlan {
    /**
     * When the file was made.
     */
    madeMs: number;
    /**
     * How many items would be added.
     */
    adds: number;
    /**
     * How many files come with them.
     */
    files: number;
    /**
     * How many items are there already.
     */
    there: number;
    /**
     * Guarded items are among those to be added: the master password is needed.
     */
    guarded: boolean;
    /**
     * The vault is empty: the file's settings come along.
     */
    intoEmpty: boolean;
    /**
     * Titles of what would be added, at most 200.
     */
    titles: string[];
}

/**
 * What saving would do.
 */
export type OfferKind = "new" | "update" | "add-address";

/**
 * What the browser (not the page) says of a document.
 */
export interface FrameContext {
    /**
     * URL of the document.
     */
    url: string;
    /**
     * Origin of the document as the browser serialises it; `null` if opaque.
     */
    origin: string;
    /**
     * Origins of all ancestors from the parent to the top; empty for a top document.
     */
    ancestors: string[];
}

/**
 * What the field that is to be filled says of itself. It comes from the page and goes before the wish.
 */
export interface FieldDemands {
    /**
     * The attribute `passwordrules`, or what is known of the site in the same language; may be empty.
     */
    passwordRules: string;
    /**
     * The attribute `minlength`.
     */
    minLength: number | undefined;
    /**
     * The attribute `maxlength`.
     */
    maxLength: number | undefined;
    /**
     * How many candidates the field's `pattern` has refused so far: later ones are made in other ways.
     */
    refused: number;
}

/**
 * What the user changed in an offer before accepting it.
 */
export interface OfferEdits {
    /**
     * Title, if changed.
     */
    title: string | undefined;
    /**
     * User name, if changed.
     */
    username: string | undefined;
    /**
     * Password, if changed.
     */
    password: string | undefined;
    /**
     * Folder, if changed.
     */
    folder: string | undefined;
    /**
     * Strength of the password as it is accepted, 0 to 4 (zxcvbn); absent if nobody scored it.
     */
    strength: number | undefined;
    /**
     * Keep it as a new item although it could update one.
     */
    asNew: boolean | undefined;
}

/**
 * What the user decided for one host.
 */
export interface SiteRule {
    /**
     * The host.
     */
    host: string;
    /**
     * Saving is never offered there.
     */
    neverSave: boolean;
    /**
     * No menu there.
     */
    noMenu: boolean;
    /**
     * Fields of a newer version, to be handed back.
     */
    rest: Uint8Array;
}

/**
 * What to make, and for which field.
 */
export interface GeneratorRequest {
    /**
     * What is to be made.
     */
    wish: Wish;
    /**
     * The field, if it is for one.
     */
    field: FieldDemands | undefined;
}

/**
 * What to write into one document, secrets last; either `blocked` is set or `writes` is not empty.
 */
export interface FillPlan {
    /**
     * In the order in which they are to be written.
     */
    writes: FieldWrite[];
    /**
     * Fields that would have been, but for a reason.
     */
    refused: FieldRefusal[];
    /**
     * Why nothing is filled.
     */
    blocked: FillBlock | undefined;
}

/**
 * What to write.
 */
export type ExportFormat = "csv" | "csv-for-spreadsheets" | "bitwarden-json" | "bitwarden-json-locked" | "bitwarden-zip" | "kee-pass-kdbx" | "fido-cxf";

/**
 * What was made.
 */
export interface Generated {
    /**
     * The password, passphrase, PIN or user name.
     */
    value: string;
    /**
     * Binary logarithm of how many there are of which this one was drawn, each as likely as the others.
     */
    bits: number;
    /**
     * What the field takes, if there is one.
     */
    limits: FieldLimits | undefined;
}

/**
 * What was written.
 */
export interface Export {
    /**
     * The file's bytes.
     */
    bytes: Uint8Array;
    /**
     * Names of the items whose attachments the format has no room for.
     */
    withoutFiles: string[];
}

/**
 * What went wrong, for both sides of the boundary. The pages hold one sentence for each.
 */
export type ErrorCode = "no-vault" | "vault-exists" | "locked" | "wrong-password" | "damaged" | "damaged-item" | "newer-version" | "older-version" | "not-a-vault" | "kdf-out-of-range" | "kdf-memory" | "not-found" | "conflict" | "invalid-input" | "storage-full" | "storage-failed" | "forbidden" | "page-changed" | "page-unreachable" | "read-only" | "guarded" | "slot-rule" | "mistyped-code" | "internal";

/**
 * What wrote a file, and how.
 */
export type ImportFormat = "nord-pass-csv" | "bitwarden-json" | "bitwarden-csv" | "bitwarden-zip" | "one-password-pux" | "one-password-csv" | "one-password-pif" | "last-pass-csv" | "dashlane-csv" | "dashlane-json" | "proton-pass-json" | "proton-pass-csv" | "kee-pass-kdbx" | "kee-pass-xml" | "kee-pass-csv" | "chromium-csv" | "firefox-csv" | "apple-csv" | "enpass-json" | "enpass-csv" | "robo-form-csv" | "keeper-csv" | "keeper-json" | "kaspersky-text" | "avira-csv" | "avast-json" | "zoho-csv" | "sticky-password-xml" | "safe-in-cloud-xml" | "password-safe-xml" | "buttercup-csv" | "pass-text" | "aegis-json" | "and-otp-json" | "two-fas-json" | "google-authenticator" | "otp-addresses" | "fido-cxf" | "csv";

/**
 * Where an item lies.
 */
export type Shelf = "items" | "archive" | "trash";

/**
 * Which pages a saved address matches.
 */
export type MatchRule = "domain" | "host" | "starts-with" | "exact" | "regular-expression" | "never" | "unknown";

/**
 * Why a file could not be read.
 */
export type ImportFaultKind = "unknown-format" | "nothing-in-it" | "malformed" | "too-large" | "too-many" | "too-deep" | "duplicate-name" | "forbidden-name" | "document-type" | "nested-archive" | "password-needed" | "wrong-password" | "account-bound" | "kdf-out-of-range" | "kdf-memory" | "unsupported";

/**
 * Why a text gives no one-time codes.
 */
export interface OtpFault {
    /**
     * Which part.
     */
    part: OtpPart;
    /**
     * What is wrong with it.
     */
    flaw: OtpFlaw;
}

/**
 * Why an import failed, and where. Nothing was imported.
 */
export interface ImportFault {
    /**
     * Why.
     */
    kind: ImportFaultKind;
    /**
     * Which of the files, from 0.
     */
    file: number;
    /**
     * Which entry of an archive, from 0.
     */
    entry: number | undefined;
    /**
     * Line, from 1.
     */
    line: number | undefined;
    /**
     * Column, from 1.
     */
    column: number | undefined;
}

/**
 * Why an open vault can be read but neither changed nor filled from.
 */
export type Alarm = "header-changed" | "older-vault" | "damaged";

/**
 * Why nothing is filled.
 */
export type FillBlock = "opaque-origin" | "insecure-page" | "other-site" | "foreign-ancestor" | "foreign-action" | "no-fields";

/**
 * Why one field is not filled.
 */
export type Refusal = "hidden" | "disabled" | "read-only" | "too-long" | "changed" | "rejected" | "empty" | "part" | "unfit";


/**
 * Writes items as another manager reads them.
 */
export function exportItems(items: ImportedItem[], format: ExportFormat, password: string | undefined, nowMs: number): Export;

/**
 * Reads files of another manager, all or none; throws an error whose `fault` says why and where.
 */
export function importFiles(files: ImportFile[], options: ImportOptions): Import;

/**
 * What files seem to be, and what is still needed to read them.
 */
export function survey(files: ImportFile[], options: ImportOptions): ImportSurvey;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly exportItems: (a: any, b: any, c: any, d: number) => [number, number, number];
    readonly importFiles: (a: any, b: any) => [number, number, number];
    readonly survey: (a: any, b: any) => [number, number, number];
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __externref_table_dealloc: (a: number) => void;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
