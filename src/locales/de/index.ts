import type { Areas } from '../languages.ts';
import { de as chat } from './chat.ts';
import { de as common } from './common.ts';
import { de as console } from './console.ts';
import { de as conversation } from './conversation.ts';
import { de as details } from './details.ts';
import { de as files } from './files.ts';
import { de as portal } from './portal.ts';
import { de as settings } from './settings.ts';

/** German, whole: something to begin another language from, or to change terms of and give to `registerLocale`. */
export const de: Areas & { readonly lang: string } = { lang: 'de', common, chat, conversation, portal, console, details, settings, files };
