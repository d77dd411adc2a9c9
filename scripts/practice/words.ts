import type { Crowd } from './people.ts';

/** Words of the practice network: ours, harmless to read. `[language, words]`; `@afi` becomes a mention. */
export type Line = [lang: string, words: string];

const friendly: Line[] = [
  ['en', '@afi this is the clearest thing I have read on the water works. Thank you.'], ['en', 'Read @afi on the pumping station. Then read it again. 👏🏾'],
  ['en', 'Solidarity with @afi. We can disagree without the shouting.'], ['en', 'Bread is out at the corner shop, the good one 🥖'],
  ['fr', '@afi merci pour l’enquête, on l’a lue à voix haute au marché ce matin.'], ['fr', 'Une pensée pour @afi : bon courage, on est nombreux derrière toi 💚'],
  ['sw', '@afi asante sana kwa kazi yako. Tuko pamoja nawe.'], ['sw', 'Maji ni uhai. Soma habari ya @afi leo.'],
  ['es', '@afi gracias por poner números donde otros ponen ruido 🌻'], ['pt', '@afi que reportagem! Partilhei com a vizinhança toda 👩🏽‍💻'],
  ['ar', '@afi شكراً على هذا العمل الصادق، قرأته العائلة كلها.'], ['ko', '@afi 기사 잘 읽었어요. 힘내세요! 👨‍👩‍👧‍👦'],
  ['sv', '@afi tack för att du orkar gräva. Det märks här hos oss också.'], ['hi', '@afi बहुत अच्छा काम, पढ़कर हिम्मत मिली 🙏🏽'],
  ['ur', '@afi آپ کی رپورٹ پڑھ کر حوصلہ ملا، شکریہ۔'], ['fon', '@afi kú dó àzɔ̌! Ɖò xwé mítɔn gbè ɔ́, mǐ xà bǐ. Ɛ nyɔ́ ɖésú. Ɔ, a ɖó hlɔ̌nhlɔ́n.'],
];

const critical: Line[] = [
  ['en', '@afi the 4 million figure mixes two budget years. Table 3 says otherwise; will you correct it?'], ['en', '@afi good question, weak sourcing. Two of your three quotes are unnamed.'],
  ['en', 'I do not agree with @afi here: the contract was tendered, the notice is public.'], ['fr', '@afi je ne suis pas d’accord : le marché a bien été publié en mars.'],
  ['sw', '@afi takwimu zako za mwaka jana si sahihi, tafadhali angalia ukurasa wa 12.'], ['es', '@afi el titular promete más de lo que prueba el texto.'],
  ['pt', '@afi faltou ouvir a empresa. Sem isso a reportagem fica coxa.'], ['ar', '@afi أختلف معك: العقد منشور منذ شهر آذار، والرقم ينقصه الشرح.'],
  ['ko', '@afi 표 3의 숫자와 기사 내용이 다릅니다. 확인 부탁드려요.'], ['sv', '@afi du blandar ihop investering och drift. Det är två olika poster.'],
  ['hi', '@afi तालिका तीन में आँकड़ा अलग है, कृपया जाँच लें।'], ['ur', '@afi اس میں دوسری طرف کا مؤقف شامل نہیں، یہ ادھوری بات ہے۔'],
];

const abusive: Line[] = [
  ['en', '@afi nobody asked you, you tedious little fraud 🤡'], ['en', '@afi go back to the kitchen, numbers are not for you'],
  ['en', '@afi keep typing, clown. People are taking notes. 👀'], ['en', '@afi your whole family must be so ashamed of you'],
  ['en', '@afi everybody knows who pays you, liar. It will all come out'], ['en', '@afi some people only learn the hard way 🔨🔨🔨'],
  ['fr', '@afi tais-toi, menteuse. Personne ne te croit, personne ne te croira.'], ['fr', '@afi on sait bien qui te paie, pauvre clown 🤡'],
  ['sw', '@afi nyamaza wewe mwongo, hakuna anayekuamini.'], ['es', '@afi payasa, algún día te van a callar 🤐'],
  ['pt', '@afi vergonha da tua rua. Cala a boca, mentirosa.'], ['ar', '@afi كاذبة، سيأتي يوم تندمين فيه على كل كلمة 🔥'],
  ['ko', '@afi 거짓말쟁이. 조용히 하는 게 좋을 거야 🏴‍☠️'], ['sv', '@afi lögnare. Vi är många som minns vad du skrev.'],
  ['hi', '@afi झूठी कहीं की, तेरी कोई नहीं सुनता 😡'], ['ur', '@afi جھوٹی، خاموش رہو ورنہ پچھتاؤ گی'],
];

export const LINES: Record<Exclude<Crowd, 'reader'>, Line[]> = { friendly, critical, abusive };

/** A place and a time: the one that cannot wait. */
export const THREAT: Line = ['en', '@afi Thursday, 18:30, you leave the library on Mill Street by the side door. I will be standing there. 🕡'];

/** Thirty near-copies of one text: each copy changes one small thing, as copied-and-pasted pile-ons do. */
export function pileOn(n: number): Line {
  const who = ['@afi', '@afi,', 'hey @afi', '@afi —'][n % 4];
  const end = ['', '!', '!!', ' 🤡', ' 🤡🤡', ' Resign', '.', ' …'][Math.floor(n / 4) % 8];
  const word = ['fake', 'FAKE', 'f4ke', 'so-called'][(n >> 1) % 4];
  return ['en', `${who} is a ${word} reporter paid to lie about our town. Share this before they take it down${end}`];
}

export const OWN: Line[] = [
  ['en', 'New: who paid for the pumping station on Mill Street, and what the contract leaves out. https://news.example/pumping-station'],
  ['fr', 'La version française est en ligne. Merci à toutes et à tous pour vos relectures.\n\nLa suite demain.'],
  ['en', 'Correction: the second table is for 2024, not 2025. The text says so now.'],
];

/** Follow-ups that make a short line a longer one, by language. */
export const TAILS: Record<string, string[]> = {
  en: ['', 'And I will say it again tomorrow.', 'Just my view.'], fr: ['', 'Voilà.'], sw: ['', 'Ndiyo hivyo.'], es: ['', 'Dicho queda.'], pt: ['', 'Pronto, falei.'],
  ar: ['', 'هذا كل شيء.'], ko: ['', '이상입니다.'], sv: ['', 'Så är det.'], hi: ['', 'बस यही।'], ur: ['', 'بس یہی کہنا تھا۔'], fon: ['', 'Nyɔ́ ɖɔ̀.'],
};
