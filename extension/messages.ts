// Every message of the extension: who may send it, what it asks and what it gets.
// Four classes of sender, four tables. Content scripts run in untrusted pages (PageMessages); our two frames inside a
// foreign page speak PromptMessages and MenuMessages, each bound to a nonce; our own top-level pages speak OwnMessages.
// The router tells the classes apart by what the browser says of the sender. A fifth table is asked of a content script.
// This file holds types and the few functions that give them to `runtime.sendMessage`; it decides nothing.

import type { BackupMessages } from './backup-messages.js';
import type { Diagnosis } from './diagnosis.js';
import type { EditMessages } from './edit-messages.js';
import type {
  Alarm,
  ErrorCode,
  FactorProof,
  FieldDemands,
  FieldRefusal,
  FieldValue,
  FillBlock,
  FillPlan,
  Generated,
  GeneratedPassword,
  GeneratorRequest,
  Health,
  Item,
  ItemBase,
  ItemInput,
  Listing,
  NewSlot,
  Offer,
  OfferEdits,
  OtpCode,
  PageSnapshot,
  Role,
  Row,
  Shelf,
  SiteRule,
  SlotInfo,
} from './generated/core.js';
import type { HttpAuthMessages } from './http-auth-messages.js';
import type { MovingMessages } from './moving-messages.js';
import type { SettingsMessages, Theme } from './settings-messages.js';
import type { SiteMessages } from './site-messages.js';

/** What every request is answered with. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ErrorCode };

/** The request and the answer of one name in a table of messages: name → [request, answer]. */
export type Request<T, K extends keyof T> = T[K] extends readonly [infer R, unknown] ? R : never;
export type Answer<T, K extends keyof T> = T[K] extends readonly [unknown, infer A] ? A : never;

/** From content scripts: untrusted. Origin, frame and document are the sender's, never the message's. */
export interface PageMessages {
  /**
   * Sent once by each document while an offer waits somewhere: the prompt may belong here. `refused`: by its status;
   * `followed`: another page led here, not the address bar or the history.
   */
  'page/hello': [{ readonly refused: boolean; readonly followed: boolean }, null];
  /** The user types a password or presses after typing: wake up, so that the form that is sent soon finds nobody asleep. */
  'page/typing': [Record<never, never>, null];
  /** A field that may be ours was touched, or the document came with one: put `fields.js` here. */
  'page/fields': [Record<never, never>, null];
  /** Somebody turned to a frame in this document: put `content.js` into all frames of the tab that lack it. */
  'page/frames': [Record<never, never>, null];
  /** A person touched this field of the snapshot: does it bear the mark? Depends on the form, never on what is stored. */
  'page/mark': [{ readonly snapshot: PageSnapshot; readonly field: number }, Mark | null];
  /** A person opened the menu in a field with this mark; the nonce goes to our frame alone. */
  'page/menu': [{ readonly mark: Mark }, { readonly nonce: string }];
  /** A person opened the menu where none can stand: open the popup. `covered`: because the page tampered with the menu. */
  'page/popup': [{ readonly covered: boolean }, null];
  /** The answer to a knock: a fresh snapshot without values, for the plan. */
  'page/redeem': [{ readonly nonce: string; readonly snapshot: PageSnapshot }, FillPlan];
  /** The user sent a form (`sent`) or pressed something that may have sent one. */
  'page/captured': [
    { readonly snapshot: PageSnapshot; readonly values: readonly FieldValue[]; readonly sent: boolean },
    null,
  ];
  /** What stands in the fields after the user typed a password: kept in case nobody is awake when it is sent. */
  'page/typed': [{ readonly snapshot: PageSnapshot; readonly values: readonly FieldValue[] }, null];
  /** The fields that were captured went away without a navigation: they were sent after all. */
  'page/settled': [Record<never, never>, null];
  /** The document's own request was refused: what was captured in it did not sign anybody in. */
  'page/refused': [Record<never, never>, null];
}

/** What a field that bears the mark is for: something saved, or a password that is made on the spot. */
export type Mark = 'saved' | 'new-password';

/** From our prompt inside a foreign page: bound to the nonce that the background gave for that document. */
export interface PromptMessages {
  'frame/offer': [{ readonly nonce: string }, OfferView];
  'frame/accept': [{ readonly nonce: string; readonly edits: OfferEdits }, null];
  'frame/dismiss': [{ readonly nonce: string; readonly never: boolean }, null];
  /** What was just accepted in this prompt was a mistake. */
  'frame/undo': [{ readonly nonce: string }, null];
}

/** From our menu inside a foreign page: bound to the nonce, and after the first message to the one document it came from. */
export interface MenuMessages {
  /** What to show; asked once. */
  'menu/rows': [{ readonly nonce: string }, MenuView];
  /** The user chose a row, and our document vouches for it. The menu is gone afterwards, whatever comes of it. */
  'menu/choose': [{ readonly nonce: string; readonly id: string }, null];
  /** The user wants a new password in the fields for it, and our document vouches for that. The menu is gone afterwards. */
  'menu/make': [{ readonly nonce: string }, null];
  /** Go on in the popup: to unlock, to search, or because our document could not vouch for a choice (`covered`). */
  'menu/popup': [{ readonly nonce: string; readonly covered: boolean }, null];
  /** No menu on this site any more, or nowhere. */
  'menu/hide': [{ readonly nonce: string; readonly everywhere: boolean }, null];
}

/** From our own top-level pages and the popup. */
export interface OwnMessages
  extends MovingMessages,
    BackupMessages,
    EditMessages,
    SettingsMessages,
    HttpAuthMessages,
    SiteMessages {
  'own/status': [Record<never, never>, Status];
  /** The factors hold the 32 bytes that Argon2id made of the master password in the page. */
  'own/create': [{ readonly slots: readonly NewSlot[] }, null];
  'own/unlock': [{ readonly proofs: readonly FactorProof[] }, null];
  'own/lock': [Record<never, never>, null];
  /** Guarded items may be opened for a minute. */
  'own/unguard': [{ readonly proofs: readonly FactorProof[] }, null];
  /** The user takes a vault that is older than the one that was here. */
  'own/accept-older': [Record<never, never>, null];
  /** The user goes on without what is lost of the vault. */
  'own/mend': [Record<never, never>, null];
  /** The way in that the proofs open gets other factors of the same kinds. */
  'own/replace-slot': [{ readonly proofs: readonly FactorProof[]; readonly slot: NewSlot }, null];
  /** Are these right? Opens nothing. */
  'own/check': [{ readonly proofs: readonly FactorProof[] }, null];
  /** One more way in. */
  'own/add-slot': [{ readonly proofs: readonly FactorProof[]; readonly slot: NewSlot }, null];
  /** New keys for everything, and exactly these ways in; `damaged` items could not come along. */
  'own/rotate': [
    { readonly proofs: readonly FactorProof[]; readonly slots: readonly NewSlot[] },
    { readonly damaged: number },
  ];
  /**
   * `tabId` names the tab whose site comes first; without a shelf, the items in use. `quiet`: asked by no act of the user,
   * so it puts off no lock. `most`: no more than so many of the others.
   */
  'own/list': [
    {
      readonly query: string;
      readonly tabId?: number;
      readonly shelf?: Shelf;
      readonly quiet?: boolean;
      readonly most?: number;
    },
    SiteListing,
  ];
  'own/row': [{ readonly id: string }, Row | null];
  /** `quiet`: as with the list. */
  'own/item': [{ readonly id: string; readonly quiet?: boolean }, Item];
  /** The one-time code of an item, and the one after it. */
  'own/otp': [{ readonly id: string }, { readonly now: OtpCode; readonly next?: OtpCode }];
  /** The code of a counter was used: the next one, please. */
  'own/advance-otp': [{ readonly base: ItemBase }, null];
  /** `edit`: the key of the unfinished edit that this saves. */
  'own/put': [{ readonly input: ItemInput; readonly edit?: string }, { readonly id: string }];
  /** Into the trash, or back out of it. */
  'own/trash': [{ readonly base: ItemBase; readonly trashed: boolean }, null];
  /** The last change of an item, while it can be undone; `conflict` if the item was changed since. */
  'own/undoable': [Record<never, never>, Undoable | null];
  'own/undo': [{ readonly id: string }, null];
  /** For good. */
  'own/delete': [{ readonly bases: readonly ItemBase[] }, null];
  /** Whether menus are shown in pages at all; `on` changes it. */
  'own/menu': [{ readonly on?: boolean }, { readonly on: boolean }];
  /** Offers of one tab, or all that wait. */
  'own/offers': [{ readonly tabId?: number }, readonly OfferView[]];
  'own/accept': [{ readonly offerId: string; readonly edits: OfferEdits }, null];
  'own/dismiss': [{ readonly offerId: string; readonly never: boolean }, null];
  /** A page of ours put a secret of an item on the clipboard: clear it later if it is still there. */
  'own/copied': [
    { readonly salt: Uint8Array; readonly digest: Uint8Array; readonly itemId?: string },
    { readonly clearsInSeconds: number },
  ];
  'own/clear-clipboard': [Record<never, never>, null];
  /** Make a password, passphrase, PIN or user name, perhaps for a tab's field; `misfit`: its pattern refused all, or why not asked. */
  'own/generate': [
    { readonly request: GeneratorRequest; readonly tabId?: number | undefined },
    Generated & { readonly misfit?: 'pattern' | ErrorCode },
  ];
  /** Texts of all QR codes in a picture, one grey value a pixel. */
  'own/read-qr': [{ readonly grey: Uint8Array; readonly width: number; readonly height: number }, readonly string[]];
  /** What the tab's field for a new password says of itself; null if it has none. */
  'own/demands': [{ readonly tabId: number }, FieldDemands | null];
  /** The passwords that were generated, newest first. */
  'own/generated': [Record<never, never>, readonly GeneratedPassword[]];
  'own/note-generated': [{ readonly password: string }, null];
  /** Writes a password that was just made into the tab's fields for a new one, and keeps it. */
  'own/fill-new': [{ readonly tabId: number; readonly password: string }, FillOutcome];
  /** What is wrong with the passwords in use; `quiet`: as with the list. */
  'own/health': [{ readonly quiet?: boolean }, Health];
  /** Ask the service of exposed passwords for the next few; `forbidden` unless the user switched that on. */
  'own/ask-exposed': [Record<never, never>, AskedExposed];
  /** A new file of so many bytes: its chunks are put one by one, in order, and then it is attached; or it is dropped. */
  'own/file-begin': [{ readonly size: number }, FileHandle];
  'own/file-put': [{ readonly handle: string; readonly number: number; readonly data: Uint8Array }, null];
  'own/file-attach': [
    { readonly handle: string; readonly base: ItemBase; readonly name: string; readonly mediaType: string },
    null,
  ];
  /** Ends a stream of either direction. */
  'own/file-drop': [{ readonly handle: string }, null];
  /** A file of an item, to be read chunk by chunk. */
  'own/file-open': [{ readonly id: string; readonly fileId: string }, FileHandle];
  'own/file-read': [{ readonly handle: string; readonly number: number }, Uint8Array];
  'own/file-detach': [{ readonly base: ItemBase; readonly fileId: string }, null];
  /** What a report of a problem would say; it is only shown. */
  'own/diagnosis': [{ readonly tabId?: number }, Diagnosis];
  /** What Latchkey makes of the page: every field with its role. */
  'own/inspect': [{ readonly tabId: number }, Inspection];
}

/** From the background to a content script. */
export interface ContentMessages {
  /** What do you hold? Answered with a snapshot, without values. */
  'content/survey': [Record<never, never>, PageSnapshot];
  /** What do you say of what was just sent? Title, notices, and all words of a short page. */
  'content/words': [Record<never, never>, string];
  /** A ticket waits for this document: redeem it, apply the plan, say what came of it. */
  'content/knock': [{ readonly nonce: string }, FillOutcome];
  /** The first of the values that a field with this pattern takes; -1 for none. */
  'content/fits': [{ readonly pattern: string; readonly values: readonly string[] }, number];
  /** Open the save prompt; the nonce goes to our frame alone. */
  'content/prompt': [{ readonly nonce: string }, null];
  /** A choice was made in the menu: may it count? Then the menu closes. */
  'content/vouch': [{ readonly nonce: string }, boolean];
  /** Close the save prompt or the menu. */
  'content/close': [{ readonly what: 'prompt' | 'menu' }, null];
  /** For `own/inspect`: a snapshot and where each field stands. */
  'content/inspect': [
    Record<never, never>,
    { readonly snapshot: PageSnapshot; readonly places: readonly FieldPlace[]; readonly snapshot_ms: number },
  ];
}

/** State of the vault, as any of our pages may know it. */
export interface Status {
  readonly state: 'none' | 'locked' | 'unlocked';
  /** The ways in; absent if there is no vault, or if it is of no use to ask. */
  readonly slots?: readonly SlotInfo[];
  /** 32 hex digits: what a recovery code is derived with. */
  readonly vaultId?: string;
  /** How many times its keys were made; known while it is unlocked. */
  readonly epoch?: number;
  /** Why the open vault can only be read. */
  readonly alarm?: Alarm;
  /** Offers that wait, opened or sealed. */
  readonly offersWaiting: number;
  /** Why the vault cannot be opened, if so. */
  readonly trouble?: ErrorCode;
}

/** A file on its way in or out; the handle is good until the stream ends, the vault locks or the worker dies. */
export interface FileHandle {
  readonly handle: string;
  readonly chunks: number;
  /** Bytes of every chunk but the last. */
  readonly chunkBytes: number;
}

/** What came of asking the service of exposed passwords. */
export interface AskedExposed {
  /** Passwords that were asked for. */
  readonly passwords: number;
  /** Questions without an answer. */
  readonly silent: number;
  /** Passwords still to be asked for. */
  readonly left: number;
}

export interface SiteListing extends Listing {
  /** Host and port of the tab's page; absent where nothing can be filled. */
  readonly siteHost?: string;
  /** Its origin, for a new item's address. */
  readonly siteOrigin?: string;
}

/** What the menu shows. It has one size whatever this says. */
export interface MenuView {
  readonly state: Status['state'];
  /** It stands in a field for a new password. */
  readonly makes: boolean;
  /** Logins of exactly this address first, then those of other hosts of the site, which the popup fills. */
  readonly rows: readonly Row[];
  /** Host and port of the page. */
  readonly siteHost: string;
  /** Origin of the document that the menu must stand in. */
  readonly origin: string;
  /** The tab's zoom, as the browser says. */
  readonly zoom: number;
  /** How our pages look on this device. */
  readonly theme: Theme;
}

/** What came of a fill. */
export interface FillOutcome {
  readonly filled: readonly Role[];
  readonly refused: readonly Omit<FieldRefusal, 'field'>[];
  /**
   * `covered`: the menu in the page was covered, moved or hidden when the choice was made; `pattern`: the field's own
   * pattern refused every password that was made for it.
   */
  readonly blocked?: FillBlock | ErrorCode | 'covered' | 'pattern';
  /** Several frames could take it equally: ask again with the chosen one's `frameId`. */
  readonly frames?: readonly { readonly frameId: number; readonly origin: string; readonly top: string }[];
}

/** The last fill in a tab; `attempt` grows with each, so that two alike can be told apart. */
export interface LastFill extends FillOutcome {
  readonly attempt: number;
  readonly atMs: number;
  /** What was to be filled; absent if the choice was not clear. */
  readonly itemId?: string;
}

/** An offer as our pages show it; sealed ones say only that they wait. */
export interface OfferView {
  readonly id: string;
  readonly kind: 'new' | 'update' | 'add-address' | 'unlock';
  readonly offer?: Offer;
  /** Where it was seen. */
  readonly origin?: string;
  /** The tab it belongs to; absent once that is closed. */
  readonly tabId?: number;
  /** Folders that there are, where one can be chosen. */
  readonly folders?: readonly string[];
  /** For the prompt: how our pages look on this device. */
  readonly theme?: Theme;
}

/** What a change that can be undone was. */
export type UndoKind = Offer['kind'] | 'edit' | 'trash' | 'restore';

export interface Undoable {
  readonly id: string;
  readonly kind: UndoKind;
  readonly itemId: string;
  readonly untilMs: number;
}

/** Where a field stands: child indices from the document, through shadow roots. */
export interface FieldPlace {
  readonly path: readonly number[];
  readonly attributes: Readonly<Record<string, string>>;
}

export interface InspectedField extends FieldPlace {
  /** Frame id as the browser gives it; 0 is the top document. */
  readonly frame: number;
  readonly frameUrl: string;
  readonly role: Role;
  readonly confidence: number;
}

/** Every field of a page, and the milliseconds that reading its slowest frame took, without the way between. */
export interface Inspection {
  readonly fields: readonly InspectedField[];
  readonly took: { readonly snapshot_ms: number; readonly core_ms: number };
}

/** A message on the wire: its request with its name. */
export type Message<T, K extends keyof T = keyof T> = { [N in K]: { readonly kind: N } & Request<T, N> }[K];

async function ask<T, K extends keyof T & string>(kind: K, request: Request<T, K>): Promise<Reply<Answer<T, K>>> {
  // The wire is untyped; the router answers every kind with a Reply of its table.
  return (await browser.runtime.sendMessage({ ...(request as object), kind })) as Reply<Answer<T, K>>;
}

/** Asks the background on behalf of a content script. */
export const askAsPage = <K extends keyof PageMessages>(kind: K, request: Request<PageMessages, K>) =>
  ask<PageMessages, K>(kind, request);

/** Asks the background on behalf of our prompt in a foreign page. */
export const askAsPrompt = <K extends keyof PromptMessages>(kind: K, request: Request<PromptMessages, K>) =>
  ask<PromptMessages, K>(kind, request);

/** Asks the background on behalf of our menu in a foreign page. */
export const askAsMenu = <K extends keyof MenuMessages>(kind: K, request: Request<MenuMessages, K>) =>
  ask<MenuMessages, K>(kind, request);

/** Asks the background on behalf of one of our own pages. */
export const askAsOwn = <K extends keyof OwnMessages>(kind: K, request: Request<OwnMessages, K>) =>
  ask<OwnMessages, K>(kind, request);

/** The rules for sites with one host's changed. */
export function withRule(
  sites: readonly SiteRule[],
  host: string,
  patch: Partial<Omit<SiteRule, 'host' | 'rest'>>,
): SiteRule[] {
  const known = sites.find((rule) => rule.host === host);
  const rule = known ?? { host, neverSave: false, noMenu: false, rest: new Uint8Array() };
  return [...sites.filter((other) => other !== known), { ...rule, ...patch }];
}
