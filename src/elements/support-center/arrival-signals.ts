/** What a new request is made known by, beside the lists: a notification of the browser, and a sound. */

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

/** Two short tones, up: a sixth of a second each, quiet. Hertz, and seconds from the beginning. */
const tones = [
  { pitch: 659, at: 0 },
  { pitch: 880, at: 0.14 },
] as const;
const length = 0.22;
const loudness = 0.12;

/** Plays them. Browsers let a page be heard only after somebody has touched it: before, nothing happens and the promise says false. */
export async function chime(): Promise<boolean> {
  if (typeof AudioContext === 'undefined' || ('userActivation' in navigator && !navigator.userActivation.hasBeenActive)) return false;
  const audio = new AudioContext();
  try {
    await audio.resume();
    for (const { pitch, at } of tones) {
      const start = audio.currentTime + at;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.type = 'sine';
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(loudness, start + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.001, start + length);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + length);
      if (at > 0) tone.onended = () => void audio.close();
    }
    return true;
  } catch {
    void audio.close();
    return false;
  }
}
