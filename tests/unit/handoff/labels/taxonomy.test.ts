import { describe, expect, it } from 'vitest';

import data from '@/assets/data/taxonomy.json';
import { TAXONOMY, termLabel, terms } from '@/utils/handoff/labels/taxonomy';
import { fits } from '@/utils/handoff/labels/values';

/** Ids of every version so far: one may be added, none may go or be used for something else. */
const EVER = {
  forms: 'threat_violence threat_sexual incitement self_harm_incitement insult_degrading hate_identity sexual_harassment cyberflashing ncii_real ncii_synthetic sextortion doxxing threat_to_expose outing cyberstalking persistent_contact pile_on gendered_disinformation manipulated_media reputation_attack impersonation account_attack false_reporting legal_harassment financial_threat grooming other unsure',
  grounds: 'gender sexual_orientation gender_identity_expression sex_characteristics race_ethnicity age socioeconomic caste nationality migration disability religion indigenous language political_opinion profession body_appearance family_status health not_identity prefer_not',
  severity: 'context low moderate high critical',
  signs: 'explicit_violence time_given place_given weapon family_threatened home_address_public knows_movements offline_contact call_to_action known_violent repeat_sender rising_rate coordinated_signs official_amplifies account_breach intimate_image minor_involved sexual_coercion self_harm_risk upcoming_exposure fear_felt',
};

describe('the classification', () => {
  it.each(Object.entries(EVER) as [keyof typeof EVER, string][])('keeps every id of %s, each once', (axis, ever) => {
    const ids = data[axis].map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(ever.split(' ')));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has words for each id in English and French', () => {
    for (const axis of Object.keys(EVER) as (keyof typeof EVER)[]) for (const language of ['en', 'fr-CA']) {
      for (const { id, label } of terms(axis, language)) expect(label, `${axis} ${id} ${language}`).toMatch(/^[A-ZÀ-Ý].{2,}[^.!]$/);
    }
    expect(termLabel('forms', 'pile_on', 'fr')).not.toBe(termLabel('forms', 'pile_on', 'en'));
    expect(termLabel('forms', 'of_a_newer_version', 'en')).toBe('of_a_newer_version');
  });

  it('counts its levels from 0, and a label may name each of its ids and its version', () => {
    expect(data.severity.map(({ level }) => level)).toEqual([0, 1, 2, 3, 4]);
    for (const { id } of data.forms) expect(fits('form', { primary: id, others: [], taxonomy: TAXONOMY }), id).toBe(true);
  });
});
