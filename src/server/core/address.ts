import type { DeskOptions } from './ports.ts';

/** What is kept of a customer's address [R43]: all of it while the request is open, then what the company says. */
export function keptAddress(ip: string, completed: boolean, policy: DeskOptions['ip']): string {
  if (policy === 'off') return '';
  return completed && policy === 'truncate' ? truncated(ip) : ip;
}

/** An address cut to its network: /24 of IPv4, /48 of IPv6. Empty if it is neither. */
export function truncated(ip: string): string {
  const four = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/i.exec(ip);
  if (four) return `${four[1] ?? ''}.0`;
  const groups = networkGroups(ip, 3);
  return groups ? `${groups.join(':')}::` : '';
}

/**
 * Whom an address stands for where something is counted: of IPv6 its /64, the least that a line is given, in which one machine may
 * take any address, a new one each time.
 */
export function subscriberOf(ip: string): string {
  const groups = networkGroups(ip, 4);
  return groups ? `${groups.join(':')}::` : ip;
}

/** The first groups of an IPv6 address, or null. */
function networkGroups(ip: string, count: number): readonly string[] | null {
  const [front = '', back, ...more] = ip.replace(/%.*$/, '').split('::');
  if (more.length > 0 || !/^[0-9a-f:.]+$/i.test(ip.replace(/%.*$/, '')) || !ip.includes(':')) return null;
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const first = groups(front);
  const last = back === undefined ? [] : groups(back);
  // A tail in dotted form stands for two groups.
  const length = first.length + last.length + (ip.includes('.') ? 1 : 0);
  const zeros = back === undefined ? 0 : Math.max(0, 8 - length);
  return [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, count);
}
