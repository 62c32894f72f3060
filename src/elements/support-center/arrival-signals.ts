/** What a new request is made known by, beside the lists: a notification of the browser, and a sound. */
export { chime } from '../chime.ts';

export interface Arrival {
  /** Names the notification: another one of the same request takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** The technician has pressed it. */
  chosen(): void;
}

/** Why the browser shows no notifications, or null if it does. `asked`: nobody has been asked yet. */
export type NotificationObstacle = 'unsupported' | 'denied' | 'asked' | null;

export function notificationObstacle(): NotificationObstacle {
  if (typeof Notification === 'undefined' || !isSecureContext) return 'unsupported';
  return Notification.permission === 'granted' ? null : Notification.permission === 'denied' ? 'denied' : 'asked';
}

/** Asks the technician's leave; only a press may do that. */
export async function askForNotifications(): Promise<NotificationObstacle> {
  if (notificationObstacle() === 'asked') await Notification.requestPermission().catch(() => 'denied');
  return notificationObstacle();
}

/** Shows a notification if the browser has leave to. False if it could not be. */
export function notify({ tag, title, body, chosen }: Arrival): boolean {
  if (notificationObstacle() !== null) return false;
  try {
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
      chosen();
    };
    return true;
  } catch {
    return false; // Chromium on Android has the class, and throws
  }
}
