import { isObject, listIn, mediaItem, textIn, timeOf, type Kind, type Said } from './said';

const nothing = { handle: null, name: null, media: [] };

/** X's archive: `data/*.js`, each a list given to a name. Messages name accounts by number only. */
export const xMessages: Kind = {
  platform: 'x',
  file: /(?:^|\/)data\/direct-messages(?:-group)?(?:-part\d+)?\.js$/,
  about: ['/*/dmConversation/conversationId'],
  entries: ['/*/dmConversation/messages/*'],
  conversation: () => null,
  read(value) {
    const message = isObject(value) ? value['messageCreate'] : null;
    if (!isObject(message)) return null;
    const sender = textIn(message, 'senderId');
    const media = listIn(message, 'mediaUrls').map((url) => mediaItem('image', typeof url === 'string' ? url : null));
    return { ...nothing, kind: 'message', sender, userId: sender, id: textIn(message, 'id'), at: timeOf(textIn(message, 'createdAt')), text: textIn(message, 'text'), media };
  },
};

/** Her own posts, answers among them: what she answered is not in the archive. */
export const xPosts: Kind = {
  platform: 'x',
  file: /(?:^|\/)data\/tweets?(?:-part\d+)?\.js$/,
  about: [],
  entries: ['/*'],
  conversation: () => 'own-posts',
  read(value): Said | null {
    const post = isObject(value) ? (value['tweet'] ?? value) : null;
    const id = textIn(post, 'id_str') ?? textIn(post, 'id');
    if (id === null) return null;
    const text = textIn(post, 'full_text') ?? textIn(post, 'text');
    return { ...nothing, kind: 'post', sender: OWNER, userId: null, id, at: timeOf(textIn(post, 'created_at')), text };
  },
};

/** Whoever the download belongs to, where its files do not name them. */
export const OWNER = '\u0000owner';
export const X_ACCOUNT = /(?:^|\/)data\/account\.js$/;

/** From `data/account.js`. */
export const xOwner = (value: unknown): string | null => textIn(isObject(value) ? value['account'] : null, 'accountId');
