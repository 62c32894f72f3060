/**
 * The one seam where input from outside becomes frames: a desk reads with {@link parseClientFrame}, a page with
 * {@link parseServerFrame}. Each lies in its own module, so that a page does not carry what only a desk needs.
 */
export { parseClientFrame, type ClientFrameResult } from './client-frames.ts';
export { parseServerFrame, parseSettings } from './server-frames.ts';
