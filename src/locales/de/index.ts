import type { Areas } from '../languages.ts';
import { de as common } from './common.ts';
import { de as console } from './console.ts';
import { de as portal } from './portal.ts';

/** German, whole: something to begin another language from, or to change terms of and give to `registerLocale`. */
export const de: Areas & { readonly lang: string } = { lang: 'de', common, portal, console };
