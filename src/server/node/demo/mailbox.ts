import { createTransport, type Transport } from 'nodemailer';
import { mailBy, type SendMail } from '../outbound/mail.ts';
import { delivered } from '../outbound/outcome.ts';
import type { SendSms } from '../outbound/sms.ts';

/** An email or SMS that the demo has sent to nobody. */
export interface KeptMessage {
  readonly by: 'email' | 'sms';
  readonly at: number;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Messages kept; older ones are forgotten. */
const most = 50;

/** Where the demo's emails and SMS end: in memory, to be looked at. All that comes before it is what a mail server would get. */
export class Mailbox {
  readonly #now: () => number;
  #messages: readonly KeptMessage[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The newest first. */
  get messages(): readonly KeptMessage[] {
    return this.#messages;
  }

  get mail(): SendMail {
    const transport: Transport = {
      name: 'mailbox',
      version: '1',
      send: ({ data, message }, callback) => {
        const envelope = message.getEnvelope();
        this.#keep({ by: 'email', to: envelope.to.join(', '), subject: textOf(data.subject), text: textOf(data.text) });
        callback(null, { envelope, messageId: message.messageId() });
      },
    };
    return mailBy(createTransport(transport), { name: '', address: 'support@deskside.example' });
  }

  get sms(): SendSms {
    return (to, text) => {
      this.#keep({ by: 'sms', to, subject: '', text });
      return Promise.resolve(delivered);
    };
  }

  #keep(message: Omit<KeptMessage, 'at'>): void {
    this.#messages = [{ ...message, at: this.#now() }, ...this.#messages].slice(0, most);
  }
}
