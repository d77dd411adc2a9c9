const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Elements that are written. Any other is left out and its children stay, unless `GONE` names it. */
const ELEMENTS = set(
  'a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn div dl dt em figcaption ' +
    'figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section small ' +
    'source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video audio wbr',
);

export const VOID = set('br col hr img source wbr');

/** Elements that go with all that is in them, and the note in `notRead` (an empty note: nothing is missed). */
export const GONE: ReadonlyMap<string, string> = new Map([
  ...['script', 'style', 'template', 'noscript', 'head', 'link', 'meta', 'base', 'title', 'xmp', 'plaintext', 'listing', 'noembed', 'noframes']
    .map((tag) => [tag, ''] as const),
  ...['iframe', 'frame', 'frameset', 'fencedframe', 'object', 'embed', 'portal'].map((tag) => [tag, 'frame'] as const),
  ...['input', 'textarea', 'select', 'option', 'optgroup', 'datalist', 'output'].map((tag) => [tag, 'form-field'] as const),
  ['canvas', 'canvas'],
  ['svg', 'drawing'],
]);

const ATTRIBUTES = set(
  'class id dir lang role title alt datetime aria-label aria-labelledby aria-describedby aria-hidden aria-expanded aria-pressed aria-level ' +
    'aria-posinset aria-setsize aria-roledescription itemprop itemscope itemtype colspan rowspan start width height open ' +
    'data-testid data-id data-post-id data-comment-id data-author data-status-id data-timestamp data-time',
);

/** Attributes that hold one address; each is rewritten by `keptAddress`. */
export const ADDRESSES = set('href src poster cite');

/** Attributes in which a site may put a key of its own making; words for a reader are kept verbatim. */
const MACHINE = /^(id|class|data-|itemtype)/;

const OWN_ELEMENT = /^[a-z][a-z0-9]{0,30}(-[a-z0-9]{1,30}){1,4}$/;

/** A page's own elements (`shreddit-post`) keep their name: it says where a value was found. */
export const mayStay = (tag: string): boolean => ELEMENTS.has(tag) || OWN_ELEMENT.test(tag);

export const attributeStays = (name: string): boolean => ATTRIBUTES.has(name) || ADDRESSES.has(name);

export const isMachine = (name: string): boolean => MACHINE.test(name);
