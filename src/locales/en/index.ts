import type { Areas } from '../languages.ts';
import { en as chat } from './chat.ts';
import { en as common } from './common.ts';
import { en as console } from './console.ts';
import { en as conversation } from './conversation.ts';
import { en as details } from './details.ts';
import { en as files } from './files.ts';
import { en as portal } from './portal.ts';
import { en as settings } from './settings.ts';

/** English, whole: something to begin another language from, or to change terms of and give to `registerLocale`. */
export const en: Areas & { readonly lang: string } = { lang: 'en', common, chat, conversation, portal, console, details, settings, files };
