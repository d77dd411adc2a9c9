import { expect, test } from 'vitest';

import { placeOf } from '@/utils/handoff/folder/place';

test.each([
  ['https://files.example/team/', 'https://files.example', '/team/'],
  ['  https://files.example/remote.php/dav/files/ana/Our%20folder ', 'https://files.example', '/remote.php/dav/files/ana/Our%20folder/'],
  ['https://files.example:8443', 'https://files.example:8443', '/'],
  ['https://files.example/a/../team', 'https://files.example', '/team/'],
])('%s', (text, origin, path) => expect(placeOf(text)).toEqual({ ok: true, value: { origin, path } }));

test.each([
  ['', 'no-address'], ['our server', 'no-address'], ['http://files.example/team/', 'not-https'], ['ftp://files.example/', 'not-https'],
  ['javascript:alert(1)', 'no-address'], ['https://ana:word@files.example/team/', 'with-password'], ['https://ana@files.example/', 'with-password'],
  ['https://files.example/apps/files/?dir=/team', 'with-more'], ['https://files.example/#team', 'with-more'],
])('%s is refused: %s', (text, why) => expect(placeOf(text)).toMatchObject({ ok: false, error: why }));
