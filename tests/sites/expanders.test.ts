import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReader, type Reader } from '../../scripts/lib/reader.mjs';
import type { SiteId } from '@/utils/sites/site';
import { sweepSites } from '@/utils/sites/sweeps';
import type { Opens, opens, refusals } from './expand-page';

let reader: Reader;
beforeAll(async () => {
  reader = await openReader({ entry: 'tests/sites/expand-page.ts' });
}, 60_000);
afterAll(() => reader?.close());

type There = { __reader: { opens: typeof opens; refusals: typeof refusals } };
async function at<T>(url: string, body: string, ask: () => T): Promise<T> {
  const shown = await reader.open({ url, html: `<!doctype html><html><body>${body}</body></html>` });
  try {
    return await shown.evaluate(ask);
  } finally {
    await shown.close();
  }
}
const openAt = (url: string, body: string): Promise<Opens> => at(url, body, () => (globalThis as unknown as There).__reader.opens());

const xPost = (inside: string): string => `<div data-testid="cellInnerDiv"><article data-testid="tweet"><div data-testid="User-Name"><a href="/crow_20">Crow</a><a href="/crow_20">@crow_20</a><a href="/crow_20/status/20"><time datetime="2026-03-01T10:00:00.000Z">1 March</time></a></div>${inside}</article></div>`;
const skyPost = (inside: string): string => `<div data-testid="feedItem-by-crow.example.test" role="link"><a href="/profile/crow.example.test">Crow</a><a href="/profile/crow.example.test/post/abc" data-tooltip="t">1d</a>${inside}<button data-testid="replyBtn" aria-pressed="false">3</button></div>`;

const pages: [name: string, url: string, body: string, wanted: Omit<Opens, 'refused'>][] = [
  ['X', 'https://x.com/crow_20/status/20',
    xPost('<div data-testid="tweetText" lang="en">You tedious</div><button type="button" data-testid="tweet-text-show-more-link" data-t="cut">more</button><div role="group"><button data-testid="reply">1</button><button data-testid="retweet">2</button><button data-testid="like" data-t="like">3</button></div>') +
    xPost('<div data-testid="tweetText" lang="en">Fraud</div><a href="/crow_20/status/20" data-testid="tweet-text-show-more-link" data-t="away">more</a>') +
    '<div data-testid="cellInnerDiv"><div><button type="button" data-t="folded"><span>Mehr Antworten</span></button></div></div>' +
    '<div data-testid="cellInnerDiv"><a href="/rook">Rook</a><button data-testid="9-follow" data-t="follow">Follow</button></div>' +
    '<div data-testid="cellInnerDiv"><button data-testid="10-follow" data-t="lone-follow">Follow</button></div>' +
    '<div data-testid="cellInnerDiv"><button data-t="one">A</button><button data-t="two">B</button></div>',
    { site: 'x', kind: 'thread', pressed: ['cut cut', 'folded folded'] }],
  ['Bluesky', 'https://bsky.app/profile/crow.example.test',
    skyPost('<div data-testid="postText">You tedious</div><button type="button" aria-pressed="false" data-t="cut">Show more</button>') +
    skyPost('<div data-testid="postText">Fraud</div><button aria-pressed="false" data-t="picture"><img alt=""></button>') +
    skyPost('<div data-testid="contentHider-post"><button data-t="hider">Show</button></div>'),
    { site: 'bluesky', kind: 'profile', pressed: ['cut cut'] }],
  ['Mastodon', 'https://town.example/@crow/110000000000000001',
    '<div id="mastodon" data-props="{}"></div><div class="status__wrapper"><div class="status" data-id="110000000000000002"><a class="status__relative-time" href="/@rook/110000000000000002"><time datetime="2026-03-01T10:00:00Z">x</time></a>' +
    '<div class="content-warning"><p>cross</p><button type="button" data-t="warning">Mehr</button></div><div class="media-gallery"><button class="spoiler-button__overlay" data-t="media">Sensitive</button></div>' +
    '<div class="status__action-bar"><button class="icon-button" data-t="verb">Boost</button></div></div></div>' +
    '<div class="status__wrapper status__wrapper--filtered"><button class="status__wrapper--filtered__button" data-t="filtered">Show anyway</button></div>' +
    '<button class="load-more" data-t="more">Load more</button><a class="load-more" href="/@crow?max_id=1" data-t="away">Load more</a><button class="load-more" disabled data-t="off">Load more</button>',
    { site: 'mastodon', kind: 'thread', pressed: ['warning cut', 'filtered cut', 'more more'] }],
  ['Reddit, new', 'https://www.reddit.com/r/quietstreets/comments/lamp01/cups/',
    '<shreddit-app></shreddit-app><shreddit-comment thingid="t1_aaa1" author="crow_20" permalink="/r/quietstreets/comments/lamp01/comment/aaa1/" postid="t3_lamp01"><div id="t1_aaa1-comment-rtjson-content"><p>Fraud.</p></div><shreddit-comment-action-row><button data-t="vote">Up</button></shreddit-comment-action-row></shreddit-comment>' +
    '<faceplate-partial loading="action" src="/svc/shreddit/more-comments/quietstreets/t3_lamp01"><button type="button" data-t="more">12 more</button></faceplate-partial>' +
    '<faceplate-partial src="/svc/shreddit/user-hover-card/crow"><button data-t="card">Crow</button></faceplate-partial>',
    { site: 'reddit', kind: 'thread', pressed: ['more more'] }],
  ['Reddit, old', 'https://old.reddit.com/r/quietstreets/comments/lamp01/cups/',
    '<div class="thing comment collapsed" data-fullname="t1_a" data-type="comment" data-author="crow_20" data-permalink="/r/quietstreets/comments/lamp01/cups/a/"><div class="entry"><a class="expand" href="javascript:void(0)" data-t="folded">[+]</a><ul class="flat-list"><li><a href="javascript:void(0)" class="expand" data-t="row">report</a></li></ul></div></div>' +
    '<div class="thing morechildren" data-fullname="t1_b" data-type="morechildren"><div class="entry"><span class="morecomments"><a class="button" href="javascript:void(0)" data-t="more">load more</a></span><span class="morecomments"><a class="button" href="/r/quietstreets/comments/lamp01/cups/b/" data-t="away">continue</a></span></div></div>' +
    '<div class="thing link" data-fullname="t3_l" data-author="crow_20" data-permalink="/r/quietstreets/comments/l/"><div class="expando-button collapsed selftext" data-t="cut">+</div><div class="expando-button collapsed video" data-t="video">+</div></div>',
    { site: 'reddit', kind: 'thread', pressed: ['cut cut', 'folded folded', 'more more'] }],
  ['YouTube', 'https://www.youtube.com/watch?v=abcdefghijk',
    '<ytd-text-inline-expander><tp-yt-paper-button id="more" aria-expanded="false" data-t="description">more</tp-yt-paper-button></ytd-text-inline-expander>' +
    '<ytd-comment-thread-renderer><ytd-comment-view-model><a id="author-text" href="/@crow">@crow</a><span id="published-time-text"><a href="/watch?v=abcdefghijk&lc=Ugabcdefgh1">1 day</a></span>' +
    '<ytd-expander collapsed><yt-attributed-string id="content-text">Fraud</yt-attributed-string><tp-yt-paper-button id="more" aria-expanded="false" role="button" data-t="cut">Lire</tp-yt-paper-button></ytd-expander><div id="action-menu"><button data-t="menu">⋮</button></div><div id="toolbar"><div id="more-replies"><button data-t="in-verbs">Reply</button></div></div></ytd-comment-view-model>' +
    '<ytd-comment-replies-renderer><ytd-button-renderer id="more-replies"><button data-t="folded">9</button></ytd-button-renderer><ytd-continuation-item-renderer><button data-t="more">Show more replies</button></ytd-continuation-item-renderer></ytd-comment-replies-renderer></ytd-comment-thread-renderer>',
    { site: 'youtube', kind: 'thread', pressed: ['cut cut', 'folded folded', 'more more'] }],
  ['Instagram', 'https://www.instagram.com/p/ABCDEFG123/',
    '<main><article><a href="/crow_20/">crow_20</a><a href="/p/ABCDEFG123/"><time datetime="2026-03-01T10:00:00.000Z">1 d</time></a><span dir="auto">You tedious… <span><div role="button" tabindex="0" data-t="cut">more</div></span></span>' +
    '<section><span><button type="button" data-t="like"><svg></svg>Like</button></span></section><span><button type="button" data-t="follow">Follow</button></span></article></main>',
    { site: 'instagram', kind: 'thread', pressed: ['cut cut'] }],
  ['Threads', 'https://www.threads.com/@crow_20',
    '<div data-pressable-container="true"><a href="/@crow_20">crow_20</a><a href="/@crow_20/post/ABCDEFG123"><time datetime="2026-03-01T10:00:00.000Z">1 d</time></a><span dir="auto">You tedious… <div role="button" data-t="cut">more</div><div role="button" data-t="sign"><svg width="9" height="9"></svg>x</div></span><div role="button" data-t="follow">Follow</div></div>',
    { site: 'threads', kind: 'profile', pressed: ['cut cut'] }],
  ['Facebook', 'https://www.facebook.com/crow.20/posts/123456',
    '<div aria-posinset="1"><h3><a href="/crow.20">Crow</a></h3><div data-ad-rendering-role="story_message"><div dir="auto">You tedious… <div role="button" tabindex="0" data-t="cut">Voir plus</div></div></div>' +
    '<div role="button" data-t="follow">Follow</div><div role="toolbar"><div role="button" data-t="like">Like</div></div>' +
    '<div role="article" aria-label="c"><a href="/rook?comment_id=1">Rook</a><div dir="auto">Fraud… <div role="button" data-t="comment">See more</div><a href="/rook"><div role="button" data-t="away">See more</div></a></div><ul><li><div dir="auto"><div role="button" data-t="reply">Reply</div></div></li></ul></div></div>',
    { site: 'facebook', kind: 'thread', pressed: ['cut cut', 'comment cut'] }],
  ['TikTok', 'https://www.tiktok.com/@crow/video/7300000000000000000',
    '<div class="css-DivCommentObjectWrapper"><a href="/@crow" data-e2e="comment-username-1">Crow</a><p data-e2e="comment-level-1">Fraud</p><p data-e2e="view-more-1" data-t="folded">View 3 more</p><button data-e2e="comment-like-icon" data-t="like">1</button></div><p data-e2e="view-more-2" data-t="elsewhere">more</p>',
    { site: 'tiktok', kind: 'thread', pressed: ['folded folded'] }],
  ['LinkedIn', 'https://www.linkedin.com/feed/',
    '<div class="feed-shared-update-v2" role="article" data-urn="urn:li:activity:7100000000000000000"><a href="/in/crow"><p>Crow</p></a><span data-testid="expandable-text-box">You tedious<button aria-hidden="true" data-testid="expandable-text-button" data-t="cut">more</button></span>' +
    '<div class="feed-shared-social-action-bar"><button data-t="like">Like</button></div><button class="comments-comments-list__load-more-comments-button--cr" data-t="more">Load</button><form><button class="show-prev-replies" data-t="form">x</button></form></div>',
    { site: 'linkedin', kind: 'feed', pressed: ['cut cut', 'more more'] }],
  ['Discourse', 'https://talk.example/t/cups/12/3',
    '<meta name="generator" content="Discourse 3"><div class="topic-post"><article id="post_1" data-post-id="41" data-user-id="7"><div class="names"><a data-user-card="crow">crow</a></div><a class="post-date" href="/t/cups/12/1"><span class="relative-date" data-time="1767225600000">1 d</span></a><div class="cooked"><p>Hidden.</p></div><button class="expand-hidden" data-t="folded">View</button><nav class="post-controls"><button class="expand-hidden" data-t="verb">x</button></nav></article></div>',
    { site: 'engines', kind: 'thread', pressed: ['folded folded'] }],
];

describe('what a sweep opens', () => {
  test.each(pages)('on %s: cut words, folded answers, the rest of a list; nothing else', async (_, url, body, wanted) => {
    const { refused, ...got } = await openAt(url, body);
    expect(got, `refused: ${refused.join()}`).toEqual(wanted);
  });

  const kindAt = (id: SiteId, address: string): string => sweepSites.find((site) => site.id === id)?.kindOf({ url: new URL(address), doc: {} as Document }) ?? 'none';

  test.each<[SiteId, string]>([
    ['gmail', 'https://mail.google.com/mail/u/0/#inbox/x'], ['whatsapp', 'https://web.whatsapp.com/'], ['telegram', 'https://web.telegram.org/k/'], ['outlook', 'https://outlook.live.com/mail/0/'],
    ['x', 'https://x.com/messages/1-2'], ['x', 'https://x.com/i/chat'], ['bluesky', 'https://bsky.app/messages/abc'], ['mastodon', 'https://town.example/conversations'],
    ['instagram', 'https://www.instagram.com/direct/t/1/'], ['threads', 'https://www.threads.com/messages'], ['facebook', 'https://www.facebook.com/messages/t/1'], ['linkedin', 'https://www.linkedin.com/messaging/thread/1'],
    ['reddit', 'https://www.reddit.com/message/inbox/'], ['tiktok', 'https://www.tiktok.com/messages'], ['generic', 'https://forum.example/conversations/hello.1/'], ['engines', 'https://talk.example/u/afi/messages'],
  ])('is nothing where private messages are shown: on %s no sweep begins at %s', (id, address) => expect(kindAt(id, address)).toBe('messages'));

  test.each<[SiteId, string, string]>([
    ['x', 'https://x.com/home', 'feed'], ['x', 'https://x.com/crow_20/status/20/quotes', 'quotes'], ['x', 'https://x.com/notifications', 'notifications'], ['x', 'https://x.com/search?q=a', 'search'],
    ['x', 'https://x.com/crow_20', 'profile'], ['x', 'https://x.com/settings/account', 'page'], ['bluesky', 'https://bsky.app/', 'feed'], ['bluesky', 'https://bsky.app/profile/a.test/post/abc', 'thread'],
    ['bluesky', 'https://bsky.app/notifications', 'notifications'], ['mastodon', 'https://town.example/@crow/11', 'thread'], ['mastodon', 'https://town.example/home', 'feed'], ['mastodon', 'https://town.example/@crow', 'profile'],
    ['reddit', 'https://www.reddit.com/user/crow/', 'profile'], ['reddit', 'https://old.reddit.com/message/mentions/', 'notifications'], ['youtube', 'https://www.youtube.com/@crow/community', 'profile'],
    ['instagram', 'https://www.instagram.com/crow_20/p/ABCDEFG/', 'thread'], ['threads', 'https://www.threads.net/@crow/post/ABCDEFG', 'thread'], ['facebook', 'https://www.facebook.com/groups/1/', 'feed'],
    ['tiktok', 'https://www.tiktok.com/@crow/video/7300000000000000000', 'thread'], ['linkedin', 'https://www.linkedin.com/in/crow/recent-activity/all/', 'profile'], ['engines', 'https://talk.example/t/cups/12/3', 'thread'],
  ])('on %s: what is swept is told by the address: %s is a %s', (id, address, kind) => expect(kindAt(id, address)).toBe(kind));

  test('on a forum that counts along in its address, it is one and the same page', () => {
    const placeAt = (address: string): string | undefined => sweepSites.find(({ id }) => id === 'engines')?.placeOf?.({ url: new URL(address), doc: {} as Document });
    expect(placeAt('https://talk.example/t/cups/12/3')).toBe(placeAt('https://talk.example/t/cups/12'));
    expect(placeAt('https://talk.example/t/cups/12/3')).not.toBe(placeAt('https://talk.example/t/cups/13/3'));
  });

  test('and the guard refuses, whoever names it: what leads away, sends, follows, likes, opens a menu, is open, hidden or off', async () => {
    const why = await at('https://site.example/here?a=1', `
      <a href="/elsewhere" data-t="link"><b>Show more</b></a><a href="/elsewhere"><button data-t="in a link">Show more</button></a><a href="#x" data-t="here">Show more</a><a data-t="bare">Show more</a><a href="javascript:steal()" data-t="script">Show more</a>
      <a href="https://site.example/here?a=1#c2" data-t="fragment">Show more</a><a href="https://site.example/here?a=1" data-t="reload">Show more</a>
      <form><button data-t="sends">Show more</button><button type="button" data-t="plain in form">Show more</button></form><input type="checkbox" data-t="box"><label data-t="label">Show more</label>
      <button aria-pressed="false" data-t="pressable">Show more</button><button aria-haspopup="menu" data-t="menu">Show more</button><button aria-expanded="true" data-t="open">Show less</button><button disabled data-t="off">Show more</button>
      <button hidden data-t="hidden">Show more</button><button data-testid="like-button" data-t="like">Show more</button><button data-testid="9-follow" data-t="follow">Show more</button><div data-t="no button">Show more</div>
      <div role="group"><button>a</button><button>b</button><button data-t="row">Show more</button></div><div role="toolbar"><button data-t="bar">Show more</button></div><nav><button data-t="nav">Show more</button></nav>
      <div contenteditable><button data-t="draft">Show more</button></div><button data-t="right">Show more</button><summary data-t="summary">Show more</summary><div role="button" data-t="role">Show more</div>`,
    () => (globalThis as unknown as There).__reader.refusals());
    expect(why).toEqual({
      link: 'leads away', 'in a link': 'leads away', here: null, bare: null, script: 'leads away', fragment: null, reload: 'leads away', sends: 'form', 'plain in form': null, box: 'no button', label: 'no button',
      pressable: 'switch', menu: 'menu', open: 'open already', off: 'switched off', hidden: 'not shown', like: 'verb', follow: 'verb', 'no button': 'no button', row: 'verbs', bar: 'verbs', nav: 'verbs', draft: 'form',
      right: null, summary: null, role: null,
    });
  });
});
