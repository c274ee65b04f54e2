// Words that were shortened before they came.

/** Words of which only the first `most` characters were kept: says so where there may have been more. */
export function shortened(text: string, most: number): string {
  return [...text].length >= most ? `${text}…` : text
}
