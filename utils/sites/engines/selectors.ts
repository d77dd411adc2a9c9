import { chats } from './chats';
import { clients } from './clients';
import { comments } from './comments';
import type { Engine } from './engine';
import { fediverse } from './fediverse';
import { forums } from './forums';

/** In the order in which they are asked: the most telling marks first. */
export const engines: readonly Engine[] = [...forums, ...clients, ...fediverse, ...comments, ...chats];
