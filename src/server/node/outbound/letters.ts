import { de } from '../../../locales/de/mail.ts';
import { en, type MailTerms } from '../../../locales/en/mail.ts';
import type { AboutRequest, Parcel } from '../../core/deliveries.ts';
import type { CheckedCompany } from '../config-company.ts';
import { oneLine, quotedText } from './one-line.ts';

const languages: Readonly<Record<CheckedCompany['language'], MailTerms>> = { en, de };

export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** Characters of what a customer has typed that go into a message. */
const most = { name: 60, nameInSms: 30, description: 1_000 };

/** The words of one company's mails and SMS. */
export class Letters {
  readonly #terms: MailTerms;
  readonly #id: string;
  readonly #company: string;
  readonly #pages: Pick<CheckedCompany, 'console' | 'portal'>;

  constructor(id: string, { name, language, console, portal }: CheckedCompany) {
    this.#terms = languages[language];
    this.#id = id;
    this.#company = oneLine(name, most.name);
    this.#pages = { console, portal };
  }

  newRequest(about: AboutRequest): Letter {
    const { subject, text } = this.#terms.newRequest;
    const request = { ...this.#named(about), customer: oneLine(about.customer, most.name) };
    return { subject: subject(request), text: text({ ...request, description: quotedText(about.description, most.description), link: this.#deepLink(about) }) };
  }

  sms(about: AboutRequest): string {
    return this.#terms.newRequest.sms({ ...this.#named(about), customer: oneLine(about.customer, most.nameInSms), link: this.#deepLink(about) });
  }

  /** What a claim link is sent with. */
  claim({ about, from }: Extract<Parcel, { kind: 'claim' }>, code: string): Letter {
    const { claim, renewed } = this.#terms;
    const request = this.#named(about);
    const link = `${this.#pages.portal ?? ''}#support-claim=${code}`;
    if (from === null) return { subject: renewed.subject(request), text: renewed.text({ ...request, link }) };
    return { subject: claim.subject(request), text: claim.text({ ...request, from: oneLine(from, most.name), link }) };
  }

  #named({ number }: AboutRequest): { company: string; number: string } {
    return { company: this.#company, number: String(number) };
  }

  #deepLink({ number }: AboutRequest): string {
    return `${this.#pages.console ?? ''}#${this.#id}/${number}`;
  }
}
