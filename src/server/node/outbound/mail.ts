import { createTransport, type Transporter } from 'nodemailer';
import type { CheckedSmtp } from '../config-delivery.ts';
import { senderOf, type Sender } from '../sender.ts';
import { oneLine } from './one-line.ts';
import { codeOf, delivered, unanswered, type Outcome } from './outcome.ts';

/** A mail in plain text to one address. */
export interface Mail {
  /** The same for each try, so that a receiver who knows it takes no second one. */
  readonly id: string;
  /** The company's name, if the sender has none. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Of its words. */
  readonly language: string;
}

/** Sends a mail, once; never rejects. */
export type SendMail = (mail: Mail, signal: AbortSignal) => Promise<Outcome>;

/** Milliseconds for a mail server to answer the phone; and to say nothing in the middle of a talk. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Sends through a mail server. The password goes over an encrypted line or not at all. */
export function smtpMail({ host, port, secure, user, password, from }: CheckedSmtp): SendMail {
  const authenticated = user !== undefined && password !== undefined;
  const transport = createTransport({
    host,
    port: port ?? (secure ? 465 : 587),
    secure,
    requireTLS: authenticated && !secure,
    ...(authenticated ? { auth: { user, pass: password } } : {}),
    ...patience,
  });
  return mailBy(transport, senderOf(from));
}

/** Sends by any of nodemailer's transports. */
export function mailBy(transport: Transporter, sender: Sender): SendMail {
  return async ({ id, from, to, subject, text, language }, signal) => {
    try {
      await transport.sendMail({
        messageId: `<${id}@${sender.address.split('@')[1] ?? 'deskside'}>`,
        from: { name: sender.name || oneLine(from, 60), address: sender.address },
        // An address as an object is never read as a list of them.
        to: { name: '', address: to },
        subject: oneLine(subject, 200),
        text,
        // Long lines, as links are, arrive as they were sent.
        textEncoding: 'quoted-printable',
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': language },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      });
      return delivered;
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

/** Steps of a talk in which a permanent no is about this mail; anywhere else it is about us, and can be mended. */
const aboutTheMail: ReadonlySet<unknown> = new Set(['RCPT TO', 'DATA']);

function outcomeOf(error: unknown): Outcome {
  const { permanent, command, responseCode } = error as { readonly permanent?: unknown; readonly command?: unknown; readonly responseCode?: unknown };
  // Nobody has said anything to this mail.
  if (typeof responseCode !== 'number' && permanent !== true) return unanswered(codeOf(error));
  const why = typeof responseCode === 'number' ? `SMTP ${responseCode}` : codeOf(error);
  return { result: permanent === true && aboutTheMail.has(command) ? 'refused' : 'failed', why };
}
