// Keys for findings in `{#each}`. What is shown with a finding, such as "Changed … Undo", belongs to that finding alone
// and must not stay when another one takes its place.

/**
 * Each finding of a list with its key: what the finding is, with all that it says. One that occurs several times is
 * counted.
 */
export function keyed<Shown extends { finding: { code: string } }>(findings: readonly Shown[]): [string, Shown][] {
  const seen = new Map<string, number>()
  return findings.map((shown) => {
    const what = JSON.stringify(shown.finding)
    const nth = seen.get(what) ?? 0
    seen.set(what, nth + 1)
    return [`${nth} ${what}`, shown]
  })
}
