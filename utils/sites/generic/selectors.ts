export const data = 'script[type="application/ld+json"]';
export const posting = /^(DiscussionForumPosting|SocialMediaPosting|Comment|Answer|Question|UserComments)$/;
export const item = '[itemscope][itemtype]';
export const itemType = /schema\.org\/(DiscussionForumPosting|SocialMediaPosting|Comment|Answer|Question|UserComments)\b/;
export const entry = '.h-entry, .h-cite.u-comment, .h-cite.p-comment';
export const article = 'article, [role="article"]';
/** What may be a post inside another. */
export const anyPost = 'article, [role="article"], .h-entry, .h-cite, [itemtype*="Comment"], [itemtype*="Posting"]';
/** Another one's words inside a post. */
export const quoted = 'blockquote:has(cite), blockquote[cite], blockquote[data-quote], blockquote[data-author], aside.quote, .quote, .bbcode_quote, .bbcode_container, .bbc_standard_quote, .quoteheader, .mycode_quote';
/** Anything that stands for one moment. */
export const time = 'time, relative-time[datetime], [data-timestamp], abbr[data-utime]';
export const timeValues = ['datetime', 'data-timestamp', 'data-time', 'data-utime'];
/** Parts of a page that hold no posts, whatever they look like. */
export const outside = 'nav, aside, footer:not(article footer):not(li footer), form, dialog:not([open]), [role="navigation"], [role="menu"], [role="listbox"], [role="tablist"], [role="search"], [role="complementary"], [role="grid"], [aria-hidden="true"], [hidden], head';
export const authorHint = '[rel~="author"], [itemprop="author"] a, [class*="author" i] a, a[class*="author" i], [class*="username" i] a, a[class*="username" i], a[class*="user-name" i], [class*="byline" i] a';
/** A name without a link, marked as the author's. */
export const authorName = '[itemprop="author"], [class*="author" i], [class*="username" i], [class*="user-name" i], [class*="byline" i], [class*="commenter" i]';
/** Paths that people's pages have on many sites. */
export const profilePath = /^\/(?:@[^/]+|~[^/]+|(?:u|user|users|member|members|profile|profiles|people|person|author|authors|in)\/[^/]+)\/?$/i;
export const handlePath = /^\/(?:@|~|(?:u|user|users|profile|people|author|in)\/@?)([\w.-]+(?:@[\w.-]+)?)\/?$/i;
export const profileQuery = /(?:^|[?&])(?:u|uid|user|userid|mode=viewprofile&u)=[\w-]+/i;
export const picture = 'img, video, picture source';
export const notPicture = '.avatar, .emoji, .smilie, [class*="avatar" i] img, [class*="emoji" i], [role="presentation"], [aria-hidden="true"]';
export const notText = 'nav, footer, header, button, form, [role="button"], [role="menu"], [role="toolbar"], time, [itemprop="comment"], .h-cite';
