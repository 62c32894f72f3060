import ArrowRightLeft from 'lucide/dist/esm/icons/arrow-right-left.mjs';
import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import DoorOpen from 'lucide/dist/esm/icons/door-open.mjs';
import LogOut from 'lucide/dist/esm/icons/log-out.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import RotateCcw from 'lucide/dist/esm/icons/rotate-ccw.mjs';
import UserRoundMinus from 'lucide/dist/esm/icons/user-round-minus.mjs';
import UserRoundPlus from 'lucide/dist/esm/icons/user-round-plus.mjs';
import UsersRound from 'lucide/dist/esm/icons/users-round.mjs';
import type { IconNode } from '../icon.ts';
import type { OfferedAction } from './offered.ts';

export const actionIcons: Readonly<Record<OfferedAction, IconNode>> = {
  assign: UserRoundPlus,
  unassign: UserRoundMinus,
  transfer: ArrowRightLeft,
  'join-chat': MessageCircle,
  'leave-chat': DoorOpen,
  'share-file': Paperclip,
  invite: UsersRound,
  'end-chat': LogOut,
  close: CircleCheck,
  reopen: RotateCcw,
};
