/* tslint:disable */
/* eslint-disable */
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
     * Legends and headings in it or just before it.
     */
    text: string;
    /**
     * Texts of its buttons.
     */
    buttons: string[];
}

/**
 * A login as the user sees and edits it.
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
     * Its name in the list.
     */
    title: string;
    /**
     * User name or e-mail address.
     */
    username: string;
    /**
     * Password.
     */
    password: string;
    /**
     * Addresses as the browser's `URL` serialises them, or raw text that matches nothing.
     */
    urls: string[];
    /**
     * Free text.
     */
    notes: string;
    /**
     * When it was created.
     */
    createdMs: number;
    /**
     * When it was last changed.
     */
    changedMs: number;
    /**
     * Earlier passwords, newest first.
     */
    history: PastPassword[];
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
}

/**
 * A login that was seen being sent, before it is sealed to the vault's inbox.
 */
export interface Draft {
    /**
     * Origin of the submitting document, by the browser's word.
     */
    origin: string;
    /**
     * What the form was for.
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
 * A password that an item had before.
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
export type MatchReason = "this-address" | "same-site";

/**
 * How the user chose what to fill.
 */
export type Choice = "listed" | "direct";

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
     * Title; never empty.
     */
    title: string;
    /**
     * User name.
     */
    username: string;
    /**
     * Host of the first address, or empty.
     */
    host: string;
    /**
     * Registrable domain of the first address (or its host), from which the mark's hue and cuts are made; or empty.
     */
    domain: string;
    /**
     * Why it stands under the current site; absent elsewhere.
     */
    reason: MatchReason | undefined;
    /**
     * The saved host that matched, shown beside a `same-site` reason.
     */
    matchedHost: string | undefined;
    /**
     * When the item was last changed.
     */
    changedMs: number;
}

/**
 * One record of the vault as it lies in storage.
 */
export interface Record {
    /**
     * Its name: `header`, `root`, `settings`, `leaf/<00..ff>` or `item/<32 hex digits>`.
     */
    key: string;
    /**
     * Its sealed bytes.
     */
    bytes: Uint8Array;
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
}

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
     * How many items the vault holds.
     */
    total: number;
}

/**
 * The user's settings, sealed in the vault.
 */
export interface Settings {
    /**
     * Lock after so many minutes without use, 1 to 1,440; 0 means when the browser closes.
     */
    lockAfterMinutes: number;
    /**
     * Clear a copied secret after so many seconds, 10 to 600; 0 means never.
     */
    clearClipboardSeconds: number;
    /**
     * Hosts for which saving is never offered.
     */
    neverSave: string[];
    /**
     * Hosts in whose pages no menu is shown.
     */
    noMenu: string[];
}

/**
 * What a field is for: WHATWG autocomplete tokens, and what they lack.
 */
export type Role = "username" | "email" | "current-password" | "new-password" | "one-time-code" | "cc-name" | "cc-number" | "cc-exp" | "cc-exp-month" | "cc-exp-year" | "cc-csc" | "name" | "given-name" | "additional-name" | "family-name" | "tel" | "address-line1" | "address-line2" | "address-level2" | "address-level1" | "postal-code" | "country" | "bday" | "bday-day" | "bday-month" | "bday-year" | "search" | "other";

/**
 * What a form is for.
 */
export type Purpose = "sign-in" | "sign-up" | "change-password" | "one-time-code" | "other";

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
 * What an editor or a save prompt gives to be stored.
 */
export interface ItemInput {
    /**
     * The item to change with the revision it was read at; absent for a new one.
     */
    base: ItemBase | undefined;
    /**
     * At most 1,000 characters; may be empty, then the first address's host stands for it.
     */
    title: string;
    /**
     * At most 1,000 characters.
     */
    username: string;
    /**
     * At most 10,000 characters.
     */
    password: string;
    /**
     * At most 50, each at most 2,000 characters.
     */
    urls: string[];
    /**
     * At most 100,000 characters.
     */
    notes: string;
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
     * Keep it as a new item although it could update one.
     */
    asNew: boolean | undefined;
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
 * What went wrong, for both sides of the boundary. The pages hold one sentence for each.
 */
export type ErrorCode = "no-vault" | "vault-exists" | "locked" | "wrong-password" | "damaged" | "damaged-item" | "newer-version" | "not-a-vault" | "kdf-out-of-range" | "kdf-memory" | "not-found" | "conflict" | "invalid-input" | "storage-full" | "storage-failed" | "forbidden" | "page-changed" | "page-unreachable" | "internal";

/**
 * Why nothing is filled.
 */
export type FillBlock = "opaque-origin" | "insecure-page" | "other-site" | "foreign-ancestor" | "foreign-action" | "no-fields";

/**
 * Why one field is not filled.
 */
export type Refusal = "hidden" | "disabled" | "read-only" | "too-long" | "changed" | "rejected" | "empty";


/**
 * An open vault. A change is staged, handed out as records to write, and true once `commit` was called.
 */
export class Vault {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Stages what the user accepted; `current` is the stored record of the offer's base.
     */
    accept(offer: Offer, edits: OfferEdits, current: Uint8Array | null | undefined, nowMs: number): ItemChange;
    /**
     * The staged change was committed; it is the truth now.
     */
    commit(): void;
    /**
     * Creates a vault that the 32-byte factor opens; `pendingChange` says what to write.
     */
    static create(factor: Uint8Array, kdf: KdfParams, nowMs: number): Vault;
    /**
     * Stages the deletion of an item.
     */
    delete(base: ItemBase, nowMs: number): Change;
    /**
     * The one item that was saved for exactly this address, if it is one.
     */
    directChoice(page: FrameContext): string | undefined;
    /**
     * The staged change was not committed; it never was.
     */
    discard(): void;
    /**
     * An item with all its fields, from its stored record.
     */
    item(id: string, record: Uint8Array): Item;
    /**
     * Rows for the page and all others, as the query finds them.
     */
    list(query: string, page?: FrameContext | null): Listing;
    /**
     * What saving the sealed drafts of one tab, oldest first, would do.
     */
    offerSave(drafts: Uint8Array[], nowMs: number): Offer | undefined;
    /**
     * The staged change; throws `not-found` if there is none.
     */
    pendingChange(): Change;
    /**
     * What to write into a document to fill an item from its stored record.
     */
    planFill(id: string, record: Uint8Array, snapshot: PageSnapshot, page: FrameContext, choice: Choice): FillPlan;
    /**
     * Stages other settings.
     */
    putSettings(settings: Settings): Change;
    /**
     * Stages a new item or an edit; `current` is the stored record of the item that `input.base` names.
     */
    put(input: ItemInput, current: Uint8Array | null | undefined, nowMs: number): ItemChange;
    /**
     * What `resume` needs: keys in clear, for `storage.session` and nothing else.
     */
    resumeValue(): Uint8Array;
    /**
     * Opens a vault again after the worker died; any error means: locked.
     */
    static resume(resumeValue: Uint8Array, records: Record[]): Vault;
    /**
     * The settings.
     */
    settings(): Settings;
    /**
     * Unlocks a vault from its header, root, leaves and settings.
     */
    static unlock(factor: Uint8Array, records: Record[]): Vault;
}

/**
 * Reads the login out of a sent form, if there is one.
 */
export function capture(snapshot: PageSnapshot, values: FieldValue[], frame: FrameContext, nowMs: number): Draft | undefined;

/**
 * What a page is for and what its fields are.
 */
export function classify(snapshot: PageSnapshot): Reading;

/**
 * What is needed to make the factor from the master password, from a stored header.
 */
export function kdfParams(header: Uint8Array): KdfParams;

/**
 * Seals a draft to the vault's inbox, from a stored header; the vault may be locked.
 */
export function sealDraft(header: Uint8Array, draft: Draft): Uint8Array;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_vault_free: (a: number, b: number) => void;
    readonly capture: (a: any, b: any, c: any, d: number) => [number, number, number];
    readonly classify: (a: any) => [number, number, number];
    readonly kdfParams: (a: any) => [number, number, number];
    readonly sealDraft: (a: any, b: any) => [number, number, number, number];
    readonly vault_accept: (a: number, b: any, c: any, d: number, e: number) => [number, number, number];
    readonly vault_commit: (a: number) => void;
    readonly vault_create: (a: any, b: any, c: number) => [number, number, number];
    readonly vault_delete: (a: number, b: any, c: number) => [number, number, number];
    readonly vault_directChoice: (a: number, b: any) => [number, number, number, number];
    readonly vault_discard: (a: number) => void;
    readonly vault_item: (a: number, b: any, c: any) => [number, number, number];
    readonly vault_list: (a: number, b: any, c: number) => [number, number, number];
    readonly vault_offerSave: (a: number, b: any, c: number) => [number, number, number];
    readonly vault_pendingChange: (a: number) => [number, number, number];
    readonly vault_planFill: (a: number, b: any, c: any, d: any, e: any, f: any) => [number, number, number];
    readonly vault_put: (a: number, b: any, c: number, d: number) => [number, number, number];
    readonly vault_putSettings: (a: number, b: any) => [number, number, number];
    readonly vault_resume: (a: any, b: any) => [number, number, number];
    readonly vault_resumeValue: (a: number) => [number, number];
    readonly vault_settings: (a: number) => [number, number, number];
    readonly vault_unlock: (a: any, b: any) => [number, number, number];
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
