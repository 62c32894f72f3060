/** Two short tones, up: a sixth of a second each, quiet. Hertz, and seconds from the beginning. */
const tones = [
  { pitch: 659, at: 0 },
  { pitch: 880, at: 0.14 },
] as const;
const length = 0.22;
const loudness = 0.12;

/** Browsers let a page be heard only after somebody has touched it. */
export function audible(): boolean {
  return typeof AudioContext !== 'undefined' && !('userActivation' in navigator && !navigator.userActivation.hasBeenActive);
}

/** Plays them. Where the page may not be heard, nothing happens and the promise says false. */
export async function chime(): Promise<boolean> {
  if (!audible()) return false;
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
