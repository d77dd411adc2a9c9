export const WEIGHTS: Record<string, number>;
export const OVER: Record<string, { most: number; why: string }>;
export function loaded(folder: string, entry: string): string[];
export function weigh(folder: string): { id: string; name: string; kB: number; budget: number }[];
export function weightRows(folder: string): object[];
