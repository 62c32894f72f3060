/** The server on Node: handlers for an HTTP server of one's own, and one that listens. */
export { createSupportServer, type RequestInfo, type ServerSurroundings, type SupportServer } from './server.ts';
export { ChangeRefused, type DeskTechnician } from './technicians.ts';
export { verifyWebhook } from './outbound/webhook-signature.ts';
export type { Mail, SendMail } from './outbound/mail.ts';
export type { Outcome } from './outbound/outcome.ts';
export type { ScanFile, ScannedFile, ScanVerdict } from '../host/file-check.ts';
export type { SendSms } from './outbound/sms.ts';
export type { WebhookEvent, WebhookPayload } from '../core/deliveries.ts';
export { ConfigError, defineConfig, readConfig } from './config.ts';
export type { CheckedConfig } from './config-schema.ts';
export type {
  ClamavConfig,
  CompanyConfig,
  LimitsConfig,
  ListenConfig,
  NotificationsConfig,
  RateConfig,
  Secret,
  ServerConfig,
  SigningKey,
  SmsConfig,
  SmtpConfig,
  TechnicianConfig,
  WaitsConfig,
  WebhookConfig,
} from './config-types.ts';
export { listen, type Listening, type ListenOptions } from './listen.ts';
export type { Log, LogLine } from './log.ts';
export { signToken, type TokenRequest } from './tokens.ts';
