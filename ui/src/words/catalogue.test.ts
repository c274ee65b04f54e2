// Tests that the messages follow `messages/README.md`: no word of its list "Don't use", and the rules a test can hold.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = join(import.meta.dirname, '..', '..', 'messages')

type Message = string | [{ match: Record<string, string> }]
const { $schema: _, ...messages } = JSON.parse(readFileSync(join(folder, 'en.json'), 'utf8')) as Record<string, Message>
/** Every text with the key of its message; a plural has several. */
const texts = Object.entries(messages).flatMap(([key, message]) =>
  (typeof message === 'string' ? [message] : message.flatMap(({ match }) => Object.values(match))).map(
    (text) => [key, text] as const,
  ),
)

/** The words in the left column of the table "Don't use". */
function wordsNotToUse(): string[] {
  const [, section = ''] = readFileSync(join(folder, 'README.md'), 'utf8').split("## Don't use")
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
}

/** Whether a text has a word or several, whole and in any case. What a machine reads, in `code`, is not judged. */
function has(text: string, word: string): boolean {
  const prose = text.replace(/`[^`]*`/g, '`')
  return new RegExp(`(?<![\\w'-])${word.replaceAll(' ', '\\s+')}(?![\\w'-])`, 'i').test(prose)
}

/** The messages that a condition holds for. */
const that = (condition: (text: string) => boolean) =>
  texts.filter(([, text]) => condition(text)).map(([key, text]) => `${key}: ${text}`)

/** Labels in other programs that steps name. */
const OTHER_PROGRAMS = ['Conversions', 'Export OpenSSH key', 'Import key', 'Tools', 'Change KeyStore Type']
/** Labels in Business Manager and Account Manager that only steps name. */
const SALESFORCE = [
  'Access Restriction',
  'Administration',
  'Agent User Login and OCAPI',
  'Global Preferences',
  'Manage Access Keys',
  'Security',
  'WebDAV File Access and UX Studio',
  'Administration › Site Development › Open Commerce API Settings',
  'Administration › Site Development › Salesforce Commerce API Settings',
  'Administration › Site Development › Code Deployment',
  'Administration › Organization › WebDAV Client Permissions',
  'Administration › Organization › Roles & Permissions',
  'Administration › Sites › Manage Sites',
  'Data',
  'Global',
  'Salesforce Commerce API',
  'Access Control',
  'Organizations',
]

describe('the words of the catalogue', () => {
  const words = wordsNotToUse()

  it('are judged by the list in the README', () => {
    expect(words).toContain('mend')
    expect(words.length).toBeGreaterThan(60)
    expect(has('Shall it be?', 'shall')).toBe(true)
    expect(has('a marshalled `shall`', 'shall')).toBe(false)
  })

  it.each(words)('do not include "%s"', (word) => {
    expect(that((text) => has(text, word))).toEqual([])
  })
})

describe('the spelling of the catalogue', () => {
  it('has one kind of quotation marks, apostrophes and dots', () => {
    expect(that((text) => /["‘’]|\.\.\.| {2}|\s…/.test(text.replace(/`[^`]*`/g, '`')))).toEqual([])
  })

  it('has a space between a number and its unit', () => {
    expect(that((text) => /[\d}](ms|s|kB|MB|min|h)\b/.test(text))).toEqual([])
  })
})

describe('names in bold', () => {
  it('are labels of the window exactly, of Account Manager, or of another program', () => {
    const labels = new Set([...texts.map(([, text]) => text), ...OTHER_PROGRAMS, ...SALESFORCE])
    const named = texts.flatMap(([key, text]) =>
      [...text.matchAll(/\*\*(.+?)\*\*/g)].map((match) => [key, match[1] ?? ''] as const),
    )
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter(([, name]) => !name.includes('{') && !labels.has(name))).toEqual([])
  })
})
