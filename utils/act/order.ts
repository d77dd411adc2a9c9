import data from '@/assets/data/acting-order.json';

/** In which order a route wants things done. `mute-wait`: no block before it has answered. */
export type Advice = 'mute-wait' | 'police-soon' | 'police-first' | 'report-first';

/** `seen`: where that was read; null: not checked. */
export interface Route { id: string; place: string | null; advice: Advice; seen: string | null }

export const ROUTES = data.routes as readonly Route[];
/** When the entries were read. */
export const READ_ON: string = data.date;
const OLD_MS = 180 * 86_400_000;

export const mayBeOld = (now: number): boolean => now - Date.parse(READ_ON) > OLD_MS;

/** Mute is what every order bears; a block waits where the route asks for it. */
export const bearsBlock = ({ advice }: Route): boolean => advice === 'police-soon';
