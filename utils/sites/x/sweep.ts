import { byPath, opening, type Expander, type SweepSite } from '../sweep';
import * as selectors from './selectors';
import { cell as rows, inCell } from './selectors-sweep';

/** A row that holds one button and neither post, link nor picture: "more answers", in whatever language. */
function folded(root: ParentNode): Expander[] {
  return [...root.querySelectorAll(rows)].flatMap((cell) => {
    const buttons = cell.querySelectorAll('button,[role="button"]');
    const [only] = buttons;
    return only && buttons.length === 1 && !cell.querySelector(inCell) ? [{ el: only, opens: 'folded' as const }] : [];
  });
}

export const xSweep: SweepSite = {
  id: 'x',
  verbs: selectors.bar,
  kindOf: (page) =>
    byPath(page, [
      [/^\/(messages|i\/chat)(\/|$)/, 'messages'],
      [/^\/\w+\/(status|article)\/\d+\/quotes$/, 'quotes'],
      [/^\/\w+\/(status|article)\/\d+/, 'thread'],
      [/^\/notifications(\/|$)/, 'notifications'],
      [/^\/(search|explore|hashtag)(\/|$)/, 'search'],
      [/^\/(home|i\/(lists|bookmarks|communities)\b.*)$/, 'feed'],
      [/^\/(settings|compose|i|jobs|tos|privacy)(\/|$)/, 'page'],
      [/^\/\w{1,15}(\/(with_replies|media|likes|highlights|articles))?$/, 'profile'],
    ], 'page'),
  expanders: (root) => [...opening(root, selectors.more, 'cut'), ...folded(root)],
};
