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
  /** The button with the deeds that are not done every day. */
  readonly moreActions: string;
  readonly available: string;
  readonly unavailable: string;
  /** What the button with one's availability is called, before the colon. */
  readonly availability: string;
  readonly myRequests: string;
  readonly transfer: string;
  readonly invite: string;
  readonly leave: string;
  readonly reopen: string;
  readonly resolved: string;
  readonly unresolved: string;
  /** What is written to the customer, and what to colleagues. */
  readonly reply: string;
  readonly note: string;
  /** The field of a note that goes with a deed. */
  readonly comment: string;
  readonly queue: string;
  readonly cannedReplies: string;
  readonly earlierRequests: string;
  readonly search: string;
  readonly companyFilter: string;
  readonly tools: { readonly notifications: string; readonly shortcuts: string; readonly technicians: string };
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
  moreActions: 'More actions',
  available: 'Available',
  unavailable: 'Unavailable',
  availability: 'Your availability',
  myRequests: 'My requests',
  transfer: 'Transfer',
  invite: 'Invite',
  leave: 'Leave Chat',
  reopen: 'Reopen',
  resolved: 'Resolved',
  unresolved: 'Not resolved',
  reply: 'Reply',
  note: 'Note',
  comment: 'Note for colleagues',
  queue: 'Back to the queue',
  cannedReplies: 'Canned replies',
  earlierRequests: 'Earlier requests',
  search: 'Search',
  companyFilter: 'Companies shown',
  tools: { notifications: 'Notifications', shortcuts: 'Keyboard shortcuts', technicians: 'Technicians' },
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
  moreActions: 'Weitere Aktionen',
  available: 'Verfügbar',
  unavailable: 'Nicht verfügbar',
  availability: 'Ihre Verfügbarkeit',
  myRequests: 'Meine Anfragen',
  transfer: 'Übergeben',
  invite: 'Einladen',
  leave: 'Chat verlassen',
  reopen: 'Wieder öffnen',
  resolved: 'Gelöst',
  unresolved: 'Nicht gelöst',
  reply: 'Antwort',
  note: 'Notiz',
  comment: 'Notiz für Kollegen',
  queue: 'Zurück in die Warteschlange',
  cannedReplies: 'Textbausteine',
  earlierRequests: 'Frühere Anfragen',
  search: 'Suche',
  companyFilter: 'Angezeigte Firmen',
  tools: { notifications: 'Benachrichtigungen', shortcuts: 'Tastenkürzel', technicians: 'Techniker' },
};
