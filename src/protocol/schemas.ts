/**
 * The one seam where input from outside becomes frames: a desk reads with {@link parseClientFrame}, a page with
 * {@link parseServerFrame}, a customer's with the smaller {@link parseCustomerFrame}. Each lies in its own module, so that a
 * page does not carry what only a desk, or only a technician, needs.
 */
export { parseClientFrame, type ClientFrameResult } from './client-frames.ts';
export { parseCustomerFrame, parseSettings } from './server-frames.ts';
export { parseServerFrame } from './technician-frames.ts';
export { parsePost } from './read-post.ts';
export { parsePostAnswer } from './read-post-answer.ts';
