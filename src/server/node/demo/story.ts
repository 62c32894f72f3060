import type { DeviceHints } from '../../../protocol/frames.ts';

/** How one request of the example data came about. */
export interface Story {
  readonly name: string;
  readonly email: string;
  readonly device: DeviceHints;
  readonly ip: string;
  /** Minutes before now at which it was filed. */
  readonly ago: number;
  readonly description: string;
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  readonly steps: readonly Step[];
}

/** `c` is the customer, everyone else a technician by id; `at` is minutes after the submit. */
export type Step =
  | { readonly at: number; readonly who: string; readonly says: string }
  | { readonly at: number; readonly who: string; readonly does: 'assign' | 'unassign' | 'join-chat' | 'end-chat' | 'withdraw' }
  | { readonly at: number; readonly who: string; readonly closes: 'resolved' | 'unresolved' }
  | { readonly at: number; readonly who: string; readonly shares: { readonly name: string; readonly text: string } };


/** A technician takes a request and joins its chat. */
export const takes = (who: string, at: number): readonly Step[] => [
  { at, who, does: 'assign' },
  { at: at + 0.2, who, does: 'join-chat' },
];

export const windows: DeviceHints = {
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  platform: 'Win32',
  touchPoints: 0,
};
export const windowsFirefox: DeviceHints = { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', platform: 'Win32', touchPoints: 0 };
export const windowsEdge: DeviceHints = { ...windows, userAgent: `${windows.userAgent} Edg/142.0.0.0` };
export const mac: DeviceHints = {
  userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
  platform: 'MacIntel',
  touchPoints: 0,
};
export const iphone: DeviceHints = {
  userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
  platform: 'iPhone',
  touchPoints: 5,
};
export const ipad: DeviceHints = { ...mac, touchPoints: 5 };
export const android: DeviceHints = {
  userAgent: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  platform: 'Linux armv8l',
  touchPoints: 5,
  mobile: true,
};
export const linux: DeviceHints = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', platform: 'Linux x86_64', touchPoints: 0 };

/** A technician's device is nobody's business. */
export const unknownVisitor: DeviceHints = { userAgent: '', platform: '', touchPoints: 0 };
