/** Protocol `desk/1` for those who build their own backend or transport: frames, what reads them, codes and numbers. */
export type * from './frames.ts';
export { parseClientFrame, parseCustomerFrame, parsePost, parsePostAnswer, parseServerFrame, parseSettings, type ClientFrameResult } from './schemas.ts';
export { closeCodes, isTransient, terminalReason, type AskCode, type CloseReason, type ErrorCode, type LocalCode, type PermanentCode, type RefusalCode, type TransientCode } from './errors.ts';
export * from './limits.ts';
export * from './posts.ts';
export { apply } from '../domain/apply.ts';
export type { EventType, LogEntry, NoteEntry, NoteEvent, NoteOccasion, RequestEvent, Stream } from '../domain/events.ts';
export { next, type Action, type Reason, type Verdict } from '../domain/lifecycle.ts';
export { allowedActions, verdict, type Actor } from '../domain/verdicts.ts';
export type { CannedReply } from '../domain/replies.ts';
export type * from '../domain/request.ts';
export type { Colleague, NotificationSettings, StaffChange, StaffRole } from '../domain/staff.ts';
export type { FieldFault, FormField, TextFault } from '../domain/text-rules.ts';
export type { Counts, View } from '../domain/views.ts';
export type { WaitThresholds } from '../domain/waits.ts';
