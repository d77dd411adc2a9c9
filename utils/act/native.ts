import data from '@/assets/data/native-tools.json';

/** A platform's own tool that does more than blocking one by one. Its words stand in the catalogue, by its id. */
export interface NativeTool {
  id: string;
  site: string;
  /** Offered for so many people and more. */
  from: number;
  /** The root of the platform's settings: what lies deeper changes, and is told as a path. */
  settings: string;
  /** Where it was read, and of which day that page is (null: it does not say). */
  seen: string;
  seenDate: string | null;
}

export const NATIVE_READ_ON: string = data.read;
const TOOLS: readonly NativeTool[] = data.tools;

/** Those that are worth it for so many people; the one against most people first. */
export const toolsFor = (site: string, people: number): NativeTool[] =>
  TOOLS.filter((tool) => tool.site === site && people >= tool.from).sort((a, b) => b.from - a.from);

export const nativeTools = (): readonly NativeTool[] => TOOLS;
