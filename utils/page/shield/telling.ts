/** What a post is known by stands in one of these. */
export const TELLING = [
  'href', 'src', 'id', 'datetime', 'title', 'author', 'author-id', 'thingid', 'permalink', 'user-id', 'data-id', 'data-testid', 'data-urn', 'data-mid', 'data-peer-id', 'data-post-id',
  'data-message-id', 'data-fullname', 'data-author', 'data-permalink', 'data-pre-plain-text', 'data-content', 'data-pid', 'class',
];
