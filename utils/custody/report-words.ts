/** The report's words. Another language is another table of the same shape; `{x}` is filled in. */
export const ENGLISH = {
  lang: 'en',
  dir: 'ltr',
  title: 'Saved posts',
  made: 'Package {id}, made on {time} with {software}. {count} saved posts. All times are UTC unless another zone is named.',
  sealedBy: 'Sealed by the key of log {origin}. SHA-256 of the public key: {fingerprint}',
  who: 'Who saved these posts',
  whoWithheld: 'Withheld from this package. The records hold its hash.',
  whoSelf: 'The person whose browser it was.',
  whoAlly: 'Somebody she trusts, on her behalf.',
  device: 'Device and software',
  deviceWithheld: 'Withheld from this package. The records hold its hash.',
  deviceLine: '{os}; {userAgent}; {software} {version}; window {width} × {height}; time zone {zone}',
  shows: 'What this package shows, and what it does not',
  limits: [
    'The person who saves a post can forge anything before it is hashed: the page, the clock, the account, even the extension.',
    'The signature proves that this key sealed these bytes. It does not prove that a post existed.',
    'From outside one can still check: that no byte changed since sealing; the order of the log and what was deleted from it; that ids, times, picture and page text agree with each other; the platform’s own records under the stated ids and addresses; and what a second person saved independently.',
    'No time from outside stands in this package: every time of saving is by the clock of the device.',
    'A post saved while the vault was locked carries no proof of who saved it: anyone at the device could have.',
    'The stored page text is a statement about the page, not a copy of how it worked.',
  ],
  contents: 'Contents',
  item: 'Saved post {n}',
  noSender: 'sender not known',
  noTime: 'time not known',
  address: 'Address bar', permalink: 'Address of the post', canonical: 'Address the page names as its own', sender: 'Sender', account: 'Account id', profile: 'Profile',
  postId: 'Post id', kind: 'Kind', postedPage: 'Posted, as the page states it', postedId: 'Posted, worked out from the post id', shownTime: 'Time as the page shows it',
  savedAt: 'Saved at (clock of the device)', localTime: 'The same by the local clock', serverTime: 'Server’s clock',
  skew: '{time} (the device’s clock stood {seconds} seconds from it)', noServerTime: 'not known: {reason}', notStated: 'not known',
  inReplyTo: 'Answer to', counts: 'Counts shown', contentWarning: 'Warning by the author', contextLine: 'Line above the post', viewer: 'Account that was looking',
  how: 'How it was saved', howLine: '{methods}. Read by: {adapter} {version}. Weakest source of a value: {tier}.',
  unparsed: 'The page could not be read as posts: the values below are only what it held.', locked: 'Saved while the vault was locked.',
  notOurs: {
    'by-hand': 'Not captured by Holdfast: the person wrote this down herself. The package shows when it was sealed, not that it happened.',
    'brought-in': 'Not captured by Holdfast: the person brought this file in, and it was sealed as it was. Its origin is what she states.',
  } as Record<string, string>,
  stated: {
    title: 'As the person states it', words: 'What happened, in the person’s own words', date: 'Date', time: 'Time', zone: 'Time zone', place: 'Place', witnesses: 'Who saw it', reference: 'Officer or reference',
    origin: 'Where it comes from', file: 'File as the person had it', modified: 'dated by her device {time}',
    titleArchive: 'As the data download states it', archive: 'Data download of a platform', inner: 'File in it', entry: 'entry {n}',
    altered: 'Sender, time, ids and words are what that download states. It is a file that anybody could have altered before it was brought in.',
    care: 'Files that the person added stand in the folder files as they were, under plain names. Nobody checked them: open them with care.',
  } as Record<string, string>,
  attached: {
    title: 'Originals added later', name: 'File as the person had it', says: 'What the mail’s own headers say (not checked here)', from: 'From', date: 'Date', messageId: 'Message-ID',
    received: 'Servers that say they passed it on', dkim: 'DKIM signature', yes: 'there', no: 'none',
    care: 'The person added these files herself after saving. The log says when; they stand in the folder attached as they were. Open them with care.',
  } as Record<string, string>,
  changes: 'Changes made to the page for this', noChanges: 'none', notCaptured: 'What failed or was not saved', nothing: 'nothing',
  truncated: 'The page had cut the words and offered more.', sensitive: 'The platform marks this post as sensitive.',
  words: 'Words of the post', noWords: 'The page held no words for this post.',
  shownSafely: 'Signs such as \\uD83D or ␀ stand for units that cannot be shown; the exact units are in post.json (textUtf16le).',
  turned: 'The words hold characters that turn the direction of writing. In the order in which they are stored:',
  quoted: 'Quoted post', around: 'The post it answers, as shown on the page', media: 'Pictures and videos of the post', mediaOf: '{kind}, {width} × {height}',
  pictures: 'Pictures', noPicture: 'No picture is in this package.', picture: 'Picture {path}', screenWithheld: 'The picture of the whole screen is withheld; its hash is in the record.',
  redacted: {
    child: 'The person marked this post as possibly showing a child: its pictures were destroyed. The log says when, and names each file by its hash.',
    intimate: 'Pictures of this post were destroyed, as the person chose. The log names each file by its hash.',
    shared: 'A part of the pictures belonged to another post too, and was blacked or destroyed with it. The log names each file by its hash.',
  } as Record<string, string>,
  seenIn: 'Seen in', seenAt: 'picture {slice}: {width} × {height} pixels at {x}, {y}', destroyed: 'destroyed', blacked: 'partly blacked since; SHA-256 now {hash}', sharedPicture: 'picture {slice}',
  files: 'Files', file: 'File', role: 'Role', size: 'Bytes', hash: 'SHA-256', madeFrom: 'Made from, and how', here: 'in the package', withheld: 'withheld',
  original: 'original', derivative: 'made from an original', report: 'report', part: 'part of the record',
  recordHash: 'SHA-256 of the record', logLine: 'Place in the log', logAt: 'line {seq} of {size} (counted from 0)', noLine: 'no line',
  custody: 'Custody: what was done with these posts',
  custodyWho: 'Every line was written by the holder of the key {origin}. Times are by the device’s clock.',
  time: 'Time', action: 'Action', post: 'Post', details: 'Details', bodyWithheld: 'withheld or destroyed', lineHash: 'SHA-256 of the details',
  actions: {
    capture: 'saved', derive: 'made a file from it', label: 'labelled', redact: 'redacted', delete: 'deleted', act: 'acted on the platform', export: 'packed',
    handoff: 'handed over', import: 'imported', checkpoint: 'checkpoint', stamp: 'time stamp', continue: 'log continued',
  } as Record<string, string>,
  methods: {
    'visible-tab': 'picture of the visible tab', 'words-only': 'words and address only, no picture, as the person chose', html: 'page text of the post, cleaned',
    text: 'words', region: 'a region drawn by hand', 'picked-element': 'an element picked by hand', 'by-hand': 'typed in by hand',
    'stitched-page': 'one long picture of the page, put together from pictures taken while scrolling', 'stitched-thread': 'one long picture of the thread, put together from pictures taken while scrolling',
    'stitched-element': 'one long picture of the element, put together from pictures taken while scrolling',
  } as Record<string, string>,
  logState: 'The log has {size} lines. {own} of them are about the posts in this package and stand in full in log/lines.jsonl, at the places {places}. Of the other {others} only hashes are here: they tell nothing of what they are about.',
  redactions: 'Redactions', check: 'How to check this package',
  checkLine: 'HOW-TO-VERIFY.txt, beside the folder of this report, holds every command. They need no software of ours.',
  noLinks: 'Addresses are not links, on purpose: a visit can tell the sender that somebody looks.',
} as const;

export type ReportWords = { [K in keyof typeof ENGLISH]: (typeof ENGLISH)[K] extends string ? string : (typeof ENGLISH)[K] extends readonly string[] ? readonly string[] : Record<string, string> };

/** The report's words in her language, as far as there is a table; else English. */
export const reportWords = (tables: Record<string, ReportWords>, language: string): ReportWords => tables[language.split('-')[0] ?? ''] ?? ENGLISH;

/** Puts values in the places `{name}`; a name without a value stays as it is. */
export const fill = (words: string, values: Record<string, string | number>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
