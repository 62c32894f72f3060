import type { Device } from './request.ts';
import { system, type DeviceHints } from './systems.ts';

/**
 * Names for what a browser says of itself.
 * @param header the User-Agent of the connection, for pages that say nothing.
 */
export function describeDevice(hints: DeviceHints, header = ''): Device {
  const agent = hints.userAgent || header;
  const { os, type } = system(agent, hints);
  return { type, os, browser: branded(hints.brands ?? []) || named(agent) };
}

/** Brands as browsers of the Chromium family send them, in words of people. Others are taken at their word. */
const brandNames: Readonly<Record<string, string>> = {
  'Google Chrome': 'Chrome',
  HeadlessChrome: 'Chrome',
  'Microsoft Edge': 'Edge',
  'Microsoft Edge WebView2': 'Edge',
  'Opera GX': 'Opera',
  OperaMobile: 'Opera',
  'Android WebView': 'Chrome',
  YaBrowser: 'Yandex Browser',
};

/** The engine's own brand: the name only if there is no other. */
const engine = 'Chromium';

function branded(brands: NonNullable<DeviceHints['brands']>): string {
  // Chromium puts an invented brand among them ("Not/A)Brand"), so that nobody relies on the list.
  const real = brands.filter(({ brand, version }) => !/not.*brand/i.test(brand) && /^\w[\w .+-]{0,39}$/.test(brand) && /^\d/.test(version));
  const chosen = real.find(({ brand }) => brand !== engine) ?? real[0];
  if (!chosen) return '';
  const name = Object.hasOwn(brandNames, chosen.brand) ? brandNames[chosen.brand] : chosen.brand;
  return `${name} ${major(chosen.version)}`;
}

/**
 * What a user agent says that tells browsers apart, the more special first: nearly all of them also name Chrome or Safari.
 * The version is the first group.
 */
const signs: readonly (readonly [name: string, sign: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['Opera Mini', /\bOpera Mini\/(\d+)/],
  ['Opera', /\b(?:OPR|OPT|OPiOS|OPX)\/(\d+)/],
  ['Opera', /^Opera\/.*\bVersion\/(\d+)/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d+)/],
  ['Yandex Browser', /\bYaBrowser\/(\d+)/],
  ['Vivaldi', /\bVivaldi\/(\d+)/],
  ['UC Browser', /\bUC ?Browser\/(\d+)/],
  ['Huawei Browser', /\bHuaweiBrowser\/(\d+)/],
  ['Mi Browser', /\bMiuiBrowser\/(\d+)/],
  ['Silk', /\bSilk\/(\d+)/],
  ['DuckDuckGo', /\b(?:DuckDuckGo|Ddg)\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS|Focus)\/(\d+)/],
  ['Internet Explorer', /\bMSIE (\d+)/],
  ['Internet Explorer', /\bTrident\/.*\brv:(\d+)/],
  ['Chromium', /\bChromium\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|CriOS|Chrome)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
];

function named(agent: string): string {
  for (const [name, sign] of signs) {
    const version = sign.exec(agent)?.[1];
    if (version !== undefined) return `${name} ${major(version)}`;
  }
  return '';
}

/** The leading number, short enough for a line of the details pane. */
function major(version: string): string {
  return /^\d{1,5}/.exec(version)?.[0] ?? '';
}
