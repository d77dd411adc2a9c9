import '@/tests/lib/vault-env';

import { describe, expect, it, vi } from 'vitest';

import { must } from '@/tests/lib/empty-vault';
import { twoSides, type Side } from '@/tests/lib/sorting';
import { cosignedAt, goesOn } from '@/utils/custody/cosign';
import { parseNote } from '@/utils/custody/note';
import type { Taken } from '@/utils/domain/handoff';
import { fromBase64 } from '@/utils/domain/ids';
import { allOps, ownOps, say } from '@/utils/handoff/labels/desk';
import { draftOf, EMPTY, newsOf, type Draft } from '@/utils/handoff/labels/draft';
import { makeReturn, readBack } from '@/utils/handoff/labels/exchange';
import { stateOf } from '@/utils/handoff/labels/state';
import { advised, agreementOf, differences, summaryOf } from '@/utils/handoff/labels/summary';
import { takeIn } from '@/utils/handoff/labels/takein';

vi.mock('webextension-polyfill', () => import('@/tests/lib/fake-browser'));

const NOW = new Date('2026-11-22T12:00:00Z');
const toFile = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> => new Response(stream).blob();

const label = async ({ vault, me }: Side, about: string | null, item: string, draft: Partial<Draft>) => {
  const own = must(await ownOps(vault, about));
  must(await say(vault, me.label, about, newsOf(item, own, { ...draftOf(stateOf(own).get(item)?.authors[me.signed.card.label]), ...draft }), NOW));
};
const fileOf = async ({ vault, me, contact }: Side): Promise<Blob> => toFile(must(await makeReturn(vault, me, contact.id, NOW)).stream);
const back = ({ vault, me }: Side, file: Blob) => readBack(vault, me, file, NOW);

describe('labels on their way back', () => {
  it('come to the same whether the files are taken in once, late, or twice', async () => {
    const { hers, ally, items } = await twoSides(3);
    const [one, two, three] = items as [string, string, string];
    const about = hers.me.signed.card.identity;
    await label(ally, about, one, { form: 'threat_violence', severity: 3, advice: ['mute', 'police'], line: ' A  threat\nwith a date ', tags: ['lamp'] });
    const first = await fileOf(ally);
    await label(ally, about, two, { form: 'unsure', severity: 'unsure' });
    await label(ally, about, one, { severity: 4, tags: [] });
    await label(ally, about, three, { ...EMPTY, pass: true });
    const second = await fileOf(ally);
    // The later one comes first.
    const prepared = must(await back(hers, second));
    expect(summaryOf(prepared.fresh, stateOf(prepared.fresh), ally.me.signed.card.label)).toEqual({
      labels: 10, posts: 3, forms: [['threat_violence', 1], ['unsure', 1]], levels: [['unsure', 1], ['4', 1]], advice: [['mute', 1], ['police', 1]],
      passed: 1, lines: 1, notes: 0, tags: 0, witnessed: 0, signs: 0,
    });
    expect(prepared.cosigned).toBe(NOW.getTime() / 1000);
    must(await takeIn(hers.vault, prepared, NOW));
    const stands = JSON.stringify([...stateOf(must(await allOps(hers.vault)))]);
    expect(stands).toContain('A threat with a date');
    const late = must(await back(hers, first));
    expect(late.fresh).toEqual([]);
    must(await takeIn(hers.vault, late, NOW));
    expect(JSON.stringify([...stateOf(must(await allOps(hers.vault)))])).toBe(stands);
    expect(await back(hers, second)).toMatchObject({ ok: false, error: 'seen' });
    expect(must(await hers.vault.shelf<Taken>('taken')).map(({ data }) => data.sequence)).toEqual([2, 1]);
  });

  it('carry a line under her log’s checkpoint that anybody can check, and none where her log was another before', async () => {
    const { hers, ally, items } = await twoSides(1);
    await label(ally, hers.me.signed.card.identity, items[0] as string, { form: 'pile_on' });
    const prepared = must(await back(hers, await fileOf(ally)));
    const note = prepared.cosignature as string;
    expect(await cosignedAt(note, fromBase64(ally.me.signed.card.identity))).toBe(NOW.getTime() / 1000);
    expect((await goesOn(note, fromBase64(hers.me.signed.card.log), null, [])).ok).toBe(true);
    expect(parseNote(note)?.signatures.length).toBe(2);

    const rewritten = await twoSides(1, { log: 'rewritten' });
    await label(rewritten.ally, rewritten.hers.me.signed.card.identity, rewritten.items[0] as string, { form: 'pile_on' });
    const refused = must(await back(rewritten.hers, await fileOf(rewritten.ally)));
    expect(refused).toMatchObject({ cosignature: null, cosigned: null, notConfirmed: 'rewritten' });
  });

  it('are refused from whoever was never given the post, and go to nobody whose number was not compared', async () => {
    const { hers, ally, items, handover } = await twoSides(2);
    await label(ally, hers.me.signed.card.identity, items[0] as string, { form: 'pile_on' });
    const file = await fileOf(ally);
    const given = must(await hers.vault.shelfOne<{ items: string[] }>(handover));
    must(await hers.vault.shelve({ put: [{ id: handover, kind: 'given', data: { ...given.data, items: items.slice(1) } }] }));
    expect(await back(hers, file)).toMatchObject({ ok: false, error: 'unknown-item' });
    const other = await twoSides(1);
    expect(await back(other.hers, file)).toMatchObject({ ok: false, error: 'not-for-me' });
    must(await ally.vault.shelve({ put: [{ id: ally.contact.id, kind: 'contact', data: { ...ally.contact, compared: null } }] }));
    expect(await makeReturn(ally.vault, ally.me, ally.contact.id, NOW)).toMatchObject({ ok: false, error: 'not-found' });
  });

  it('keep what she said beside it, tell where they differ, and prepare whom to quiet', async () => {
    const { hers, ally, items } = await twoSides(3);
    const [one, two, three] = items as [string, string, string];
    const about = hers.me.signed.card.identity;
    for (const [item, form] of [[one, 'pile_on'], [two, 'doxxing'], [three, 'doxxing']] as const) await label(ally, about, item, { form, advice: ['mute'] });
    for (const [item, form] of [[one, 'pile_on'], [two, 'insult_degrading'], [three, 'doxxing']] as const) await label(hers, null, item, { form });
    await label(hers, null, three, { advice: ['watch'] });
    must(await takeIn(hers.vault, must(await back(hers, await fileOf(ally))), NOW));
    const [mine, theirs] = [hers.me.signed.card.label, ally.me.signed.card.label];
    const state = stateOf(must(await allOps(hers.vault)));
    expect(differences(state, mine).map(({ item, field }) => [item, field]).sort()).toEqual([[two, 'form'], [three, 'advice']].sort());
    expect(advised(state, 'mute', mine).sort()).toEqual([one, two].sort());
    const { form } = agreementOf(state, mine, theirs);
    expect(form).toMatchObject({ both: 3, same: 2 });
    expect(form.kappa).toBeCloseTo(0.5, 10);
    must(await say(hers.vault, hers.me.label, null, [{ item: three, field: 'choice', value: { field: 'advice', author: theirs } }], NOW));
    expect(advised(stateOf(must(await allOps(hers.vault))), 'mute', mine)).toContain(three);
  });
});
