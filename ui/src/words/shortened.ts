// Marks text that the core may have shortened.

/** Adds "…" to a text that has reached the limit of `most` characters, because more may have followed. */
export function shortened(text: string, most: number): string {
  return [...text].length >= most ? `${text}…` : text
}
