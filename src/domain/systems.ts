import type { DeviceType, OperatingSystem } from './request.ts';

/**
 * What a browser says of the device it runs on; the desk makes names of it (devices.ts). All of it may be empty, odd or a lie: it chooses
 * words and offers, never rights.
 */
export interface DeviceHints {
  readonly userAgent: string;
  /** `navigator.userAgentData.platform`, else `navigator.platform`. */
  readonly platform: string;
  readonly touchPoints: number;
  readonly mobile?: boolean;
  readonly brands?: readonly { readonly brand: string; readonly version: string }[];
}

export interface System {
  readonly os: OperatingSystem;
  readonly type: DeviceType;
}

/** What kind of device it is and what runs it. Apart from the names of browsers, because pages ask no more. */
export function system(agent: string, { platform, touchPoints, mobile }: DeviceHints): System {
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

/**
 * Whether it is a phone, and whether iOS runs it, of browsers that say so: what a page asks before anybody has done anything.
 * `system` says more, and where it must be certain.
 */
export const looksLikePhone = (agent: string): boolean => /^(?!.*iPad).*Mobile/.test(agent);
export const looksLikeIos = (agent: string, touchPoints: number): boolean => /iP(hone|od|ad)/.test(agent) || (touchPoints > 1 && /Macintosh/.test(agent));

const television = /SMART-TV|SmartTV|Smart TV|Web0S|webOS\.TV|Tizen.*TV|BRAVIA|Android TV|\bAFT[A-Z]|CrKey|GoogleTV/;
