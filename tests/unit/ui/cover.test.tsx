// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';

import { HoldToReveal } from '@/components/HoldToReveal';

afterEach(cleanup);

const WORDS = 'canary-words';
const draw = (load: () => Promise<string | null> = () => Promise.resolve(WORDS)) =>
  render(<HoldToReveal label="Words" load={load} show={(words) => <p>{words}</p>} />);
const page = () => document.documentElement.outerHTML;
const hold = () => screen.getByTestId('hold');
const lifted = () => waitFor(() => expect(page()).toContain(WORDS));

describe('the cover', () => {
  it('asks for nothing while it lies', () => {
    const load = vi.fn(() => Promise.resolve(WORDS));
    draw(load);
    expect(load).not.toHaveBeenCalled();
    expect(page()).not.toContain(WORDS);
  });

  it.each([
    ['the pointer is let go', () => fireEvent.pointerUp(hold())],
    ['the pointer is taken away', () => fireEvent.pointerCancel(hold())],
    ['the focus goes elsewhere', () => fireEvent.blur(hold())],
  ])('lies again when %s', async (_when, letGo) => {
    draw();
    fireEvent.pointerDown(hold(), { button: 0, pointerId: 1 });
    await lifted();
    await act(() => { letGo(); });
    expect(page()).not.toContain(WORDS);
  });

  it.each([' ', 'Enter'])('is lifted by holding the key “%s” and lies again when it is let go', async (key) => {
    draw();
    fireEvent.keyDown(hold(), { key });
    await lifted();
    await act(() => { fireEvent.keyUp(hold(), { key }); });
    expect(page()).not.toContain(WORDS);
  });

  it('is not lifted by words that come after the key was let go', async () => {
    let come: (words: string) => void = () => undefined;
    draw(() => new Promise((done) => { come = done; }));
    fireEvent.keyDown(hold(), { key: ' ' });
    fireEvent.keyUp(hold(), { key: ' ' });
    await act(async () => { come(WORDS); await Promise.resolve(); });
    expect(page()).not.toContain(WORDS);
  });

  it('asks once for a key that repeats', () => {
    const load = vi.fn(() => Promise.resolve(WORDS));
    draw(load);
    fireEvent.keyDown(hold(), { key: ' ' });
    for (let i = 0; i < 5; i += 1) fireEvent.keyDown(hold(), { key: ' ', repeat: true });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('stays lifted by its second button, until that is pressed again', async () => {
    draw();
    fireEvent.click(screen.getByTestId('show-toggle'));
    await lifted();
    expect(screen.getByTestId('show-toggle').getAttribute('aria-expanded')).toBe('true');
    await act(() => { fireEvent.blur(hold()); });
    expect(page()).toContain(WORDS);
    await act(() => { fireEvent.click(screen.getByTestId('show-toggle')); });
    expect(page()).not.toContain(WORDS);
  });

  it('lies again when the tab is hidden, even when it was to stay', async () => {
    draw();
    fireEvent.click(screen.getByTestId('show-toggle'));
    await lifted();
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
    await act(() => { document.dispatchEvent(new Event('visibilitychange')); });
    expect(page()).not.toContain(WORDS);
    vi.restoreAllMocks();
  });

  it('says so when what is below cannot be opened', async () => {
    draw(() => Promise.resolve(null));
    fireEvent.click(screen.getByTestId('show-toggle'));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/could not be opened/));
  });
});
