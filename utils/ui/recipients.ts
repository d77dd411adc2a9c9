/** X25519 keys of age, as people paste them: split at spaces, commas and lines, each once. `wrong`: the first that is none. */
export function readRecipients(typed: string): { recipients: string[]; wrong: string | null } {
  const words = [...new Set(typed.split(/[\s,;]+/).filter(Boolean).map((word) => word.toLowerCase()))];
  return { recipients: words, wrong: words.find((word) => !/^age1[02-9ac-hj-np-z]{58}$/.test(word)) ?? null };
}
