/** The server on Node: handlers for an HTTP server of one's own, and one that listens. */
export { createSupportServer, type RequestInfo, type ServerSurroundings, type SupportServer } from './server.ts';
export { ConfigError, defineConfig, readConfig } from './config.ts';
export type { CompanyConfig, ServerConfig, SigningKey } from './config-schema.ts';
export { listen, type Listening, type ListenOptions } from './listen.ts';
export type { Log, LogLine } from './log.ts';
export { signToken, type TokenRequest } from './tokens.ts';
