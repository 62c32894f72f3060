import { SupportChat } from '../elements/support-chat/support-chat.ts';
import './connection.ts';

SupportChat.define();
