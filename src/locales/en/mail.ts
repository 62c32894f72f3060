/** A request, as a notification names it. All of it is one line each, but for the description. */
export interface MailedRequest {
  readonly company: string;
  readonly number: string;
}

/** What leaves the house as email or SMS: plain text. No part of it goes to a page. */
export interface MailTerms {
  /** To a technician. */
  readonly newRequest: {
    readonly subject: (request: MailedRequest & { readonly customer: string }) => string;
    readonly text: (request: MailedRequest & { readonly customer: string; readonly description: string; readonly link: string }) => string;
    /** As short as it can be: 160 characters are one SMS. */
    readonly sms: (request: MailedRequest & { readonly customer: string; readonly link: string }) => string;
  };
  /**
   * To the address that was given with a request, which may be anybody's: it says nothing that was typed in there.
   */
  readonly claim: {
    readonly subject: (request: MailedRequest) => string;
    readonly text: (request: MailedRequest & { readonly from: string; readonly link: string }) => string;
  };
  /** The same, when another link was asked for. */
  readonly renewed: {
    readonly subject: (request: MailedRequest) => string;
    readonly text: (request: MailedRequest & { readonly link: string }) => string;
  };
}

export const en: MailTerms = {
  newRequest: {
    subject: ({ company, number, customer }) => `${company}: new support request ${number} from ${customer}`,
    text: ({ company, number, customer, description, link }) => `There is a new support request at ${company}.

Request ID: ${number}
Customer: ${customer}

${description}

Open it in the Support Center:
${link}

You get this email because you are Available and have switched on email in the Support Center.
`,
    sms: ({ company, number, customer, link }) => `${company}: new request ${number} from ${customer} ${link}`,
  },
  claim: {
    subject: ({ company, number }) => `${company}: an answer to your support request ${number}`,
    text: ({ company, number, from, link }) => `Hello,

${from} of ${company} has answered your support request ${number}.

Read the answer and write back here:
${link}

The link holds for a week and opens your request once. The same page gives you a new link whenever you need one. Please keep this email to yourself: whoever opens the link can read your request.

If you have not asked ${company} for help, you can ignore this email.
`,
  },
  renewed: {
    subject: ({ company, number }) => `${company}: your link to support request ${number}`,
    text: ({ company, number, link }) => `Hello,

here is a new link to your support request ${number} at ${company}:
${link}

It holds for a week and opens your request once. Please keep this email to yourself: whoever opens the link can read your request.

If you have not asked for it, you can ignore this email.
`,
  },
};
