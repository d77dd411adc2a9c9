import { Virtualizer, observeWindowOffset, observeWindowRect, windowScroll } from '@tanstack/virtual-core';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface VirtualListProps {
  count: number;
  label: string;
  /** A row's usual height in CSS pixels; rows are measured once they stand. */
  estimate: number;
  /** Content of row `index`; it holds one element with `data-row-focus` for the arrow keys. */
  row: (index: number) => ComponentChildren;
  rowKey: (index: number) => string;
  /** First and last row that stand in the document now. */
  onRange?: (first: number, last: number) => void;
  testid?: string;
}

/** Scrolls with the page; only the rows near the view are in the document. Arrow keys, Home and End move between rows. */
export function VirtualList({ count, label, estimate, row, rowKey, onRange, testid }: VirtualListProps) {
  const [, draw] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);
  const goTo = useRef<number | null>(null);

  const options = {
    count,
    getScrollElement: () => (typeof window === 'undefined' ? null : window),
    estimateSize: () => estimate,
    getItemKey: rowKey,
    overscan: 6,
    scrollMargin: margin,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => draw((n) => n + 1),
  };
  const [virtual] = useState(() => new Virtualizer<Window, HTMLLIElement>(options));
  virtual.setOptions(options);
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => {
    virtual._willUpdate();
    const top = list.current ? Math.round(list.current.getBoundingClientRect().top + window.scrollY) : 0;
    if (Math.abs(top - margin) > 1) setMargin(top);
  });

  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => { if (last >= 0) onRange?.(first, last); }, [first, last, count, onRange]);
  useEffect(() => {
    if (goTo.current === null) return;
    const target = list.current?.querySelector<HTMLElement>(`[data-index="${goTo.current}"] [data-row-focus]`);
    if (target) { goTo.current = null; target.focus({ preventScroll: true }); }
  });

  const move = (event: KeyboardEvent) => {
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = Number(from.dataset['index']);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    goTo.current = Math.max(0, Math.min(count - 1, to));
    virtual.scrollToIndex(goTo.current, { align: 'auto' });
    draw((n) => n + 1);
  };

  return (
    <ul class="virtual" role="list" aria-label={label} ref={list} onKeyDown={move} style={{ height: `${virtual.getTotalSize()}px` }} data-testid={testid}>
      {rows.map((item) => (
        <li
          key={item.key}
          class="virtual-row"
          data-index={item.index}
          ref={(element: HTMLLIElement | null) => { if (element) virtual.measureElement(element); }}
          aria-setsize={count}
          aria-posinset={item.index + 1}
          style={{ transform: `translateY(${item.start - margin}px)` }}
        >
          {row(item.index)}
        </li>
      ))}
    </ul>
  );
}
