/**
 * Rules for our shadow roots. In a shadow tree `!important` on `:host` wins over whatever the page says of the host, inline
 * rules and animations too. No fade and no transform: what is half seen must not be clickable.
 */
const RULES = `
:host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; inline-size: 0 !important; block-size: 0 !important;
  z-index: 2147483647 !important; display: block !important; pointer-events: auto !important; forced-color-adjust: auto !important; }
* { box-sizing: border-box; }
.ground { --paper: #FBFAF7; --ink: #1C2321; --line: #1c232133; --accent: #0B6B5D; color-scheme: light dark;
  font: 16px/1.5 system-ui, sans-serif; color: var(--ink); }
@media (prefers-color-scheme: dark) { .ground { --paper: #14181A; --ink: #E7ECE9; --line: #e7ece940; --accent: #5CC7B2; } }
.frame { position: fixed; pointer-events: none; border: 2px solid var(--accent); border-radius: 6px; }
.bar { position: fixed; display: flex; gap: 4px; align-items: center; padding: 4px; inline-size: max-content; max-inline-size: min(32rem, 96vw); flex-wrap: wrap;
  background: var(--paper); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 1px 2px #0003; }
.said { padding: 4px 8px; font-variant-numeric: tabular-nums; }
.said:empty { display: none; }
button { font: inherit; color: inherit; background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 10px; min-block-size: 32px;
  min-inline-size: 32px; cursor: pointer; }
button.first { background: var(--accent); color: var(--paper); }
button:hover { border-color: var(--accent); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.cover { position: fixed; inset: 0; cursor: crosshair; touch-action: none; outline: none; }
.hint { position: fixed; inset-block-start: 12px; inset-inline: 12px; margin-inline: auto; inline-size: fit-content; max-inline-size: 44rem; padding: 8px 14px;
  background: var(--paper); border: 1px solid var(--accent); border-radius: 8px; pointer-events: none; }
.hint.low { inset-block: auto 12px; }
.unseen { position: fixed; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.ground { transition: none; animation: none; }
@media (forced-colors: active) { .frame, .bar, .hint { border-color: Highlight; } }
`;

/** Constructed sheets pass strict page policies; Firefox refuses them to content scripts, but lets ours write a style. */
export function dress(root: ShadowRoot, more = ''): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(RULES + more);
    root.adoptedStyleSheets = [sheet];
    if (root.adoptedStyleSheets.length === 1) return;
  } catch {
    // Falls through.
  }
  const style = document.createElement('style');
  style.textContent = RULES + more;
  root.append(style);
}
