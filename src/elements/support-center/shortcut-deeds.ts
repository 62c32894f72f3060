import type { View } from '../../domain/views.ts';
import type { ShortcutAction } from './shortcuts.ts';

/** What a shortcut does to the request that is shown; nothing before the details are there. */
export interface DetailsDeeds {
  perform?(action: 'assign' | 'join-chat'): void;
  focusComposer?(which: 'reply' | 'note'): void;
}

interface Deeds {
  /** To the next request of the list, or the one before; false if there is none. */
  step(this: void, by: 1 | -1): boolean;
  search(this: void): boolean;
  show(this: void, view: View): boolean;
  toggle(this: void): void;
  help(this: void): void;
  /** The details of a request, if one is shown. */
  details(this: void): DetailsDeeds | null;
}

/** Does what a key stands for; false if it cannot be done now, and the key stays the browser's. */
export function actByKey(action: ShortcutAction, deeds: Deeds): boolean {
  switch (action) {
    case 'next':
      return deeds.step(1);
    case 'previous':
      return deeds.step(-1);
    case 'search':
      return deeds.search();
    case 'all':
    case 'new':
    case 'active':
    case 'completed':
      return deeds.show(action);
    case 'availability':
      deeds.toggle();
      return true;
    case 'help':
      deeds.help();
      return true;
    case 'assign':
    case 'join-chat': {
      const details = deeds.details();
      details?.perform?.(action);
      return details?.perform !== undefined;
    }
    case 'reply':
    case 'note': {
      const details = deeds.details();
      details?.focusComposer?.(action);
      return details?.focusComposer !== undefined;
    }
  }
}
