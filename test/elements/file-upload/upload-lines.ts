import { atom } from 'nanostores';
import type { Conversation, Line, UploadLine } from '../../../src/client/client.ts';

/** A file on its way, in any state; what is pressed is written down. */
export function uploading(name: string, change: Partial<UploadLine> = {}, pressed: string[] = []): UploadLine {
  const press = (what: string) => () => void pressed.push(`${what} ${name}`);
  return {
    kind: 'upload',
    id: `u-${name}`,
    file: new File(['x'], name),
    name,
    size: 4_800_000,
    at: 0,
    state: 'uploading',
    sent: 1_200_000,
    fraction: 0.25,
    speed: 320_000,
    remaining: 11_250,
    progress: change.state === 'refused' ? 'failed' : 'sending',
    pause: press('pause'),
    resume: press('resume'),
    discard: press('discard'),
    retry: press('retry'),
    ...change,
  };
}

/** One in every state. */
export function everyState(pressed: string[] = []): readonly UploadLine[] {
  return [
    uploading('holiday-in-the-mountains-2026.jpeg', {}, pressed),
    uploading('waiting.pdf', { state: 'waiting', sent: 0, fraction: 0, speed: null, remaining: null }, pressed),
    uploading('paused.zip', { state: 'paused', sent: 2_400_000, fraction: 0.5, speed: null, remaining: null }, pressed),
    uploading('interrupted.log', { state: 'interrupted', sent: 3_600_000, fraction: 0.75, speed: null, remaining: null }, pressed),
    uploading('left.zip', { state: 'missing', sent: 0, fraction: 0, speed: null, remaining: null }, pressed),
    uploading('nearly.docx', { state: 'sharing', sent: 4_800_000, fraction: 1, speed: null, remaining: null }, pressed),
    uploading('macros.docx', { state: 'refused', error: 'file_refused', fault: 'macros', speed: null, remaining: null }, pressed),
    uploading('no-room.zip', { state: 'refused', error: 'file_refused', fault: 'quota_customer', speed: null, remaining: null }, pressed),
    uploading('lost.txt', { state: 'refused', error: 'unavailable', speed: null, remaining: null }, pressed),
  ];
}

/** A conversation of which only the files on their way are real. */
export function withUploads(lines: readonly UploadLine[]) {
  const $messages = atom<readonly Line[]>(lines);
  return { conversation: { company: 'acme', $messages } as unknown as Conversation, show: (shown: readonly UploadLine[]) => { $messages.set(shown); } };
}
