// How many parts of an item differ from what is saved, beside the editor's buttons where there is room for it. It compares
// what is typed and keeps nothing.

import type { ItemContent } from '../../generated/core.js';
import { editTexts } from '../texts.js';

/** The parts that a person sees as one, each as text. An address that is still empty is none. */
function partsOf({ login, card, identity, ...content }: ItemContent): readonly string[] {
  const { title, notes, label, folder, tags, favourite, guarded, fields } = content;
  const own = [title, notes, label, folder.trim(), tags.map((tag) => tag.trim()).join(), favourite, guarded];
  const ofLogin = login && [
    login.usernames.filter(Boolean).join('\n'),
    login.password,
    login.otp,
    login.urls.map(({ url, rule }) => (url === '' ? '' : `${rule} ${url}`)).join('\n'),
    login.offersSecondFactor,
  ];
  const typed = fields.map(({ name, kind, value }) => `${kind} ${name}\n${value}`).join('\n\n');
  const people = [...Object.values(card ?? {}), ...Object.values(identity ?? {})];
  return [...own, ...(ofLogin ?? []), typed, ...people].map(String);
}

export function ChangeCount({
  before,
  after,
}: {
  /** What is saved; nothing of a new item is. */
  readonly before: ItemContent | undefined;
  readonly after: ItemContent;
}) {
  if (!before) return null;
  const [saved, typed] = [partsOf(before), partsOf(after)];
  const count = typed.filter((part, at) => part !== saved[at]).length;
  const old = before.login?.password ?? '';
  const keepsOld = old !== '' && old !== after.login?.password;
  return (
    <span class="small second grow editcount" role="status" data-changes={count}>
      {count > 0 && editTexts.changes(count)} {keepsOld && editTexts.keepsOld}
    </span>
  );
}
