/**
 * Nothing of the page is drawn until the rule that hides posts is in place. An animation leaves no attribute and no
 * style in the document, comes before the first frame and wins over the page's own rules. Returns the way to end it.
 */
export function coverPage(): () => void {
  let on = true;
  let drawn: Animation | null = null;
  const draw = (): void => {
    if (!on) return;
    drawn = document.documentElement.animate([{ opacity: '0' }, { opacity: '0' }], { duration: 1e9, fill: 'both' });
    // A page may end it; not for long.
    drawn.addEventListener('cancel', draw);
  };
  draw();
  return () => {
    on = false;
    drawn?.cancel();
  };
}
