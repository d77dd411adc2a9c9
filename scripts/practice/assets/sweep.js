// Pages made to be swept: "Read more", "Show anyway", "Load more", and a list that uses its rows again for other posts.
import { hidden } from './practice.js';

// The practice server wrote and escaped this markup itself.
const parse = (html) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes];

const verbs = {
  rest(button) {
    const text = button.parentElement.querySelector('.status__content__text');
    text.replaceChildren(...parse(hidden[button.dataset.of]));
    button.setAttribute('aria-expanded', 'true');
  },
  unfold(button) {
    // As a real page does it: a moment later.
    setTimeout(() => button.closest('.status__wrapper--filtered')?.parentElement.replaceWith(...parse(hidden[button.dataset.of])), 40);
  },
  async more(button) {
    button.disabled = true;
    const { html, hidden: further } = await (await fetch(button.dataset.from)).json();
    Object.assign(hidden, further);
    button.replaceWith(...parse(html));
  },
  follow() {
    document.body.dataset.acted = 'follow';
  },
};

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-practice]') : null;
  if (button !== null) void verbs[button.dataset.practice]?.(button);
  if (event.target instanceof Element && event.target.closest('.status__action-bar')) document.body.dataset.acted = 'verb';
});

/** Rows at computed places, about as many nodes as fit twice into the window; a row's height is known once it was drawn. */
class Rows {
  heights = [];
  tops = [];
  rows = new Map();
  nodes = [];
  asked = new Set();

  constructor(list) {
    this.list = list;
    this.count = Number(list.dataset.count);
    this.heights = Array(this.count).fill(140);
    this.place();
    addEventListener('scroll', () => this.draw(), { passive: true });
    addEventListener('resize', () => this.draw());
    this.draw();
  }

  place() {
    let top = 0;
    this.tops = this.heights.map((height) => (top += height) - height);
    this.list.style.height = `${top}px`;
  }

  draw() {
    const offset = -this.list.getBoundingClientRect().top;
    const first = Math.max(0, this.tops.findIndex((top, i) => top + this.heights[i] > offset - 400));
    const wanted = [];
    for (let i = first; i < this.count && this.tops[i] < offset + innerHeight + 400; i++) wanted.push(i);
    const free = this.nodes.filter((node) => !wanted.includes(node.row));
    for (const i of wanted) {
      if (this.nodes.some((node) => node.row === i && (node.filled || !this.rows.has(i)))) continue;
      const node = this.nodes.find((one) => one.row === i) ?? free.pop() ?? this.grow();
      node.row = i;
      this.fill(node);
    }
    for (const node of free) this.park(node);
    this.measure();
  }

  grow() {
    const node = { row: -1, filled: false, el: document.createElement('article') };
    node.el.className = 'practice-row';
    this.list.append(node.el);
    this.nodes.push(node);
    return node;
  }

  park(node) {
    node.row = -1;
    node.el.style.transform = 'translateY(-4000px)';
  }

  fill(node) {
    const html = this.rows.get(node.row);
    node.filled = html !== undefined;
    node.el.toggleAttribute('aria-busy', !node.filled);
    if (node.filled) node.el.replaceChildren(...parse(html));
    else {
      node.el.replaceChildren();
      void this.ask(Math.floor(node.row / 50) * 50);
    }
  }

  async ask(from) {
    if (this.asked.has(from)) return;
    this.asked.add(from);
    const rows = await (await fetch(`/practice/rows?from=${from}`)).json();
    rows.forEach(({ html }, i) => this.rows.set(from + i, html));
    this.draw();
  }

  measure() {
    let changed = false;
    for (const { row, filled, el } of this.nodes) {
      if (row < 0) continue;
      const height = filled ? el.getBoundingClientRect().height : 140;
      if (Math.abs(height - this.heights[row]) >= 1) {
        this.heights[row] = height;
        changed = true;
      }
    }
    if (changed) this.place();
    for (const { row, el } of this.nodes) if (row >= 0) el.style.transform = `translateY(${this.tops[row]}px)`;
    if (changed) requestAnimationFrame(() => this.draw());
  }
}

const list = document.querySelector('.practice-rows');
if (list !== null) list.rows = new Rows(list);
