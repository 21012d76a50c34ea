// What this device is called in the vault's list of devices: the browser and the system, as the browser says them.

const SYSTEMS: Readonly<Record<string, string>> = {
  android: 'Android',
  cros: 'ChromeOS',
  linux: 'Linux',
  mac: 'macOS',
  win: 'Windows',
};

/** Such as "Firefox on Linux", in the user's language. */
export async function deviceName(): Promise<string> {
  return browser.i18n.getMessage('deviceName', [await browserName(), await systemName()]);
}

export async function systemName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  return SYSTEMS[os] ?? os;
}

/** What browsers have and the types do not know: Firefox the one, Chromium the other. */
type Named = { readonly getBrowserInfo?: () => Promise<{ readonly name: string }> };
type Branded = { readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] } };

export async function browserName(): Promise<string> {
  const info = await (browser.runtime as Named).getBrowserInfo?.();
  if (info !== undefined) return info.name;
  const brands = (navigator as Branded).userAgentData?.brands.map(({ brand }) => brand) ?? [];
  // Beside the brand stand what the browser is built on, and one that is none, so that nobody counts on the list.
  return brands.find((brand) => !/chromium|not.?a.?brand/i.test(brand)) ?? 'Chromium';
}
