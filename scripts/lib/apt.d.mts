export function apt(names: readonly string[]): boolean;
