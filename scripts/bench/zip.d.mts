export function zippedSize(folder: string): number;
