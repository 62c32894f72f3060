import type { Device, DeviceType, OperatingSystem } from './request.ts';

/** What a browser says of the device it runs on. All of it may be empty, odd or a lie: it chooses words and offers, never rights. */
export interface Hints {
  readonly userAgent: string;
  /** `navigator.userAgentData.platform`, else `navigator.platform`. */
  readonly platform: string;
  readonly touchPoints: number;
  readonly mobile?: boolean;
  readonly brands?: readonly { readonly brand: string; readonly version: string }[];
}

/**
 * Names for what a browser says of itself.
 * @param header the User-Agent of the connection, for pages that say nothing.
 */
export function describeDevice(hints: Hints, header = ''): Device {
  const agent = hints.userAgent || header;
  const { os, type } = system(agent, hints);
  return { type, os, browser: branded(hints.brands ?? []) || named(agent) };
}

interface System {
  readonly os: OperatingSystem;
  readonly type: DeviceType;
}

function system(agent: string, { platform, touchPoints, mobile }: Hints): System {
  const has = (sign: RegExp): boolean => sign.test(agent);
  // Old Windows phones name Android and iPhone as well, so they come first.
  if (has(/Windows Phone|IEMobile/)) return { os: 'other', type: 'phone' };
  if (has(/iPhone|iPod/)) return { os: 'ios', type: 'phone' };
  if (has(/iPad/)) return { os: 'ios', type: 'tablet' };
  if (has(/Android/) || platform === 'Android') {
    const handheld = mobile === true || has(/\bMobile\b/);
    return { os: 'android', type: has(television) ? 'other' : handheld ? 'phone' : 'tablet' };
  }
  if (has(/CrOS/) || /^Chrom(e|ium) OS$/.test(platform)) return { os: 'chromeos', type: 'desktop' };
  if (has(/Xbox/)) return { os: 'other', type: 'other' };
  if (has(/Windows/) || /^Win/.test(platform)) return { os: 'windows', type: 'desktop' };
  // An iPad asks for pages as a Mac does; no Mac has a touch screen.
  if (has(/Macintosh/) || /^mac/i.test(platform)) return touchPoints > 1 ? { os: 'ios', type: 'tablet' } : { os: 'macos', type: 'desktop' };
  if (has(/KAIOS|OpenHarmony|HarmonyOS/)) return { os: 'other', type: mobile === true || has(/Mobile|Phone/) ? 'phone' : 'tablet' };
  if (has(television)) return { os: has(/Linux/) ? 'linux' : 'other', type: 'other' };
  if (has(/BSD|SunOS/)) return { os: 'other', type: 'desktop' };
  if (has(/Linux|X11/) || /^Linux/.test(platform)) return { os: 'linux', type: mobile === true || has(/\bMobile\b/) ? 'phone' : 'desktop' };
  return { os: 'other', type: mobile === true ? 'phone' : 'other' };
}

const television = /SMART-TV|SmartTV|Smart TV|Web0S|webOS\.TV|Tizen.*TV|BRAVIA|Android TV|\bAFT[A-Z]|CrKey|GoogleTV/;

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

function branded(brands: NonNullable<Hints['brands']>): string {
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
