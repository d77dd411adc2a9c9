import type { Engine } from './engine';

/** Messages in the page of a chat: NodeBB's and converse.js's (XMPP), by their own templates. They have no address. */
export const chats: readonly Engine[] = [
  {
    name: 'nodebb-chat',
    page: '[component="chat/message"][data-mid]',
    post: '[component="chat/message"][data-mid]',
    kind: 'message',
    id: [['data', '', 'data-mid']],
    handle: [['data', '', 'data-username']],
    displayName: [['data', '', 'data-username']],
    userId: [['data', '', 'data-uid', /^([1-9]\d*|https?:.+)$/]],
    profile: [['structure', 'a[href*="/user/"]', 'href']],
    permalink: [],
    time: [['data', '', 'data-timestamp']],
    text: [['testid', '[component="chat/message/body"]'], ['structure', '.message-body']],
    notText: 'blockquote, button',
    media: '',
  },
  {
    // Where a message is from is a room and a name in it, or an account: which of them the page does not say.
    name: 'converse',
    page: 'converse-chat-message [data-msgid]',
    post: 'converse-chat-message .message[data-msgid], converse-chat-message [data-isodate][data-msgid]',
    kind: 'message',
    id: [['data', '', 'data-msgid']],
    handle: [],
    displayName: [['structure', '.chat-msg__author', '#text']],
    userId: [['data', '', 'data-from', /^([^\s@]+@.+)$/]],
    profile: [],
    permalink: [],
    time: [['data', '', 'data-isodate']],
    text: [['data', 'converse-chat-message-body'], ['structure', '.chat-msg__text']],
    notText: 'blockquote, button',
    media: '',
  },
];
