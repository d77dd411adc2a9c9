import { expect, it, vi } from 'vitest';

import { drawnSize, isUnmeasured, unmeasured } from '@/utils/sites/measure';

it('asks for no size while nobody wants to know one, and asks again after a reader that failed', () => {
  const box = vi.fn(() => ({ width: 10.4, height: 20.6 }));
  const element = { getBoundingClientRect: box } as unknown as Element;
  expect(unmeasured(() => drawnSize(element))).toEqual({ width: 0, height: 0 });
  expect([isUnmeasured(), unmeasured(isUnmeasured)]).toEqual([false, true]);
  expect(() => unmeasured(() => { throw new Error('a strange page'); })).toThrow('a strange page');
  expect(box).not.toHaveBeenCalled();
  expect(drawnSize(element)).toEqual({ width: 10, height: 21 });
});
