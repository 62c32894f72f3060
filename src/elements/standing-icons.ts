import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import CircleDot from 'lucide/dist/esm/icons/circle-dot.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import MessageCircleOff from 'lucide/dist/esm/icons/message-circle-off.mjs';
import UserRound from 'lucide/dist/esm/icons/user-round.mjs';
import type { Standing } from '../domain/request.ts';
import type { IconNode } from './icon.ts';

/** A status is never a colour alone: its icon stands beside its word. */
export const standingIcons: Readonly<Record<Standing, IconNode>> = {
  new: CircleDot,
  waiting: Clock,
  'in-progress': UserRound,
  'in-chat': MessageCircle,
  'chat-ended': MessageCircleOff,
  completed: CircleCheck,
};
