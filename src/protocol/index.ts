/** Protocol `desk/1` for those who build their own backend or transport: frames, what reads them, codes and numbers. */
export type * from './frames.ts';
export { parseClientFrame, parseServerFrame, parseSettings, type ClientFrameResult } from './schemas.ts';
export { closeCodes, isTransient, terminalReason, type AskCode, type CloseReason, type ErrorCode, type LocalCode, type PermanentCode, type RefusalCode, type TransientCode } from './errors.ts';
export * from './limits.ts';
export { apply } from '../domain/apply.ts';
export type { EventType, LogEntry, RequestEvent } from '../domain/events.ts';
export { allowedActions, next, verdict, type Action, type Actor, type Reason, type Verdict } from '../domain/lifecycle.ts';
export type * from '../domain/request.ts';
export type { FieldFault, FormField, TextFault } from '../domain/text-rules.ts';
export type { Counts, View } from '../domain/views.ts';
