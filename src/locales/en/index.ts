import type { Locale } from '../languages.ts';
import { en as common } from './common.ts';
import { en as console } from './console.ts';
import { en as portal } from './portal.ts';

/** English, whole: something to begin another language from, or to change terms of and give to `registerLocale`. */
export const en: Locale & Required<Pick<Locale, 'common' | 'console' | 'portal'>> = { lang: 'en', common, portal, console };
