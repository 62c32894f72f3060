import type { Areas } from '../languages.ts';
import { en as common } from './common.ts';
import { en as console } from './console.ts';
import { en as portal } from './portal.ts';

/** English, whole: something to begin another language from, or to change terms of and give to `registerLocale`. */
export const en: Areas & { readonly lang: string } = { lang: 'en', common, portal, console };
