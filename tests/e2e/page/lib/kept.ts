/** Written out here once more, on purpose: what slips into the list of the code by mistake fails against this one. */
export const ELEMENTS_KEPT = (
  'a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup dd del details dfn div dl dt em figcaption ' +
  'figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section small ' +
  'source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video audio wbr'
).split(' ');

export const ATTRIBUTES_KEPT = (
  'class id dir lang role title alt datetime aria-label aria-labelledby aria-describedby aria-hidden aria-expanded aria-pressed aria-level ' +
  'aria-posinset aria-setsize aria-roledescription itemprop itemscope itemtype colspan rowspan start width height open hidden href src poster cite ' +
  'data-testid data-id data-post-id data-comment-id data-author data-status-id data-timestamp data-time'
).split(' ');
