// The practice site's own page code: "Show more", and a list that keeps only what is near the window.
export const hidden = JSON.parse(document.getElementById('practice-hidden').textContent);

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-practice="show"]') : null;
  if (button === null) return;
  const content = document.createElement('div');
  content.className = 'status__content';
  const text = document.createElement('div');
  text.className = 'status__content__text status__content__text--visible translate';
  // The practice server wrote and escaped this markup itself.
  text.append(...new DOMParser().parseFromString(hidden[button.dataset.of], 'text/html').body.childNodes);
  content.append(text);
  button.closest('.content-warning').after(content);
  button.remove();
});

/** Long lists: far from the window an article is a bare shell of the same height, as the real interface does it. */
const kept = new WeakMap();

function toShell(article, height) {
  const inside = article.firstElementChild;
  if (inside === null || kept.has(article)) return;
  const name = inside.querySelector('.display-name__html')?.textContent ?? '';
  const words = inside.querySelector('.status__content__text')?.innerHTML ?? '';
  kept.set(article, inside);
  const shell = document.createElement('div');
  const wrapper = document.createElement('div');
  wrapper.className = 'status__wrapper focusable';
  wrapper.append(...[name, words].map((text) => Object.assign(document.createElement('span'), { textContent: text })));
  shell.append(wrapper);
  article.style.height = `${height}px`;
  article.classList.add('practice-shell');
  article.replaceChildren(shell);
}

function fromShell(article) {
  const inside = kept.get(article);
  if (inside === undefined) return;
  kept.delete(article);
  article.style.height = '';
  article.classList.remove('practice-shell');
  article.replaceChildren(inside);
}

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting, boundingClientRect } of entries) {
    if (isIntersecting) fromShell(target);
    else if (boundingClientRect.height > 0) toShell(target, boundingClientRect.height);
  }
}, { rootMargin: '600px 0px' });

for (const article of document.querySelectorAll('article[data-id]')) watcher.observe(article);

if (document.querySelector('.load-more, .practice-rows, [data-practice="rest"], [data-practice="unfold"]') !== null) void import('./sweep.js');
