// The generator: a password, words, a PIN or a user name, made at random as wished, and within what the page's field takes.
// What leaves it is kept in a sealed list first. It draws nothing itself; the background fills.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorCode, FieldDemands, FieldLimits, Generated, GeneratedPassword } from '../../generated/core.js';
import { errorTexts } from '../error-texts.js';
import { generatorTexts } from '../generator-texts.js';
import { Icon } from '../icons.js';
import { Blade, IconButton, Note, SecretText } from '../parts.js';
import { strengthNames } from '../texts.js';
import { words } from '../words.js';
import { copyGenerated, copyText } from './copy.js';
import { useEscape } from './escape.js';
import { fillNew } from './fill.js';
import type { Made, Tab } from './generate.js';
import { keep, make, pageDemands, wishes, wishOf } from './generate.js';
import { Past } from './generator-past.js';
import { Options } from './generator-wishes.js';
import { listing } from './state.js';
import { Messages } from './status.js';
import { strengthTones, useJudged } from './strength-chip.js';

const TABS: readonly Tab[] = ['password', 'passphrase', 'pin', 'username'];

export function GeneratorView({
  onBack,
  onUse,
  onSave,
}: {
  readonly onBack: () => void;
  /** Takes the password, where one is being chosen. */
  readonly onUse?: (made: Generated) => void;
  /** Begins a login with a password that was made before. */
  readonly onSave?: (made: GeneratedPassword) => void;
}) {
  const plate = useRef<HTMLButtonElement>(null);
  const turn = useRef(0);
  const [past, setPast] = useState(false);
  const [field, setField] = useState<FieldDemands | null | undefined>();
  const [last, setLast] = useState<{ readonly tab: Tab; readonly made: Made } | undefined>();
  const [failed, setFailed] = useState<ErrorCode | undefined>();
  useEscape(past ? undefined : onBack);
  // Once it is known whether the page takes one, the first button is another.
  useEffect(() => plate.current?.focus(), [field]);
  // The page is asked once; nothing is made before it has answered, so that what is shown does not change under the eye.
  useEffect(() => void pageDemands().then((demands) => setField(demands ?? null)), []);

  const now = wishes.value;
  const wish = wishOf(now);
  // What another kind gave is never shown, copied or kept as one of this.
  const made = last?.tab === now.tab ? last.made : undefined;
  const another = async () => {
    turn.current += 1;
    const mine = turn.current;
    if (!wish || field === undefined) return setLast(undefined);
    const reply = await make(wish, (now.tab !== 'username' && field) || undefined);
    if (mine !== turn.current) return;
    setLast(reply.ok ? { tab: now.tab, made: reply.value } : undefined);
    setFailed(reply.ok ? undefined : reply.code);
  };
  useEffect(() => void another(), [JSON.stringify(wish), field]);

  const leave = async (give: (value: Generated) => void) => {
    if (!made) return;
    if (now.tab !== 'username') {
      const kept = await keep(made.value);
      if (!kept.ok) return setFailed(kept.code);
    }
    give(made);
  };
  // The page has a field for a new password, and nobody else waits for this one.
  const fits = !onUse && field && now.tab !== 'username';
  const copy = () =>
    void leave(
      ({ value }) => void (now.tab === 'username' ? copyText(value, 'generator', now.tab) : copyGenerated(value)),
    );

  if (past) return <Past onBack={() => setPast(false)} {...(onSave && { onSave })} />;
  return (
    <div class="view" data-view="generator">
      <header>
        <IconButton icon="back" name={words.back} action="back" flip onClick={onBack} />
        <h1 class="title heading grow">{generatorTexts.heading}</h1>
        <IconButton icon="past" name={generatorTexts.history} action="made-lately" onClick={() => setPast(true)} />
      </header>
      <main class="generator">
        <Tabs names={onUse ? TABS.filter((tab) => tab !== 'username') : TABS} />
        <Result made={made} />
        {failed && (
          <div data-error={failed}>
            <Note tone="bad" text={failed === 'invalid-input' ? generatorTexts.nothing : errorTexts[failed]} awaited />
          </div>
        )}
        {made?.misfit && (
          <div data-misfit={made.misfit}>
            <Note
              tone="warn"
              text={made.misfit === 'pattern' ? generatorTexts.misfit : generatorTexts.untried}
              awaited
            />
          </div>
        )}
        {made?.limits && field && <SiteNote limits={made.limits} />}
        <Options limits={made?.limits} />
      </main>
      <Messages />
      <section class="dock" aria-label={generatorTexts.heading}>
        {(onUse || fits) && (
          <button
            ref={plate}
            type="button"
            class="btn plate grow"
            data-action={onUse ? 'use' : 'fill-new'}
            aria-disabled={!made}
            onClick={() => void (onUse ? leave(onUse) : made && fillNew(made.value))}
          >
            {onUse ? generatorTexts.use : generatorTexts.fill} <kbd>↵</kbd>
          </button>
        )}
        <button
          ref={onUse || fits ? null : plate}
          type="button"
          class={onUse || fits ? 'btn' : 'btn plate grow'}
          data-action="copy"
          aria-disabled={!made}
          onClick={copy}
        >
          <Icon name="copy" small />
          {generatorTexts.copy}
        </button>
        <button type="button" class="btn" data-action="another" onClick={() => void another()}>
          <Icon name="again" small />
          {generatorTexts.another}
        </button>
      </section>
    </div>
  );
}

function Tabs({ names }: { readonly names: readonly Tab[] }) {
  const now = wishes.value.tab;
  const show = (tab: Tab | undefined) => {
    if (tab) wishes.value = { ...wishes.value, tab };
  };
  useEffect(() => {
    if (!names.includes(now)) show('password');
  }, []);
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={generatorTexts.kinds}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        const along = getComputedStyle(event.currentTarget).direction === 'rtl' ? -step : step;
        const next = names[(names.indexOf(now) + along + names.length) % names.length];
        show(next);
        document.getElementById(`make-${next}`)?.focus();
      }}
    >
      {names.map((tab) => (
        <button
          key={tab}
          id={`make-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === now}
          aria-controls="made"
          tabIndex={tab === now ? 0 : -1}
          onClick={() => show(tab)}
        >
          {generatorTexts.tabs[tab]}
        </button>
      ))}
    </div>
  );
}

/** A full blade has as many bits as a key of the vault. */
const FULL_BITS = 128;

/** What was made, legible to the last character, with how hard it is to guess. Its place is kept while there is nothing. */
function Result({ made }: { readonly made: Generated | undefined }) {
  const { tab } = wishes.value;
  // In the same words, by the same judge, as wherever else it is shown; what a card or a telephone counts is no password.
  const judged = useJudged(made && tab !== 'pin' && tab !== 'username' ? made.value : '', []);
  const tone = judged && strengthTones[judged.score];
  const name = judged && strengthNames[judged.score];
  return (
    <div class="made" id="made" role="tabpanel" aria-labelledby={`make-${tab}`}>
      <p class="big" data-made={made ? tab : undefined}>
        <bdi dir="ltr">
          <SecretText text={made?.value ?? ''} />
        </bdi>
      </p>
      {tab === 'username' ? (
        <p class="small second">{made ? generatorTexts.nameHint : generatorTexts.needs}</p>
      ) : (
        <>
          <Blade tone={tone ?? 'warn'} part={Math.min((made?.bits ?? 0) / FULL_BITS, 1)} label={name ?? ''} />
          <p class="small">
            {name && <b class={tone}>{name} · </b>}
            <span class="second num">
              {made && (tab === 'pin' ? generatorTexts.pinBits(made.bits) : generatorTexts.bits(made.bits))}
            </span>
          </p>
        </>
      )}
    </div>
  );
}

/** What the site takes, where it says anything. */
function SiteNote({ limits }: { readonly limits: FieldLimits }) {
  const { minLength, maxLength, signs, unreadable } = limits;
  if (minLength === undefined && maxLength === undefined && signs === undefined && !unreadable) return null;
  return (
    <div class="note brass" data-site-limits>
      <Icon name="shield" />
      <span>
        <bdi>{generatorTexts.site(listing.value?.siteHost ?? '', minLength, maxLength)}</bdi>
        {signs === '' && ` ${generatorTexts.noSigns}`}
        {signs && (
          <>
            {` ${generatorTexts.onlySigns} `}
            <span class="secret">{[...signs].join(' ')}</span>
          </>
        )}
        {unreadable && ` ${generatorTexts.unreadable}`}
      </span>
    </div>
  );
}
