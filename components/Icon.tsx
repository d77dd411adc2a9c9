const PATHS = {
  saved: 'M5 3.5h14v17l-7-4-7 4z',
  write: 'M4 20h16M6 15.5L16.5 5l3 3L9 18.5l-4 1z',
  quiet: 'M4 10v4h3.5l5 4V6l-5 4zM16 9l5 6M21 9l-5 6',
  ally: 'M8.5 11a3 3 0 100-6 3 3 0 000 6zM3 19.5c0-3.5 2.5-5.5 5.5-5.5s5.5 2 5.5 5.5M15.5 11.5a2.5 2.5 0 100-5M16.5 14.5c2.6.3 4.5 2.2 4.5 5',
  handover: 'M4 12h13M12 6.5l5.5 5.5-5.5 5.5M20 5v14',
  check: 'M4.5 12.5l5 5 10-11',
  settings: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5',
  lock: 'M6.5 11V8a5.5 5.5 0 0111 0v3M5 11h14v9H5z',
  leave: 'M14 4.5h5.5v15H14M4 12h10M8 8l-4 4 4 4',
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside a word, so it says nothing of its own. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
