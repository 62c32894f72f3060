import type { MailTerms } from '../en/mail.ts';

export const de: MailTerms = {
  newRequest: {
    subject: ({ company, number, customer }) => `${company}: neue Support-Anfrage ${number} von ${customer}`,
    text: ({ company, number, customer, description, link }) => `Bei ${company} gibt es eine neue Support-Anfrage.

Anfrage-ID: ${number}
Kunde: ${customer}

${description}

Im Support Center öffnen:
${link}

Sie erhalten diese E-Mail, weil Sie verfügbar sind und im Support Center E-Mail eingeschaltet haben.
`,
    sms: ({ company, number, customer, link }) => `${company}: neue Anfrage ${number} von ${customer} ${link}`,
  },
  claim: {
    subject: ({ company, number }) => `${company}: eine Antwort auf Ihre Support-Anfrage ${number}`,
    text: ({ company, number, from, link }) => `Guten Tag,

${from} von ${company} hat auf Ihre Support-Anfrage ${number} geantwortet.

Hier lesen Sie die Antwort und schreiben zurück:
${link}

Der Link gilt eine Woche und öffnet Ihre Anfrage einmal. Auf derselben Seite erhalten Sie jederzeit einen neuen. Bitte behalten Sie diese E-Mail für sich: Wer den Link öffnet, kann Ihre Anfrage lesen.

Wenn Sie ${company} nicht um Hilfe gebeten haben, können Sie diese E-Mail ignorieren.
`,
  },
  renewed: {
    subject: ({ company, number }) => `${company}: Ihr Link zur Support-Anfrage ${number}`,
    text: ({ company, number, link }) => `Guten Tag,

hier ist ein neuer Link zu Ihrer Support-Anfrage ${number} bei ${company}:
${link}

Er gilt eine Woche und öffnet Ihre Anfrage einmal. Bitte behalten Sie diese E-Mail für sich: Wer den Link öffnet, kann Ihre Anfrage lesen.

Wenn Sie ihn nicht angefordert haben, können Sie diese E-Mail ignorieren.
`,
  },
};
