/** The practice network's people. All made up; every remote server ends in `.example`, which leads nowhere. */

export type Crowd = 'reader' | 'friendly' | 'critical' | 'abusive';

export interface Person {
  /** Account id on this server, digits. */
  id: string;
  username: string;
  /** Null for people of this server. */
  domain: string | null;
  name: string;
  crowd: Crowd;
  note: string;
}

export const HOST = 'practice.example';

const rows: [Crowd, string, string | null, string][] = [
  ['reader', 'afi', null, 'Afi Mensah-Duval'],
  ['friendly', 'noor', null, 'نور الحسن'], ['friendly', 'juma', null, 'Juma Otieno'], ['friendly', 'linnea', null, 'Linnéa Åberg'],
  ['friendly', 'haneul', 'harbour.example', '한을'], ['friendly', 'kossi', null, 'Kɔsi Ɖagbe'], ['friendly', 'marisol', 'harbour.example', 'Marisol 🌻'],
  ['friendly', 'beatriz', 'river.example', 'Beatriz Nóbrega'], ['friendly', 'devi', 'river.example', 'देवी राव'], ['friendly', 'zara', 'harbour.example', 'زارا خان'],
  ['friendly', 'librarian', null, 'The Night Library 📚'], ['friendly', 'tom', 'river.example', 'Tom of the Allotments'], ['friendly', 'amina', null, 'Amina W.'],
  ['critical', 'ledger', 'river.example', 'A. Ledger'], ['critical', 'councilwatch', null, 'Council Watch'], ['critical', 'henrik', 'river.example', 'Henrik Dahl'],
  ['critical', 'claire', 'harbour.example', 'Claire V.'], ['critical', 'budgets', null, 'Budgets, read aloud'], ['critical', 'wanjiru', null, 'Wanjiru K.'],
  ['critical', 'rafael', 'harbour.example', 'Rafael Prado'], ['critical', 'minji', 'harbour.example', '민지'], ['critical', 'farouk', 'river.example', 'فاروق'],
  ['critical', 'edit', null, 'Second Edition'],
  ['abusive', 'truthhammer', 'loud.example', 'Truth Hammer 🔨'], ['abusive', 'realvoice88', 'loud.example', 'Real Voice'], ['abusive', 'grimbly', 'loud.example', 'Grimbly'],
  ['abusive', 'nomoretea', 'loud.example', 'No More Tea ☕'], ['abusive', 'oldguard', 'gravel.example', 'Old Guard'], ['abusive', 'vox_umbra', 'gravel.example', 'Vox Umbra'],
  ['abusive', 'saqr', 'gravel.example', 'صقر الليل'], ['abusive', 'tonnerre', 'gravel.example', 'Tonnerre'], ['abusive', 'pestana', 'loud.example', 'Pestaña'],
  ['abusive', 'gavião', 'loud.example', 'Gavião'], ['abusive', 'mlinzi', 'gravel.example', 'Mlinzi wa Kweli'], ['abusive', 'norrskugga', 'gravel.example', 'Norrskugga'],
  ['abusive', 'geomeun', 'loud.example', '검은새'], ['abusive', 'kaand', 'gravel.example', 'कांड'], ['abusive', 'aandhi', 'gravel.example', 'آندھی'],
  ['abusive', 'newhere1', 'loud.example', 'newhere1'], ['abusive', 'newhere2', 'loud.example', '‮erehwen‬'],
];

const NOTES: Record<Crowd, string> = {
  reader: 'Reporter. Water, budgets, who pays.', friendly: 'Here for the neighbours.', critical: 'I read the footnotes.', abusive: 'Just asking.',
};

export const people: Person[] = rows.map(([crowd, username, domain, name], index) => ({
  id: String(110_000_000_000_001_000n + BigInt(index) * 7919n), username: username.normalize('NFD').replace(/[^a-z0-9_]/g, ''), domain, name, crowd, note: NOTES[crowd],
}));

export const reader = people[0]!;

/** As in the web interface's addresses: the domain only for people of other servers. */
export const acct = ({ username, domain }: Person): string => (domain === null ? username : `${username}@${domain}`);

/** Always whole: `user@domain`. */
export const fullHandle = ({ username, domain }: Person): string => `${username}@${domain ?? HOST}`;
