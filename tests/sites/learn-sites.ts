/** Sites that nobody has seen, each with its own way of showing posts; `data-n` stands for a post and is taken away where it would help. */
export interface LearnSite {
  html: string;
  /** Where she points. */
  picks: string[];
  /** Posts that must be found, by `data-n`; nothing else. */
  posts: string[];
  /** What the first of them must read as. */
  first: { handle: string | null; displayName: string; postedAt?: string | null; permalink?: string | null; text: string };
}

const people = ['wren', 'sedge', 'mira', 'finn', 'ada'];
const words = ['Nobody asked you about ponds.', 'You always bend the numbers, admit it.', 'We know which mill you walk past.', 'Sit down, clown.', 'Count the frogs again, then go away.'];
const each = (n: number, one: (i: number, who: string, said: string) => string): string => Array.from({ length: n }, (_, i) => one(i, people[i % 5] as string, words[i % 5] as string)).join('');
const whole = (body: string, title = 'Pond talk'): string => `<!doctype html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`;
const stamp = (i: number): string => `2026-04-0${i + 1}T10:00:00.000Z`;

export const LEARN_SITES: Record<string, LearnSite> = {
  'a soup of boxes with classes made by a tool': {
    html: whole(`<div class="css-1x2y"><div class="xj3k9 q8w7e">${each(5, (i, who, said) => `<div class="x9a8b css-${i}ab3"><div class="kq2"><span class="zz8"><a class="r4nd0m" href="/${who}">${who}</a></span><span class="tt1">${i + 1}h</span></div><div class="bb2c" data-n="p${i}">${said}</div><div class="kq9"><div role="button">Reply</div></div></div>`)}</div></div>`),
    picks: ['[data-n=p2]', 'div.x9a8b:nth-child(4)', '[data-n=p1]'],
    posts: ['p0', 'p1', 'p2', 'p3', 'p4'],
    first: { handle: 'wren', displayName: 'wren', postedAt: null, text: words[0] as string },
  },
  'rows of a table, in a form': {
    html: whole(`<form action="/mod"><table class="board"><tbody><tr class="head"><th>Who</th><th>What</th></tr>${each(5, (i, who, said) => `<tr class="row${i % 2}" data-n="p${i}"><td class="who"><a href="/user/${who}"><b>${who}</b></a><br><small>Member</small></td><td class="what"><div class="when" title="${stamp(i)}">Posted ${i + 1} April</div><div class="said">${said}</div></td></tr>`)}</tbody></table></form>`),
    picks: ['[data-n=p1] .said', '[data-n=p3]'],
    posts: ['p0', 'p1', 'p2', 'p3', 'p4'],
    first: { handle: 'wren', displayName: 'wren', postedAt: stamp(0), text: words[0] as string },
  },
  'answers inside answers': {
    html: whole(`<main><ul class="talk">${(function nest(i: number): string {
      return i > 4 ? '' : `<li class="talk-entry depth-${i}"><div class="talk-line" data-n="p${i}"><a class="talk-name" href="/people/${people[i]}">${people[i]} of the pond</a> <a class="talk-date" href="/t/9#e${i}"><span title="${stamp(i)}">day ${i}</span></a><div class="talk-words"><p>${words[i]}</p></div><button>Answer</button></div>${i < 4 ? `<ul>${nest(i + 1)}</ul>` : ''}</li>`;
    })(0)}</ul></main>`),
    picks: ['[data-n=p2]', '[data-n=p3] p', '.depth-1'],
    posts: ['p0', 'p1', 'p2', 'p3', 'p4'],
    first: { handle: 'wren', displayName: 'wren of the pond', postedAt: stamp(0), text: words[0] as string },
  },
  'advertisements between posts, of the same box': {
    html: whole(`<main><div class="stream">${each(5, (i, who, said) => `<div class="card" data-n="p${i}"><div class="card-top"><img class="avatar" alt=""><a href="/profile/${who}">${who}</a></div><div class="card-text">${said}</div></div>${i % 2 ? '<div class="card" data-n="ad"><img class="avatar" alt=""><div class="card-text">Warm boots for every mill.</div><a href="https://boots.example/">Buy boots now</a></div>' : ''}`)}</div></main><aside><div class="card" data-n="side"><div class="card-top"><a href="/profile/zoe">zoe</a></div><div class="card-text">New here this week, say hello.</div></div></aside>`),
    picks: ['[data-n=p3]', '[data-n=p0] .card-text'],
    posts: ['p0', 'p1', 'p2', 'p3', 'p4'],
    first: { handle: 'wren', displayName: 'wren', text: words[0] as string },
  },
  'a first post unlike the others, and one that is pinned': {
    html: whole(`<div id="app"><section><div class="post opening pinned" data-post="1" data-n="p0"><h2>About the ponds</h2><div class="post-author">wren</div><div class="post-message">${words[0]}</div></div>${each(4, (i) => `<div class="post ${i === 1 ? 'is-new' : ''}" data-post="${i + 2}" data-n="p${i + 1}"><div class="post-author">${people[i + 1]}</div><div class="post-message">${words[i + 1]}</div></div>`)}</section></div>`),
    picks: ['[data-n=p0]', '[data-n=p2]', '[data-n=p3] .post-message'],
    posts: ['p0', 'p1', 'p2', 'p3', 'p4'],
    first: { handle: null, displayName: 'wren', text: words[0] as string },
  },
  'own elements, time and address in the foot': {
    html: whole(`<pond-app><pond-feed>${each(4, (i, who, said) => `<pond-note data-n="p${i}"><div><b>${who}</b></div><p>${said}</p>${i === 0 ? '<p>Twice now.</p>' : ''}<div class="foot"><a class="permalink" href="/note/${i + 100}"><span data-time="${Date.parse(stamp(i))}">then</span></a></div></pond-note>`)}</pond-feed><pond-promo><b>Boots</b><p>Warm boots for every mill.</p></pond-promo></pond-app>`),
    picks: ['[data-n=p1]', '[data-n=p2] p'],
    posts: ['p0', 'p1', 'p2', 'p3'],
    first: { handle: null, displayName: 'wren', postedAt: stamp(0), permalink: 'https://pond.example/note/100', text: `${words[0]}\n\nTwice now.` },
  },
};

/** Pages with nothing to learn: one box, a menu, plain words. */
export const NOTHING: Record<string, [html: string, pick: string]> = {
  'one post alone': [whole('<main><div class="one"><a href="/user/wren">wren</a><p>Nobody asked you about ponds.</p></div></main>'), '.one'],
  'plain words': [whole('<main><p>First words of a text.</p><p>Second words of a text.</p><p>Third words of a text.</p></main>'), 'p'],
  'the whole page': [whole('<main><p>Words.</p></main>'), 'body'],
};
