/** What the interface says, word for word as it was promised: kept apart from src/locales, so that neither can drift alone. */
export interface Labels {
  readonly name: string;
  readonly email: string;
  readonly description: string;
  readonly submit: string;
  readonly message: string;
  readonly send: string;
  readonly uploadFile: string;
  readonly conversation: string;
  /** The heading of a request, with its number. */
  readonly requestNumber: RegExp;
  readonly newRequest: string;
  readonly progress: { readonly sent: string; readonly delivered: string; readonly read: string };
  readonly supportCenter: string;
  readonly supportRequests: string;
  readonly mySupportRequests: string;
  readonly views: readonly [all: string, fresh: string, active: string, completed: string];
  readonly columns: readonly string[];
  readonly myColumns: readonly string[];
  readonly standings: { readonly new: string; readonly waiting: string; readonly inProgress: string; readonly inChat: string; readonly ended: string; readonly completed: string };
  readonly parts: readonly [actions: string, chat: string, details: string, source: string];
  readonly detailTerms: readonly string[];
  readonly sourceTerms: readonly string[];
  readonly assign: string;
  readonly unassign: string;
  readonly join: string;
  readonly end: string;
  readonly close: string;
  readonly available: string;
  readonly unavailable: string;
  /** What the button with one's availability is called, before the colon. */
  readonly availability: string;
  readonly myRequests: string;
}

export const english: Labels = {
  name: 'Name',
  email: 'Email',
  description: 'Description',
  submit: 'Submit Request',
  message: 'Message',
  send: 'Send',
  uploadFile: 'Upload File',
  conversation: 'Conversation',
  requestNumber: /Request (\d+)/,
  newRequest: 'New request',
  progress: { sent: 'Sent', delivered: 'Delivered', read: 'Read' },
  supportCenter: 'Support Center',
  supportRequests: 'Support Requests',
  mySupportRequests: 'My Support Requests',
  views: ['All', 'New', 'Active', 'Completed'],
  columns: ['Submitted', 'ID', 'Customer', 'Company', 'Status', 'Technician'],
  myColumns: ['On', 'ID', 'Customer', 'Company', 'Status'],
  standings: { new: 'New', waiting: 'Waiting for chat', inProgress: 'In progress', inChat: 'In chat', ended: 'Chat ended', completed: 'Completed' },
  parts: ['Actions', 'Chat Messages', 'Details', 'Source Information'],
  detailTerms: ['Request ID', 'Customer email', 'Company', 'Status', 'Technician'],
  sourceTerms: ['IP address', 'Device type', 'Operating system', 'Web browser'],
  assign: 'Assign to Me',
  unassign: 'Unassign',
  join: 'Join Chat',
  end: 'End Chat',
  close: 'Close Request',
  available: 'Available',
  unavailable: 'Unavailable',
  availability: 'Your availability',
  myRequests: 'My requests',
};

export const german: Labels = {
  name: 'Name',
  email: 'E-Mail',
  description: 'Beschreibung',
  submit: 'Anfrage senden',
  message: 'Nachricht',
  send: 'Senden',
  uploadFile: 'Datei hochladen',
  conversation: 'Unterhaltung',
  requestNumber: /Anfrage (\d+)/,
  newRequest: 'Neue Anfrage',
  progress: { sent: 'Gesendet', delivered: 'Zugestellt', read: 'Gelesen' },
  supportCenter: 'Support Center',
  supportRequests: 'Support-Anfragen',
  mySupportRequests: 'Meine Support-Anfragen',
  views: ['Alle', 'Neu', 'Aktiv', 'Abgeschlossen'],
  columns: ['Eingegangen', 'ID', 'Kunde', 'Firma', 'Status', 'Techniker'],
  myColumns: ['Am', 'ID', 'Kunde', 'Firma', 'Status'],
  standings: { new: 'Neu', waiting: 'Wartet auf Chat', inProgress: 'In Bearbeitung', inChat: 'Im Chat', ended: 'Chat beendet', completed: 'Abgeschlossen' },
  parts: ['Aktionen', 'Chatnachrichten', 'Details', 'Quellinformationen'],
  detailTerms: ['Anfrage-ID', 'Kunden-E-Mail-Adresse', 'Firma', 'Status', 'Techniker'],
  sourceTerms: ['IP-Adresse', 'Gerätetyp', 'Betriebssystem', 'Webbrowser'],
  assign: 'Mir zuweisen',
  unassign: 'Zuweisung aufheben',
  join: 'An Chat teilnehmen',
  end: 'Chat beenden',
  close: 'Anfrage schließen',
  available: 'Verfügbar',
  unavailable: 'Nicht verfügbar',
  availability: 'Ihre Verfügbarkeit',
  myRequests: 'Meine Anfragen',
};
