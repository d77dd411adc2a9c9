/** The cover's rules, after those of `utils/page/sheet.ts`. The page's own top layer lies below a dialog that was opened last. */
export const COVER_RULES = `
dialog { position: fixed; inset: 0; inline-size: 100%; block-size: 100%; max-inline-size: none; max-block-size: none; margin: 0; border: 0; padding: 24px;
  overflow: auto; background: var(--paper); color: var(--ink); opacity: 1; transition: none; outline: none; }
dialog[open] { display: grid; place-items: center; }
dialog::backdrop { background: transparent; }
dialog.off { opacity: 0; }
.panel { inline-size: min(34rem, 100%); display: grid; gap: 14px; overflow-wrap: break-word; }
.panel h1 { font-size: 22px; line-height: 1.3; font-weight: 600; margin: 0; }
.panel p { margin: 0; }
.panel > * { unicode-bidi: plaintext; }
.sum { font-size: 40px; line-height: 1.1; font-weight: 600; font-variant-numeric: tabular-nums; }
.figures { min-block-size: 3em; font-variant-numeric: tabular-nums; }
.figures span:not(:last-child)::after { content: " · "; white-space: pre; }
.state { min-block-size: 4.5em; }
.verbs { display: flex; flex-wrap: wrap; gap: 12px; }
.verbs button { min-block-size: 44px; min-inline-size: 9rem; border-color: color-mix(in srgb, var(--ink) 60%, transparent); padding: 8px 18px; }
.verbs button.first { border-color: var(--accent); }
.quiet { opacity: .8; font-size: 14px; }
@media (max-width: 26rem) { dialog { padding: 16px; } .verbs button { flex: 1 1 100%; } }
@media (forced-colors: active) { .verbs button { border-color: ButtonText; } }
`;
