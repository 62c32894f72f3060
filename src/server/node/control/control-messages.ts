import * as v from 'valibot';
import { staffRoles } from '../../../domain/staff.ts';

/** What goes over the control socket: one question and one answer, a line of JSON each. */

/** Bytes of a line. */
export const longestLine = 16 * 1024;

const company = v.pipe(v.string(), v.maxLength(63));

export const questionSchema = v.variant('ask', [
  v.strictObject({ ask: v.literal('technicians'), company }),
  v.strictObject({
    ask: v.literal('change-technician'),
    company,
    change: v.strictObject({
      id: v.string(),
      name: v.exactOptional(v.string()),
      role: v.exactOptional(v.picklist(staffRoles)),
      enabled: v.exactOptional(v.boolean()),
    }),
  }),
]);
export type Question = v.InferOutput<typeof questionSchema>;

const technician = v.object({ id: v.string(), name: v.string(), role: v.picklist(staffRoles), enabled: v.boolean(), available: v.boolean() });

const fields = v.array(v.object({ field: v.string(), fault: v.string() }));

export const answerSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), technicians: v.optional(v.array(technician), []) }),
  v.object({ ok: v.literal(false), code: v.string(), faults: v.optional(fields, []) }),
]);
export type ControlAnswer = v.InferOutput<typeof answerSchema>;
