/** The outline as a file: what it is, what read the page how well, and the outline. English: it is for those who mend adapters. */
export function outlineFile(outline: string, { version, site, worry }: { version: string; site: string; worry: 'partly' | 'nothing' }): string {
  const how = worry === 'partly' ? 'less than half of the posts could be read' : 'no post was found';
  return [
    'Page outline for a bug report',
    `Holdfast ${version}, page read as ${site}: ${how}.`,
    'Structure only, no words, names, ids or addresses. … stands where something was left out.',
    '#a-0 is the shape of an id, .3 the count of classes, [a b] the names of attributes, ×3 three alike in a row,',
    't, tt, ttt text of up to 40, up to 280 and more characters, (open) and (closed) shadow roots.',
    '',
    outline,
  ].join('\n');
}
