// The settings that are one value each: of the vault, and of this device. Each reads what holds and changes it at once.

import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../generated/core.js';
import type { Appearance } from '../../settings-messages.js';
import { ROWS, THEMES } from '../../settings-messages.js';
import { appearance, applyAppearance } from '../appearance.js';
import { own } from '../ask.js';
import { Select } from '../choice.js';
import { settings } from '../popup/state.js';
import { settingsTexts } from '../texts.js';
import { Fixed, OrganisationChip, Toggle } from './settings-row.js';
import { change, failed, policy } from './settings-state.js';
import { choiceTexts, sectionTexts } from './settings-texts.js';

const MINUTES = [1, 5, 15, 30, 60, 240, 0] as const;
const DAYS = [30, 90, 180, 365, 730, 0] as const;
const SECONDS = [10, 30, 60, 120, 300, 0] as const;

/** Values up to what an organisation allows; 0 stands for "never". */
const upTo = (values: readonly number[], most: number | undefined): readonly number[] =>
  most === undefined ? values : [...values.filter((value) => value !== 0 && value < most), most];

function Limited({
  id,
  value,
  values,
  most,
  say,
  onChange,
}: {
  readonly id: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly most: number | undefined;
  readonly say: (value: number) => string;
  readonly onChange: (value: number) => void;
}) {
  const allowed = upTo(values, most);
  if (most !== undefined && allowed.length === 1) return <Fixed text={say(most)} />;
  return (
    <>
      {most !== undefined && <OrganisationChip />}
      <Select id={id} value={value} values={allowed} say={say} onChange={onChange} />
    </>
  );
}

export const LockAfter = ({ id }: { readonly id: string }) =>
  settings.value ? (
    <Limited
      id={id}
      value={settings.value.lockAfterMinutes}
      values={MINUTES}
      most={policy.value?.lockAfterMinutesMax}
      say={settingsTexts.minutes}
      onChange={(lockAfterMinutes) => void change({ lockAfterMinutes })}
    />
  ) : null;

export const ClearClipboard = ({ id }: { readonly id: string }) =>
  settings.value ? (
    <Limited
      id={id}
      value={settings.value.clearClipboardSeconds}
      values={SECONDS}
      most={policy.value?.clearClipboardSecondsMax}
      say={settingsTexts.seconds}
      onChange={(clearClipboardSeconds) => void change({ clearClipboardSeconds })}
    />
  ) : null;

export const OldAfter = ({ id }: { readonly id: string }) =>
  settings.value ? (
    <Select
      id={id}
      value={settings.value.oldAfterDays}
      values={DAYS}
      say={settingsTexts.days}
      onChange={(oldAfterDays) => void change({ oldAfterDays })}
    />
  ) : null;

type Flag = 'lockWithSystem' | 'lockWithLastWindow' | 'noOffers' | 'checkExposed';

/** Flags that are shown the other way round: what is on is that it is not forbidden. */
const TURNED: ReadonlySet<Flag> = new Set<Flag>(['noOffers']);
const SET_BY = {
  lockWithSystem: 'lockWithSystem',
  lockWithLastWindow: 'lockWithLastWindow',
  noOffers: 'noOffers',
  checkExposed: 'noExposedLookup',
} as const;

const FlagControl = ({ id, flag }: { readonly id: string; readonly flag: Flag }) => {
  const now: Settings | undefined = settings.value;
  if (!now) return null;
  const on = TURNED.has(flag) ? !now[flag] : now[flag];
  if (policy.value?.[SET_BY[flag]]) return <Fixed text={on ? settingsTexts.on : settingsTexts.off} />;
  return <Toggle id={id} on={on} onChange={(wanted) => void change({ [flag]: TURNED.has(flag) ? !wanted : wanted })} />;
};
export const LockWithSystem = ({ id }: { readonly id: string }) => <FlagControl id={id} flag="lockWithSystem" />;
export const LockWithLastWindow = ({ id }: { readonly id: string }) => (
  <FlagControl id={id} flag="lockWithLastWindow" />
);
export const OfferSaves = ({ id }: { readonly id: string }) => <FlagControl id={id} flag="noOffers" />;
export const CheckExposed = ({ id }: { readonly id: string }) => <FlagControl id={id} flag="checkExposed" />;

/** Menus in pages, on or off. The browser keeps this beside the vault, so that it holds while the vault is locked. */
export function MenuInPages({ id }: { readonly id: string }) {
  const [on, setOn] = useState<boolean | undefined>();
  const tell = async (wanted?: boolean) => {
    if (wanted !== undefined) failed.value = undefined;
    const reply = await own('own/menu', wanted === undefined ? {} : { on: wanted });
    if (reply.ok) setOn(reply.value.on);
    if (wanted !== undefined || !reply.ok) failed.value = reply.ok ? undefined : reply.code;
  };
  useEffect(() => void tell(), []);
  if (on === undefined) return null;
  if (policy.value?.noMenu) return <Fixed text={settingsTexts.off} />;
  return <Toggle id={id} on={on} onChange={(wanted) => void tell(wanted)} />;
}

/** Changes how pages look on this device. */
const look = async (wanted: Partial<Appearance>): Promise<void> => {
  failed.value = undefined;
  failed.value = await applyAppearance(wanted);
};

export const ThemeChoice = ({ id }: { readonly id: string }) =>
  appearance.value ? (
    <Select
      id={id}
      value={appearance.value.theme}
      values={THEMES}
      say={(theme) => choiceTexts.themes[theme]}
      onChange={(theme) => void look({ theme })}
    />
  ) : null;

export const RowsChoice = ({ id }: { readonly id: string }) =>
  appearance.value ? (
    <Select
      id={id}
      value={appearance.value.rows}
      values={ROWS}
      say={(rows) => choiceTexts.rows[rows]}
      onChange={(rows) => void look({ rows })}
    />
  ) : null;

/** Which entry of a policy each row is under. */
const UNDER = {
  'lock-after': 'lockAfterMinutesMax',
  'clear-clipboard': 'clearClipboardSecondsMax',
  'lock-with-system': 'lockWithSystem',
  'lock-with-last-window': 'lockWithLastWindow',
  'offer-saves': 'noOffers',
  'menu-in-pages': 'noMenu',
  'check-exposed': 'noExposedLookup',
} as const;

const setFor = (id: string): number | boolean | undefined =>
  Object.hasOwn(UNDER, id) ? policy.value?.[UNDER[id as keyof typeof UNDER]] : undefined;

/** Whether a row is text, because nothing is left to choose. */
export function isFixed(id: string): boolean {
  const set = setFor(id);
  if (typeof set !== 'number') return set === true;
  return upTo(id === 'lock-after' ? MINUTES : SECONDS, set).length === 1;
}

/** What a row says of an organisation after its own sentence. */
export function limitOf(id: string): string {
  const set = setFor(id);
  if (set === undefined || set === false) return '';
  const say = id === 'lock-after' ? settingsTexts.minutes : settingsTexts.seconds;
  const most = typeof set === 'number' ? ` ${sectionTexts.atMost(say(set))}` : '';
  return `${most} ${sectionTexts.setBy(policy.value?.organisation ?? '')}`;
}
