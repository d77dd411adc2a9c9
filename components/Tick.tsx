export interface TickProps { label: string; checked: boolean; onChange: (checked: boolean) => void; hint?: string; disabled?: boolean; testid?: string }

export function Tick({ label, checked, onChange, hint, disabled = false, testid }: TickProps) {
  return (
    <label class="choice-option">
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} data-testid={testid} />
      <span class="choice-words">
        <span class="choice-label">{label}</span>
        {hint ? <span class="hint">{hint}</span> : null}
      </span>
    </label>
  );
}
