/** The guide's rules, after those of `utils/page/sheet.ts`. */
export const GUIDE_RULES = `
.box { position: fixed; display: grid; gap: 8px; inline-size: min(24rem, calc(100vw - 16px)); padding: 12px 14px; overflow-wrap: anywhere;
  background: var(--paper); border: 1px solid var(--accent); border-radius: 8px; box-shadow: 0 1px 3px #0003; }
.box p { margin: 0; unicode-bidi: plaintext; text-align: start; }
.whom { font-size: 14px; opacity: .85; font-variant-numeric: tabular-nums; }
.whom bdi { font-weight: 600; }
.say { min-block-size: 3em; }
.verbs { display: flex; flex-wrap: wrap; gap: 8px; }
.verbs button { border-color: color-mix(in srgb, var(--ink) 60%, transparent); }
.verbs button.first { border-color: var(--accent); }
.frame { border-width: 3px; }
@media (forced-colors: active) { .box { border-color: Highlight; } .verbs button { border-color: ButtonText; } }
`;
