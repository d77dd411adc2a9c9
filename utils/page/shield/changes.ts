import { isElement, typeOf } from '../natural';
import type { Marks } from './marks';

/** `touched`: posts in which something changed; `came`: what is new, or a post that nobody has looked at yet; `any`: not only our own marks. */
export interface Changes { touched: Set<Element>; came: Set<Element>; any: boolean; gone: boolean }

/** `isMark`: a record of our own mark, which it puts right. */
export function changesIn(records: readonly MutationRecord[], marks: Marks, isMark: (record: MutationRecord) => boolean): Changes {
  const changes: Changes = { touched: new Set(), came: new Set(), any: false, gone: false };
  const looked = new Set<Node>();
  for (const record of records) {
    if (isMark(record)) continue;
    const { target, attributeName: name } = record;
    changes.any = true;
    if (looked.has(target)) {
      if (name !== null) continue;
    } else if (name !== 'class' || marks.isPost(target as Element)) {
      looked.add(target);
      for (const post of marks.around(isElement(target) ? target : target.parentElement)) (marks.knows(post) ? changes.touched : changes.came).add(post);
    }
    if (record.type !== 'childList') continue;
    const { addedNodes, removedNodes } = record;
    for (let i = 0; i < addedNodes.length; i++) {
      const node = addedNodes[i] as Node;
      if (typeOf(node) === 1) changes.came.add(node as Element);
    }
    if (removedNodes.length > 0) changes.gone = true;
  }
  return changes;
}
