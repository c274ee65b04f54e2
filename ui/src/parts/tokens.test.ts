// Tests the colours for people who need more contrast: "Increase contrast" (`prefers-contrast`) and the person's own
// colours (`forced-colors`).
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
/** The colours of a media query, by their names; of the page as it usually is without one. */
function colours(query?: string): Map<string, string> {
  const rest = query === undefined ? css : css.slice(css.indexOf(`@media (${query})`))
  const block = /:root[^{]*\{([^}]*)\}/.exec(rest)?.[1] ?? ''
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  )
}

/** Both themes of a colour, as numbers from 0 to 255. */
function themes(value: string): number[][] {
  const found = [...value.matchAll(/#([0-9a-f]{6})/g)].map(([, hex = '']) => hex)
  return found.map((hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)))
}

/** WCAG 2.2: relative luminance. */
function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: number[], other: number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

it.each([
  { query: undefined, text: 4.5, edge: 3 },
  { query: 'prefers-contrast: more', text: 7, edge: 4.5 },
])('text and edges stand out from every background ($query)', ({ query, text, edge }) => {
  const usual = colours()
  const all = new Map([...usual, ...colours(query)])
  for (const background of ['--paper', '--panel', '--rail']) {
    for (const [name, least] of [
      ['--ink', text],
      ['--ink-2', text],
      ['--ink-3', text],
      ['--edge', edge],
    ] as const) {
      const [below, above] = [themes(all.get(background) ?? ''), themes(all.get(name) ?? '')]
      expect(below).toHaveLength(2)
      for (const theme of [0, 1])
        expect(contrast(below[theme] ?? [], above[theme] ?? []), `${name} on ${background}`).toBeGreaterThanOrEqual(
          least,
        )
    }
  }
})

it("uses only the system's names where the person has chosen the colours, so that none is replaced", () => {
  const systems = ['Canvas', 'CanvasText', 'ButtonBorder', 'Highlight', 'HighlightText', 'Mark']
  const forced = colours('forced-colors: active')
  for (const [name, value] of forced) expect(systems, name).toContain(value)
  // What is chosen, done or next is in the accent, and its text has to be readable on it.
  expect([forced.get('--accent'), forced.get('--accent-ink')]).toEqual(['Highlight', 'HighlightText'])
  for (const name of ['--line', '--line-strong', '--edge']) expect(forced.get(name)).not.toBe('Canvas')
})

it('replaces every colour where the person has chosen the colours', () => {
  const usual = [...colours()].filter(([name, value]) => value.includes('light-dark(') && name !== '--shadow')
  expect(usual.length).toBeGreaterThan(20)
  const forced = colours('forced-colors: active')
  expect(usual.map(([name]) => name).filter((name) => !forced.has(name))).toEqual([])
})
